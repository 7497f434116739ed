import { GATE_STEPS } from "../schema/gate-step.ts";
import type { RuleVersion } from "../schema/rule.ts";
import { type Phrase, phrase } from "./phrase.ts";
import { exceptionSentences, type Sentence } from "./sentence.ts";
import { ofSubject, type Situation, situation } from "./situation.ts";
import { quoted, type Words } from "./words.ts";

type Gate = NonNullable<RuleVersion["gate"]>;

/** 行政规范性文件未同时符合下列条件的，不得公布：…… */
export function readGate({ step, opensWhen }: Gate, when: RuleVersion["when"], words: Words): Sentence[] {
  const about = situation(when, [], words);
  const opens = conditionsFor(opensWhen, words);
  return [...main(about, opens, GATE_STEPS[step].label), ...exceptionSentences(about.exceptions)];
}

/** The conditions one by one, also where they would fit into one breath: a gate is read as a list to tick off. */
function conditionsFor(opensWhen: Gate["opensWhen"], words: Words): Phrase {
  if ("all" in opensWhen)
    return { text: "同时符合下列条件", items: opensWhen.all.map((one) => phrase(one, words)) };
  return phrase(opensWhen, words);
}

function main(about: Situation, opens: Phrase, step: string): Sentence[] {
  const lists = opens.items.length > 0;
  if (about.when && about.when.items.length > 0) {
    return [
      { text: `${ofSubject(about)}的，应当先完成前置程序，方可${step}`, items: about.when.items },
      { text: `完成前置程序，是指${opens.text}`, items: opens.items },
    ];
  }
  const unmet = lists ? `未${opens.text.replace(/^有/, "具备")}` : `不符合${quoted(opens.text)}`;
  const comma = about.when ? "，" : "";
  return [{ text: `${ofSubject(about)}${comma}${unmet}的，不得${step}`, items: opens.items }];
}
