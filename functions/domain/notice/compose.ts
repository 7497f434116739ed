import { formatChineseDay } from "../calendar/dates.ts";
import type { Duty } from "../entities.ts";
import type { Measure } from "../measure/measure.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type Attached, attach, attachedText } from "./attach.ts";
import type { Digest } from "./digest.ts";
import type { DigestView } from "./digest-view.ts";
import type { NoticeLine } from "./line.ts";
import { agencyName, chineseDate } from "./matter.ts";
import { oneLine, plain } from "./plain.ts";
import { type Mail, renderMail } from "./render.ts";
import { MAX_ROWS, restSheets } from "./rest-sheet.ts";
import { type Kept, matterSections, noteSections, type Section } from "./sections.ts";

export type ComposeInput = {
  readonly digest: Pick<Digest, "id" | "agency" | "recipient" | "day">;
  /** The members of the frozen digest. */
  readonly lines: readonly NoticeLine[];
  /** The duties of the lines as they are now, by id. */
  readonly duties: ReadonlyMap<string, Duty>;
  readonly ruleset: Ruleset;
  /** The day on which it is sent. */
  readonly on: IsoDate;
  /** Measures that the lines tell of, by id. */
  readonly measures?: ReadonlyMap<string, Measure>;
  /** Where each duty may be confirmed, by id; none where mails have no links. */
  readonly links?: ReadonlyMap<string, string>;
  /** The files could not be made or are too large: the mail says so. */
  readonly withoutFiles?: true;
};

export type Composed = {
  /** Absent when nothing is left to say: all was done meanwhile. */
  readonly mail?: Mail;
  /** Lines left out, with what became of the duty. */
  readonly leftOut: readonly { readonly key: string; readonly reason: string }[];
  /** What the mail says is attached. */
  readonly attached: readonly Attached[];
};

const NUMERALS = "一二三四五六七八九十";

export function compose(input: ComposeInput): Composed {
  const { kept, leftOut } = settle(input);
  const { digest, lines, on, ruleset, links = new Map() } = input;
  const sections = [
    ...matterSections(kept, { reader: digest.agency, on, ruleset, links }),
    ...noteSections(lines, ruleset),
  ];
  if (sections.length === 0) return { leftOut, attached: [] };
  const wanted = attach(
    input,
    kept.map(({ duty }) => duty),
    input.measures ?? new Map(),
    restSheets(sections, { agency: agencyName(digest.agency, ruleset), on }),
    input,
  );
  const attached = input.withoutFiles ? [] : wanted;
  const view = {
    ...viewOf(sections, leftOut.length, input),
    tableAttached: attached.some(({ kind }) => kind === "table"),
    ...(attached.length > 0 && { attachments: attachedText(attached, input) }),
    attachmentsLeftOut: attached.length < wanted.length,
  };
  return { leftOut, attached, mail: renderMail(ruleset.templates, view) };
}

export const GONE: Record<Exclude<Duty["status"], "open">, string> = {
  discharged: "已办结",
  waived: "已免办",
  withdrawn: "已撤回",
};

/** One line for each duty that is still open: of several steps of one duty the last counts. */
function settle({ lines, duties }: ComposeInput) {
  const kept = new Map<string, Kept>();
  const leftOut: { key: string; reason: string }[] = [];
  for (const line of lines) {
    if (line.kind !== "step" || line.dutyId === undefined) continue;
    const duty = duties.get(line.dutyId);
    if (duty?.status === "open") kept.set(duty.id, { duty, line });
    else leftOut.push({ key: line.key, reason: duty ? GONE[duty.status as keyof typeof GONE] : "已不存在" });
  }
  return { kept: [...kept.values()], leftOut };
}

function viewOf(
  sections: readonly Section[],
  leftOut: number,
  { digest, ruleset, on }: ComposeInput,
): Omit<DigestView, "tableAttached" | "attachments" | "attachmentsLeftOut"> {
  const { office } = ruleset.settings;
  return {
    agency: agencyName(digest.agency, ruleset),
    summary: sections.map((one) => one.short).join("、"),
    day: formatChineseDay(on),
    date: chineseDate(on),
    sections: sections.map((section, index) => ({
      heading: `${NUMERALS[index] ?? index + 1}、${section.name}（${section.total}）`,
      matters: section.matters.slice(0, MAX_ROWS).map((matter, n) => ({
        ...matter,
        n: n + 1,
        late: matter.urgency === "late" || matter.urgency === "measure",
        today: matter.urgency === "today",
      })),
      notes: section.notes.slice(0, MAX_ROWS).map((text, n) => ({ text, n: n + 1 })),
      rest: Math.max(0, section.matters.length + section.notes.length - MAX_ROWS),
    })),
    owes: sections.some((one) => one.matters.some((matter) => matter.owner === undefined)),
    supervises: sections.some((one) => one.matters.some((matter) => matter.owner !== undefined)),
    issues: sections.some((one) => one.matters.some((matter) => matter.measureId !== undefined)),
    asksFacts: sections.some((one) => one.kind === "facts"),
    leftOut,
    office: plain(office.name),
    telephone: oneLine(office.telephone, 40),
    digest: digest.id,
  };
}
