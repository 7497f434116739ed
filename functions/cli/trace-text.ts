import type { Turn } from "../domain/explain/turns.ts";
import type { FindingText } from "../domain/read/finding.ts";
import { fill } from "./fill.ts";

/** Why a rule says what it says of a record: the sentence, the law that counted, and each condition by what it did. */
export function findingLines({ because, law, ...conditions }: FindingText): string[] {
  const { holds, fails, missing, unneeded } = conditions;
  return [
    ...fill(`认定：${because}`),
    ...fill(law, "  "),
    ...section("成立", holds),
    ...section("不成立", fails),
    ...section("尚缺，填写后即可认定", missing),
    ...section("不再影响结论", unneeded),
  ];
}

/** What would turn it. */
export const turnLines = (turns: readonly Turn[]): string[] =>
  section(
    "有下列情形之一的，结论随之改变",
    turns.map(({ says, opens }) => (opens ? `${says}（届时尚不能认定，须补充其他事实）` : says)),
  );

function section(title: string, statements: readonly string[]): string[] {
  if (statements.length === 0) return [];
  return [`  ${title}：`, ...statements.flatMap((one) => fill(one, "    ", "      "))];
}
