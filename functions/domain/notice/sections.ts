import { toDayNumber } from "../calendar/dates.ts";
import type { Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { NoticeLine } from "./line.ts";
import { type Matter, matterOf, personName, type Urgency } from "./matter.ts";
import { plain } from "./plain.ts";

/** One table of a mail: matters, or notes. */
export type Section = {
  readonly kind: NoticeLine["kind"];
  readonly name: string;
  /** Rows, with the unit: 2件. */
  readonly total: string;
  /** As the subject says it: 逾期2件（最久7天）. */
  readonly short: string;
  readonly matters: readonly Matter[];
  readonly notes: readonly string[];
};

/** A duty that is still open, with the line that tells of it. */
export type Kept = { readonly duty: Duty; readonly line: NoticeLine };

const MATTER_SECTIONS: readonly { urgency: Urgency; heading: string; short: string }[] = [
  { urgency: "measure", heading: "请审签的监督措施", short: "待审签措施" },
  { urgency: "late", heading: "已逾期事项", short: "逾期" },
  { urgency: "today", heading: "今日到期事项", short: "今日到期" },
  { urgency: "coming", heading: "即将到期事项", short: "即将到期" },
];
const NOTE_SECTIONS: readonly { kind: NoticeLine["kind"]; heading: string; short: string; unit: string }[] = [
  { kind: "measure", heading: "监督措施", short: "监督措施", unit: "件" },
  { kind: "report", heading: "法制审核异常情况", short: "审核异常", unit: "件" },
  { kind: "rules", heading: "规则更新带来的变动", short: "规则更新", unit: "项" },
  { kind: "moved", heading: "调整后的期限", short: "期限调整", unit: "件" },
  { kind: "facts", heading: "请补充的事实", short: "待补充事实", unit: "项" },
  { kind: "import", heading: "台账导入结果", short: "导入结果", unit: "份" },
  { kind: "mail", heading: "请核实的邮件", short: "邮件待核实", unit: "封" },
  { kind: "audit", heading: "核对发现的问题", short: "核对发现", unit: "类" },
  { kind: "gap", heading: "通讯录缺口", short: "通讯录缺口", unit: "处" },
];

type Reading = {
  readonly reader: string;
  readonly on: IsoDate;
  readonly ruleset: Ruleset;
  /** Addresses by duty. */
  readonly links: ReadonlyMap<string, string>;
};

/** Worst first, in each the one that was due first before the others. */
export function matterSections(kept: readonly Kept[], { reader, on, ruleset, links }: Reading): Section[] {
  const matters = kept
    .map(({ duty, line }) => linked(matterOf(duty, line, reader, on, ruleset), links.get(duty.id)))
    .sort((a, b) => order(a.dueOn, b.dueOn) || order(a.number, b.number) || order(a.dutyId, b.dutyId));
  return MATTER_SECTIONS.flatMap(({ urgency, heading, short }) => {
    const own = matters.filter((one) => one.urgency === urgency);
    const [first] = own;
    if (!first) return [];
    const late = toDayNumber(on) - toDayNumber(first.dueOn);
    const longest = late > 0 ? `（最久${urgency === "late" ? "" : "逾期"}${late}天）` : "";
    return [
      {
        kind: "step",
        name: heading,
        total: `${own.length}件`,
        short: `${short}${own.length}件${longest}`,
        matters: own,
        notes: [],
      },
    ];
  });
}

/** Letters that a template may put into an address as they are. */
const PLAIN_URL = /^https?:\/\/[\w./:[\]-]+$/;

function linked(matter: Matter, confirmUrl: string | undefined): Matter {
  if (confirmUrl === undefined) return matter;
  if (PLAIN_URL.test(confirmUrl)) return { ...matter, confirmUrl };
  throw new TypeError("an address in a mail that is none of ours");
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lines that say the same (a vacant role, for each duty it concerns) are one note with a count. */
export function noteSections(lines: readonly NoticeLine[], ruleset: Ruleset): Section[] {
  return NOTE_SECTIONS.flatMap(({ kind, heading, short, unit }) => {
    const counts = new Map<string, number>();
    for (const line of lines.filter((one) => one.kind === kind)) {
      const text = noteText(line, ruleset);
      counts.set(text, (counts.get(text) ?? 0) + (isAhead(line) ? 0 : 1));
    }
    if (counts.size === 0) return [];
    const notes = [...counts].map(([text, n]) => (n > 1 ? `${text}（涉及${n}件）` : text)).sort(order);
    const total = `${counts.size}${unit}`;
    return [{ kind, name: heading, total, short: `${short}${total}`, matters: [], notes }];
  });
}

/** A gap that is told before anything was to go there concerns no matter yet. */
const isAhead = ({ kind, dutyId, subject }: NoticeLine): boolean =>
  kind === "gap" && dutyId === undefined && subject === undefined;

function noteText({ text = "", standsInFor }: NoticeLine, ruleset: Ruleset): string {
  const instead = standsInFor === undefined ? "" : `（代${personName(standsInFor, ruleset)}办理）`;
  return `${plain(text, 500)}${instead}`;
}
