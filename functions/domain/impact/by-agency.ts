import type { AgencyImpact, ChangedMail } from "./impact.ts";
import type { Mails } from "./mail-counts.ts";
import type { TallyState } from "./tally.ts";

/** Agencies for which anything changes, in the order of their names. */
export function countedByAgency(
  { findings, gates, duties }: Pick<TallyState, "findings" | "gates" | "duties">,
  changed: readonly ChangedMail[],
  mails: { readonly before: Mails; readonly after: Mails },
): AgencyImpact[] {
  const counts = new Map<string, AgencyImpact>();
  const add = (agency: string, ...names: (keyof Omit<AgencyImpact, "agency">)[]) => {
    const own = counts.get(agency) ?? { ...NOTHING, agency };
    for (const name of names) counts.set(agency, { ...(counts.get(agency) ?? own), [name]: own[name] + 1 });
    if (names.length === 0) counts.set(agency, own);
  };
  for (const { agency } of findings) add(agency, "findings");
  for (const { agency, after } of gates)
    add(
      agency,
      ...(after === undefined ? [] : [after === "open" ? ("gatesOpened" as const) : ("gatesShut" as const)]),
    );
  for (const { agency, kind } of duties) add(agency, ...(COUNTED[kind] ?? []));
  for (const { agency } of changed) add(agency);
  for (const side of ["before", "after"] as const)
    for (const { agency } of Object.values(mails[side]))
      if (counts.has(agency)) add(agency, side === "before" ? "mailsBefore" : "mailsAfter");
  return [...counts.values()].sort((a, b) => (a.agency < b.agency ? -1 : 1));
}

const NOTHING = {
  ...{ findings: 0, gatesShut: 0, gatesOpened: 0, opened: 0, withdrawn: 0, moved: 0 },
  ...{ mailsBefore: 0, mailsAfter: 0 },
};

const COUNTED: Readonly<Record<string, readonly ("opened" | "withdrawn" | "moved")[]>> = {
  opened: ["opened"],
  reopened: ["opened"],
  withdrawn: ["withdrawn"],
  moved: ["moved"],
};
