import type { Scalar } from "../schema/primitives.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { sayLeaf, textOf } from "./leaf.ts";
import { inline } from "./phrase.ts";
import { exceptionSentences, type Sentence } from "./sentence.ts";
import { ofSubject, situation } from "./situation.ts";
import { quoted, type Words } from "./words.ts";

type Flag = NonNullable<RuleVersion["flag"]>;

/** 行政执法决定有下列情形之一的，属于重大执法决定：……。没有前款情形的，不属于重大执法决定。 */
export function readFlag(flag: Flag, when: RuleVersion["when"], words: Words): Sentence[] {
  const { fact, value, otherwise, report } = flag;
  const about = situation(when, [], words);
  const says = (one: Scalar) => {
    const text = textOf(sayLeaf({ fact, operator: "equal", value: one }, true, words));
    return /^不?属于/.test(text) ? text : `认定${text}`;
  };
  return [
    { text: `${ofSubject(about)}${about.when ? "的" : ""}，${says(value)}`, items: about.when?.items ?? [] },
    ...exceptionSentences(about.exceptions),
    ...(otherwise === undefined ? [] : [inline(`不符合前述规定的，${says(otherwise)}`)]),
    ...(report
      ? [inline(`符合前述规定的，向${words.supervisor(report.supervisor)}报告${quoted(report.title)}`)]
      : []),
  ];
}
