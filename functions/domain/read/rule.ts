import { mayMeet } from "../decide/versions.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Rule, RuleVersion } from "../schema/rule.ts";
import { readDuty } from "./duty.ts";
import { readFlag } from "./flag.ts";
import { readGate } from "./gate.ts";
import { type Note, readNotes } from "./notes.ts";
import { dateText } from "./numerals.ts";
import { readCadence, readIndicator, readRegister } from "./periodic.ts";
import { inline } from "./phrase.ts";
import type { Sentence } from "./sentence.ts";
import { quoted, Words } from "./words.ts";

/** One version of a rule as a statute would put it. */
export type VersionText = {
  /** 自2019年8月6日起施行, with its end where it has one. */
  readonly inForce: string;
  readonly sentences: readonly Sentence[];
  readonly notes: readonly Note[];
};

/** A rule in Chinese, one text a version, the oldest first. */
export function readRule(rule: Rule, ruleset: Ruleset): VersionText[] {
  return rule.versions.map((version, i) => {
    const words = new Words(ruleset, version.appliesTo);
    return {
      inForce: inForceText(version, i, rule.versions.length),
      sentences: [...effectSentences(version, words), ...relatedSentences(rule, version, words, ruleset)],
      notes: readNotes(version, words),
    };
  });
}

function effectSentences(version: RuleVersion, words: Words): Sentence[] {
  const { when, duty, gate, flag, cadence, indicator, register } = version;
  if (duty) return readDuty(duty, when, words);
  if (gate) return readGate(gate, when, words);
  if (flag) return readFlag(flag, when, words);
  if (cadence) return readCadence(cadence, words);
  if (indicator) return readIndicator(indicator, words);
  if (register) return readRegister(register, words);
  throw new TypeError(`the version of ${version.effectiveFrom} has no effect`);
}

/** How the rule stands to others while this version is in force: what it excepts, and what excepts it. */
function relatedSentences(rule: Rule, version: RuleVersion, words: Words, ruleset: Ruleset): Sentence[] {
  const meeting = (related: (other: Rule) => boolean | undefined) =>
    ruleset.rules
      .filter(
        (other) => related(other) && other.versions.some((one) => mayMeet(one, version, words.recordDate)),
      )
      .map(({ title }) => quoted(title))
      .join("、");
  const general = meeting(({ id }) => rule.exceptTo?.includes(id));
  const exceptions = meeting(({ exceptTo }) => exceptTo?.includes(rule.id));
  return [
    ...(general === "" ? [] : [inline(`本条是${general}的例外，优先适用`)]),
    ...(exceptions === "" ? [] : [inline(`适用${exceptions}的，从其规定`)]),
  ];
}

function inForceText(
  { effectiveFrom, effectiveTo, coversEarlier }: RuleVersion,
  i: number,
  versions: number,
): string {
  const from = `自${dateText(effectiveFrom)}起${i > 0 ? "改为" : "施行"}`;
  const ended = i === versions - 1 ? "，此后停止执行" : "";
  const to = effectiveTo === undefined ? "" : `，至${dateText(effectiveTo)}止（含当日）${ended}`;
  const earlier = coversEarlier ? "；施行前已有的事项一并适用，期限在施行前届满的除外" : "";
  return `${from}${to}${earlier}`;
}
