import Mustache from "mustache";
import { formatChineseDay } from "../calendar/dates.ts";
import type { Digest, Duty, NoticeLine } from "../entities.ts";
import type { Measure } from "../measure/measure.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type Attached, attach, attachedText } from "./attach.ts";
import type { DigestView } from "./digest-view.ts";
import { agencyName, chineseDate, type Matter, matterOf, type Urgency } from "./matter.ts";
import { plain } from "./plain.ts";

/** Rows of one table; the rest is counted in a sentence. */
const MAX_ROWS = 50;

export type Mail = { readonly subject: string; readonly text: string; readonly html: string };

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

type Section = {
  readonly kind: NoticeLine["kind"];
  readonly heading: string;
  readonly short: string;
  readonly matters: readonly Matter[];
  readonly notes: readonly string[];
};

const NUMERALS = "一二三四五六七八九十";
const MATTER_SECTIONS: readonly { urgency: Urgency; heading: string; short: string }[] = [
  { urgency: "measure", heading: "请审签的监督措施", short: "待审签措施" },
  { urgency: "late", heading: "已逾期事项", short: "逾期" },
  { urgency: "today", heading: "今日到期事项", short: "今日到期" },
  { urgency: "coming", heading: "即将到期事项", short: "即将到期" },
];
const NOTE_SECTIONS: readonly { kind: NoticeLine["kind"]; heading: string; short: string; unit: string }[] = [
  { kind: "measure", heading: "监督措施", short: "监督措施", unit: "件" },
  { kind: "report", heading: "法制审核异常情况", short: "审核异常", unit: "件" },
  { kind: "moved", heading: "放假安排改变后的期限", short: "期限调整", unit: "件" },
  { kind: "facts", heading: "请补充的事实", short: "待补充事实", unit: "项" },
  { kind: "mail", heading: "投递情况不明的邮件", short: "邮件待核实", unit: "封" },
  { kind: "gap", heading: "通讯录缺口", short: "通讯录缺口", unit: "处" },
];

export function compose(input: ComposeInput): Composed {
  const { kept, leftOut } = settle(input);
  const sections = [...matterSections(kept, input), ...noteSections(input.lines)];
  if (sections.length === 0) return { leftOut, attached: [] };
  const wanted = attach(
    input,
    kept.map(({ duty }) => duty),
    input.measures ?? new Map(),
    input,
  );
  const attached = input.withoutFiles ? [] : wanted;
  const view = {
    ...viewOf(sections, leftOut.length, input),
    ...(attached.length > 0 && { attachments: attachedText(attached, input) }),
    attachmentsLeftOut: attached.length < wanted.length,
  };
  const { templates } = input.ruleset;
  return {
    leftOut,
    attached,
    mail: {
      subject: plain(render(templates, "digest.subject", view), 150),
      text: render(templates, "digest.text", view),
      html: render(templates, "digest.html", view),
    },
  };
}

function render(templates: ReadonlyMap<string, string>, name: string, view: DigestView): string {
  const template = templates.get(`${name}.mustache`);
  if (template === undefined) throw new Error(`没有邮件模板 ${name}.mustache，应在规则目录的 templates/ 下`);
  return Mustache.render(template, view);
}

const GONE: Record<Exclude<Duty["status"], "open">, string> = {
  discharged: "已办结",
  waived: "已免办",
  withdrawn: "已撤回",
};

/** One line for each duty that is still open: of several steps of one duty the last counts. */
function settle({ lines, duties }: ComposeInput) {
  const kept = new Map<string, { duty: Duty; step: string | undefined }>();
  const leftOut: { key: string; reason: string }[] = [];
  for (const line of lines) {
    if (line.kind !== "step" || line.dutyId === undefined) continue;
    const duty = duties.get(line.dutyId);
    if (duty?.status === "open") kept.set(duty.id, { duty, step: line.step });
    else leftOut.push({ key: line.key, reason: duty ? GONE[duty.status as keyof typeof GONE] : "已不存在" });
  }
  return { kept: [...kept.values()], leftOut };
}

function matterSections(
  kept: readonly { duty: Duty; step: string | undefined }[],
  input: ComposeInput,
): Section[] {
  const matters = kept
    .map(({ duty, step }) => matterOf(duty, step, input.digest.agency, input.on, input.ruleset))
    .sort((a, b) => order(a.dueOn, b.dueOn) || order(a.number, b.number) || order(a.dutyId, b.dutyId));
  return MATTER_SECTIONS.flatMap(({ urgency, heading, short }) => {
    const own = matters.filter((one) => one.urgency === urgency);
    if (own.length === 0) return [];
    return [
      {
        kind: "step",
        heading: `${heading}（${own.length}件）`,
        short: `${short}${own.length}件`,
        matters: own,
        notes: [],
      },
    ];
  });
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lines that say the same (a vacant role, for each duty it concerns) are one note with a count. */
function noteSections(lines: readonly NoticeLine[]): Section[] {
  return NOTE_SECTIONS.flatMap(({ kind, heading, short, unit }) => {
    const texts = lines.filter((line) => line.kind === kind).map((line) => plain(line.text ?? "", 1000));
    const counts = new Map<string, number>();
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.size === 0) return [];
    const notes = [...counts].map(([text, n]) => (n > 1 ? `${text}（涉及${n}件）` : text)).sort(order);
    const total = `${counts.size}${unit}`;
    return [{ kind, heading: `${heading}（${total}）`, short: `${short}${total}`, matters: [], notes }];
  });
}

function viewOf(
  sections: readonly Section[],
  leftOut: number,
  { digest, ruleset, on }: ComposeInput,
): Omit<DigestView, "attachments" | "attachmentsLeftOut"> {
  const { office } = ruleset.settings;
  return {
    agency: agencyName(digest.agency, ruleset),
    summary: sections.map((one) => one.short).join("、"),
    day: formatChineseDay(on),
    date: chineseDate(on),
    sections: sections.map((section, index) => ({
      heading: `${NUMERALS[index] ?? index + 1}、${section.heading}`,
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
    telephone: plain(office.telephone, 40),
    digest: digest.id,
  };
}
