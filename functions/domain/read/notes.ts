import { factsOf } from "../ruleset/flag-levels.ts";
import { DUE_SOURCES } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { dueText } from "./due.ts";
import { ladderText } from "./ladder.ts";
import { dateText } from "./numerals.ts";
import { quoted, type Words } from "./words.ts";

/** What stands below a sentence in small print: 计算, 办结, 催办, 设定 and so on. */
export type Note = { readonly label: string; readonly text: string };

export function readNotes(version: RuleVersion, words: Words): Note[] {
  const { flag, duty, cadence, indicator, register } = version;
  const due = duty?.due ?? cadence?.due ?? indicator?.breach.due ?? register?.lookAgain;
  const ladder = words.ruleset.ladders.get((duty ?? cadence ?? indicator?.breach)?.ladder ?? "");
  return [
    ...(flag ? [{ label: "归类", text: `台账已填写${quoted(words.label(flag.fact))}的，以填写的为准` }] : []),
    ...(due ? [{ label: "计算", text: dueText(due, words).counting }] : []),
    ...(duty ? dischargeNotes(duty, words) : []),
    ...(ladder ? [{ label: "催办", text: ladderText(ladder, words) }] : []),
    ...(duty?.extension ? [{ label: "延期", text: `依据：${duty.extension.basis}` }] : []),
    ...settingsOf(version).flatMap((fact) => settingNote(fact, words)),
  ];
}

function dischargeNotes({ dischargedBy, evidence }: NonNullable<RuleVersion["duty"]>, words: Words): Note[] {
  const parts = [
    ...(dischargedBy ? [`以${words.label(dischargedBy)}为准`] : []),
    ...(evidence ? [`应当提供${evidence.map((fact) => words.label(fact)).join("、")}`] : []),
  ];
  return parts.length === 0 ? [] : [{ label: "办结", text: parts.join("，") }];
}

/** Settings that a version looks at anywhere. */
function settingsOf({ when, gate, duty, cadence, indicator }: RuleVersion): string[] {
  const facts = [when, gate?.opensWhen, indicator?.numerator, indicator?.denominator].flatMap(factsOf);
  const due = duty?.due ?? indicator?.breach.due;
  const count = due && "count" in due && typeof due.count === "object" ? [due.count.fact] : [];
  const { due: { on } = {}, years } = cadence ?? {};
  const asked = [on, years].flatMap((one) => (typeof one === "object" ? [one.fact] : []));
  return [...new Set([...facts, ...count, ...asked])];
}

/** 行政处罚公开范围：“全部”，自2019年8月6日起（文件规定） */
function settingNote(fact: string, words: Words): Note[] {
  const setting = words.setting(fact);
  if (!setting) return [];
  const values = [...setting.values].sort((a, b) => (a.from < b.from ? -1 : 1));
  const said = values.map(({ from, value }) =>
    values.length === 1 ? words.value(fact, value) : `自${dateText(from)}起${words.value(fact, value)}`,
  );
  return [
    { label: "设定", text: `${setting.label}：${said.join("，")}（${DUE_SOURCES[setting.source].label}）` },
  ];
}
