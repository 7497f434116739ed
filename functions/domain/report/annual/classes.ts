/**
 * Kinds of penalty as the yearly statistics put them together, from light to heavy: the items of 行政处罚法 (2021)
 * article 9 in their order (reputation, property, qualification, conduct, liberty), as the forms in use order them;
 * other penalties decide only where there is no named one.
 */
export const PENALTY_CLASSES: Readonly<Record<string, readonly string[]>> = {
  其他行政处罚: ["其他"],
  "警告、通报批评": ["警告", "通报批评"],
  罚款: ["罚款"],
  "没收违法所得、没收非法财物": ["没收"],
  "暂扣许可证件、降低资质等级、吊销许可证件": ["暂扣许可证件", "降低资质等级", "吊销许可证件"],
  "限制开展生产经营活动、责令停产停业、责令关闭、限制从业": [
    "限制开展生产经营活动",
    "责令停产停业",
    "责令关闭",
    "限制从业",
  ],
  行政拘留: ["行政拘留"],
};

/** By result; variations and renewals that are granted are licences granted. */
export const LICENCE_CLASSES: Readonly<Record<string, readonly string[]>> = {
  许可数量: ["准予", "变更", "延续"],
  不予许可数量: ["不予"],
  撤销许可数量: ["撤销"],
  撤回许可数量: ["撤回"],
  注销许可数量: ["注销"],
  其他: ["其他"],
};

/** 行政强制法 articles 9 and 12: measures, then ways of enforcement. */
export const COMPULSORY_GROUPS: Readonly<Record<string, readonly string[]>> = {
  行政强制措施: [
    "限制公民人身自由",
    "查封场所、设施或者财物",
    "扣押财物",
    "冻结存款、汇款",
    "其他行政强制措施",
  ],
  行政强制执行: [
    "加处罚款或者滞纳金",
    "划拨存款、汇款",
    "拍卖或者依法处理查封、扣押的场所、设施或者财物",
    "排除妨碍、恢复原状",
    "代履行",
    "其他强制执行方式",
  ],
};

/** The unit that a kind of act is counted in, and whether the form asks what it came to. */
export const OTHER_KINDS: Readonly<Record<string, { unit: "宗" | "次"; amount?: "expected" | "optional" }>> =
  {
    行政检查: { unit: "次" },
    行政征收: { unit: "宗", amount: "expected" },
    行政征用: { unit: "宗" },
    行政确认: { unit: "宗" },
    行政给付: { unit: "宗", amount: "expected" },
    行政裁决: { unit: "宗", amount: "optional" },
    行政奖励: { unit: "宗", amount: "optional" },
    其他: { unit: "宗" },
  };

export const ALL_KINDS: readonly string[] = ["行政处罚", "行政许可", "行政强制", ...Object.keys(OTHER_KINDS)];

export const LATER_OUTCOMES: readonly string[] = ["撤销", "确认违法", "确认无效", "要求重新作出", "变更"];

export const classOf = (
  classes: Readonly<Record<string, readonly string[]>>,
  kind: string,
): string | undefined => Object.entries(classes).find(([, kinds]) => kinds.includes(kind))?.[0];

/** The heaviest class that the kinds reach. */
export const heaviest = (kinds: readonly string[]): string | undefined =>
  Object.entries(PENALTY_CLASSES).findLast(([, own]) => own.some((kind) => kinds.includes(kind)))?.[0];
