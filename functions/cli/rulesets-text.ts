import type { RulesetList, Standing } from "../application/publication/list-rulesets.ts";
import { toInstant } from "../domain/calendar/instants.ts";
import type { ImpactStanding } from "../domain/impact/run.ts";
import { short } from "../domain/publication/act.ts";
import { recomputedText } from "../domain/publication/recomputed.ts";
import { table } from "./table.ts";

const STANDINGS: Readonly<Record<Standing, string>> = {
  proposed: "待批准",
  "in-force": "施行中",
  superseded: "曾经施行",
  rejected: "已驳回",
  withdrawn: "已撤回",
};

const IMPACTS: Readonly<Record<ImpactStanding, string>> = {
  none: "未测算",
  running: "测算中",
  done: "已测算",
  outdated: "须重测",
};

/** The latest first, then what bringing stored records up to the one in force came to. */
export function rulesetsText({ inForce, recomputed, rulesets }: RulesetList): string {
  if (rulesets.length === 0) return "没有提出过规则集";
  const rows = rulesets.map(({ hash, standing, proposed, settled, checks, impact }) => [
    short(hash),
    STANDINGS[standing],
    proposed.by.name,
    (toInstant(proposed.at) ?? "").slice(0, 16).replace("T", " "),
    standing === "in-force" || standing === "superseded" ? (settled?.by.name ?? "") : "",
    `${checks.rules}/${checks.cases}`,
    impact ? IMPACTS[impact] : "",
  ]);
  const back = inForce?.rolledBackBy
    ? [`施行中的系由${inForce.rolledBackBy.name}回退：${inForce.reason}`]
    : [];
  return [
    table(["编号", "状态", "提出", "提出时间", "批准", "规则/案例", "影响"], rows),
    ...back,
    ...(recomputed ? recomputedLines(recomputed) : []),
  ].join("\n");
}

function recomputedLines({ done, agencies, failed }: NonNullable<RulesetList["recomputed"]>): string[] {
  const changed = Object.entries(agencies).map(
    ([agency, counts]) => `  ${agency}：${recomputedText(counts)}`,
  );
  const nothing = done && changed.length === 0 ? "，没有变动" : "";
  return [
    `按施行中的规则重算台账：${done ? "已完成" : "进行中"}${nothing}`,
    ...changed,
    ...failed.map(({ what, reason }) => `  未能重算：${what} ${reason}`),
  ];
}
