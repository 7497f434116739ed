import type { Finding } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { dateText } from "./numerals.ts";
import type { Words } from "./words.ts";

/** Which law was looked at and why: 适用2019年8月6日起施行的版本（以作出决定日期2026年9月17日为准）. */
export function lawText({ rule, law }: Finding, ruleset: Ruleset, words: Words): string {
  const day = `以${words.label(law.by ?? "on")}${dateText(law.on)}为准`;
  if (law.from !== undefined) {
    const ended = law.to === undefined ? "" : `、${dateText(law.to)}止`;
    const earlier = law.coversEarlier ? "；本条对施行前已有的事项一并适用" : "";
    return `适用${dateText(law.from)}起施行${ended}的版本（${day}）${earlier}`;
  }
  const versions = ruleset.rules.find((one) => one.id === rule)?.versions ?? [];
  const first = versions[0]?.effectiveFrom;
  if (first !== undefined && law.on < first) return `${day}，当日尚未施行（自${dateText(first)}起施行）`;
  const last = versions.at(-1)?.effectiveTo;
  return last === undefined
    ? `${day}，当日没有施行中的版本`
    : `${day}，本条施行至${dateText(last)}，已停止执行`;
}
