import type { RuleVersion } from "../schema/rule.ts";
import { type DueText, dueText } from "./due.ts";
import { counted } from "./numerals.ts";
import { inline } from "./phrase.ts";
import { exceptionSentences, type Sentence } from "./sentence.ts";
import { ofSubject, type Situation, situation } from "./situation.ts";
import type { Words } from "./words.ts";

type Duty = NonNullable<RuleVersion["duty"]>;

/** 行政许可、行政处罚决定作出后，七个工作日内（文件规定）由决定机关向社会公开。 */
export function readDuty(duty: Duty, when: RuleVersion["when"], words: Words): Sentence[] {
  const { due } = duty;
  const about = situation(when, "after" in due ? [due.after].flat() : [], words);
  const limit = dueText(due, words);
  const acts = `由${words.responsible(duty.responsible)}${words.action(duty.action)}`;
  return [
    { text: `${openingText(about, limit, words)}${acts}`, items: about.when?.items ?? [] },
    ...exceptionSentences(about.exceptions),
    ...(duty.publishes ? [inline(`公开内容应当载明${duty.publishes.join("、")}`)] : []),
    ...(duty.extension ? [inline(extensionText(duty.extension, words))] : []),
  ];
}

/**
 * 决定作出后，有下列情形之一的，七个工作日内: what the record's own date says comes first; what happens to it later,
 * after what must be so of it: 决定已公开的，自发生后续变化之日起三个工作日内.
 */
function openingText(about: Situation, { event, fact, limit }: DueText, words: Words): string {
  if (event === undefined || (about.when && fact !== words.recordDate)) {
    const start = event === undefined ? "" : `自${event}之日起`;
    return `${ofSubject(about)}${about.when ? "的" : ""}，${start}${limit}`;
  }
  return `${about.subject}${event}后，${about.when ? `${about.when.text}的，` : ""}${limit}`;
}

function extensionText({ by, max }: NonNullable<Duty["extension"]>, words: Words): string {
  const granter = "role" in by ? words.role(by.role) : words.supervisor(by.supervisor);
  return `确有需要的，经${granter}批准可以延长，最长不超过${counted(max.count, max.unit)}`;
}
