import { parseDutyId } from "../duty/duty-id.ts";
import { dateText } from "../read/numerals.ts";
import { Words } from "../read/words.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { GATE_STEPS } from "../schema/gate-step.ts";
import { GATE_STATES, OUTCOMES } from "../schema/outcomes.ts";
import type { ChangedDuty } from "./duty-changes.ts";
import type { Impact } from "./impact.ts";

/** An impact in the words of the rules, as a page or a terminal shows it. */
export type ImpactPage = {
  readonly on: string;
  readonly mailsOn: string;
  readonly from: string;
  readonly to: string;
  readonly records: number;
  readonly failed: readonly { readonly what: string; readonly reason: string }[];
  readonly rules: readonly { readonly label: string; readonly titles: readonly string[] }[];
  readonly agencies: readonly (Impact["agencies"][number] & { readonly name: string })[];
  readonly sections: readonly {
    readonly title: string;
    readonly items: readonly string[];
    readonly more: number;
  }[];
  /** Nothing would change for any record. */
  readonly nothing: boolean;
};

/** Told one by one; the others are counted. */
const MOST = 50;

export const DUTY_CHANGES: Readonly<Record<ChangedDuty["kind"], string>> = {
  opened: "新增应办",
  withdrawn: "撤销应办",
  moved: "期限变动",
  closed: "随之办结",
  reopened: "恢复办理",
  "handed-over": "责任机关变更",
};

export function impactPage(impact: Impact, from: Ruleset, to: Ruleset): ImpactPage {
  const { on, mailsOn, records, failed, rules } = impact;
  const words = new Words(to, undefined);
  const title = (id: string) =>
    [to, from].flatMap((one) => one.rules.find((rule) => rule.id === id)?.title ?? [])[0] ?? id;
  const titled = (ids: readonly string[]) => ids.map((id) => `${title(id)}（${id}）`);
  const sections = [
    section("认定改变", impact.findings, ({ agency, type, id, rule, before, after }) => {
      const said = (outcome: typeof before) => (outcome ? OUTCOMES[outcome].label : "无此规则");
      return `${words.agency(agency)}　${recordLabel(type, to, from)} ${id}：${title(rule)}，由${said(before)}改为${said(after)}`;
    }),
    section("前置程序改变", impact.gates, ({ agency, type, id, step, before, after }) => {
      const said = (state: typeof before) => (state ? GATE_STATES[state].label : "无此环节");
      return `${words.agency(agency)}　${recordLabel(type, to, from)} ${id}：${GATE_STEPS[step].label}，由${said(before)}改为${said(after)}`;
    }),
    section("应办事项改变", impact.duties, (one) => `${words.agency(one.agency)}　${dutyText(one, title)}`),
    section("应补充的事实改变", impact.needs, ({ agency, type, id, before, after }) => {
      const names = (facts: readonly string[]) =>
        facts.map((fact) => new Words(to, type).label(fact)).join("、") || "无";
      return `${words.agency(agency)}　${recordLabel(type, to, from)} ${id}：由${names(before)}改为${names(after)}`;
    }),
    section("次日邮件改变", impact.mails, ({ agency, recipient, before, after }) => {
      const said = (lines: number) => (lines === 0 ? "无" : `${lines}条`);
      return `${words.agency(agency)}　${recipient}：由${said(before)}改为${said(after)}`;
    }),
  ].filter(({ items }) => items.length > 0);
  return {
    on: dateText(on),
    mailsOn: dateText(mailsOn),
    from: impact.from.slice(0, 12),
    to: impact.to.slice(0, 12),
    records,
    failed,
    rules: [
      { label: "新增规则", titles: titled(rules.added) },
      { label: "取消规则", titles: titled(rules.removed) },
      { label: "修改规则", titles: titled(rules.changed) },
      { label: "修改设定", titles: rules.settings.map((id) => `${settingLabel(id, to)}（${id}）`) },
    ].filter(({ titles }) => titles.length > 0),
    agencies: impact.agencies.map((one) => ({ ...one, name: words.agency(one.agency) })),
    sections,
    nothing: sections.length === 0,
  };
}

const settingLabel = (id: string, { settings }: Ruleset): string =>
  settings.values.find((one) => one.id === id)?.label ?? id;

function section<T>(title: string, all: readonly T[], say: (one: T) => string) {
  return {
    title: `${title} ${all.length} 项`,
    items: all.slice(0, MOST).map(say),
    more: Math.max(0, all.length - MOST),
  };
}

const recordLabel = (type: string, ...rulesets: readonly Ruleset[]): string =>
  rulesets.flatMap((one) => one.recordTypes.get(type)?.label ?? [])[0] ?? type;

function dutyText({ kind, duty, rule, before, after }: ChangedDuty, title: (rule: string) => string): string {
  const what = `${DUTY_CHANGES[kind]}　${parseDutyId(duty).subject.id}：${title(rule)}`;
  if (kind === "moved") return `${what}，届满日由 ${before} 改为 ${after}`;
  return `${what}，届满日 ${after ?? before}`;
}
