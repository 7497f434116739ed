import type { Duty } from "../entities.ts";
import { type Measure, measureId } from "../measure/measure.ts";
import { type MeasurePaper, measurePaper } from "../measure/paper.ts";
import type { Sheet } from "../report/sheet.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { isMeasure } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Digest } from "./digest.ts";
import { type DueEntry, dueEntries } from "./due-entries.ts";
import { lineSubject, type NoticeLine } from "./line.ts";

/** A file that goes with a digest, as plain data. */
export type Attached = { readonly name: string } & (
  | { readonly kind: "calendar"; readonly entries: readonly DueEntry[] }
  | { readonly kind: "measure"; readonly paper: MeasurePaper }
  | { readonly kind: "table"; readonly sheets: readonly Sheet[] }
);

/** Due dates and documents of one mail. */
const MAX_ENTRIES = 200;
const MAX_PAPERS = 10;

type Input = {
  readonly digest: Pick<Digest, "agency">;
  readonly lines: readonly NoticeLine[];
  readonly duties: ReadonlyMap<string, Duty>;
};

/** Measures that lines tell of, those due first before the others: to be issued, or served, answered and so on. */
export function measureIds({ lines, duties }: Omit<Input, "digest">): string[] {
  const found = lines.flatMap((line): [string, string][] => {
    const duty = line.dutyId === undefined ? undefined : duties.get(line.dutyId);
    const dueOn = duty?.dueOn ?? "";
    if (line.kind === "measure") return [[`${dueOn}#`, lineSubject(line.key)]];
    const step = duty?.steps.find(({ id }) => id === line.step);
    return line.kind === "step" && duty && step && isMeasure(step)
      ? [[`${dueOn}#${duty.caseNumber ?? ""}`, measureId(duty, step)]]
      : [];
  });
  found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return [...new Set(found.map(([, id]) => id))];
}

/** Those whose documents may go with one mail. */
export const attachableIds = (input: Omit<Input, "digest">): string[] =>
  measureIds(input).slice(0, MAX_PAPERS);

/** The agency gets its due dates and what was issued to it; the office gets drafts that it is to issue; `sheets` are the tables in full. */
export function attach(
  { digest, lines, duties }: Input,
  kept: readonly Duty[],
  measures: ReadonlyMap<string, Measure>,
  sheets: readonly Sheet[],
  { ruleset, on }: { ruleset: Ruleset; on: IsoDate },
): Attached[] {
  const own = kept.filter(({ agency }) => agency === digest.agency).slice(0, MAX_ENTRIES);
  const calendar: Attached[] =
    own.length === 0 ? [] : [{ name: "期限日历.ics", kind: "calendar", entries: dueEntries(own, ruleset) }];
  const papers = attachableIds({ lines, duties }).flatMap((id): Attached[] => {
    const measure = measures.get(id);
    if (!measure) return [];
    const served = measure.status === "issued" && measure.agency === digest.agency;
    const toIssue = measure.status === "drafted" && measure.issuer === digest.agency;
    if (!served && !toIssue) return [];
    const paper = measurePaper(measure, ruleset, on);
    return [{ name: `${paper.name}.docx`, kind: "measure", paper }];
  });
  const table: Attached[] = sheets.length === 0 ? [] : [{ name: "事项全表.xlsx", kind: "table", sheets }];
  return [...table, ...calendar, ...papers].map((one, n) => ({ ...one, name: `附件${n + 1} ${one.name}` }));
}

/** What a mail says of its files. */
export function attachedText(attached: readonly Attached[], input: Omit<Input, "digest">): string {
  const left = measureIds(input).length - MAX_PAPERS;
  const rest = left > 0 ? `（文稿至多附${MAX_PAPERS}件，其余${left}件未附）` : "";
  return `${attached.map(({ name }) => name).join("、")}${rest}`;
}
