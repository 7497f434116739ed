import type { Cell, Column, Sheet } from "../sheet.ts";
import type { AnnualReport, Counts } from "./annual.ts";
import { ALL_KINDS, COMPULSORY_GROUPS, LATER_OUTCOMES, OTHER_KINDS, PENALTY_CLASSES } from "./classes.ts";
import type { Heading } from "./sheets.ts";

type Filled = readonly [Column, Cell];

const scope = ({ year }: Heading, what: string) => `${what}的统计范围为${year}年1月1日至12月31日`;

/** One row: the agency, then what each column holds. */
function table(
  name: string,
  { agency, year }: Heading,
  units: string,
  filled: readonly Filled[],
  notes: readonly string[],
): Sheet {
  return {
    name,
    title: `${year}年度${name}实施情况统计表`,
    lead: `填报机关：${agency}　　统计期间：${year}年1月1日至12月31日　　单位：${units}`,
    columns: [{ header: "单位名称", width: 28 }, ...filled.map(([column]) => column)],
    rows: [[agency, ...filled.map(([, cell]) => cell)]],
    notes: notes.map((note, at) => `${at === 0 ? "说明：" : ""}${at + 1}. ${note}`),
  };
}

const counted = (group: string, counts: Counts, classes = Object.keys(counts)): Filled[] =>
  classes.map((header) => [{ header, group, width: 15 }, counts[header]]);

const amount = (group: string, header: string, yuan: number | undefined): Filled => [
  { header, group, width: 18, shows: "yuan" },
  yuan,
];

export function penaltySheet({ penalties }: AnnualReport, heading: Heading): Sheet {
  const group = "行政处罚实施数量（宗）";
  const [other, ...named] = Object.keys(PENALTY_CLASSES) as [string, ...string[]];
  const filled = [
    ...counted(group, penalties.counts, [...named, other]),
    ...counted(group, { 合计: penalties.total }),
    amount("罚没金额（元）", "罚款", penalties.fineYuan),
    amount("罚没金额（元）", "没收", penalties.confiscatedYuan),
    amount("罚没金额（元）", "合计", penalties.fineAndConfiscatedYuan),
  ];
  return table("行政处罚", heading, "宗、元", filled, [
    `${scope(heading, "行政处罚实施数量")}期间作出的行政处罚决定，包括后来经行政复议、行政诉讼等被撤销的。`,
    "单处一个类别的，计入该类别；并处两种以上的，算一宗，计入最重的类别，例如没收违法所得并处罚款的，计入“没收违法所得、没收非法财物”；并处明确类别和其他行政处罚的，计入明确的类别。",
    `类别从轻到重依次为：${named.map((one, at) => `（${at + 1}）${one}`).join("，")}。`,
    "没收违法所得、没收非法财物能确定金额的，计入罚没金额；不能确定的，不计入。处罚种类不含罚款、没收的，其金额不计入。",
    "罚没金额以处罚决定书确定的金额为准。",
  ]);
}

export function licenceSheet({ licences }: AnnualReport, heading: Heading): Sheet {
  const { applied, accepted, counts } = licences;
  const filled = counted("行政许可实施数量（宗）", { 申请数量: applied, 受理数量: accepted, ...counts });
  return table("行政许可", heading, "宗", filled, [
    `${scope(heading, "“申请数量”")}期间收到的许可申请。`,
    "“受理数量”和其余各栏，分别按同一期间作出的受理决定、许可决定、不予许可决定、撤销许可决定等统计。",
    "准予变更、延续的，计入“许可数量”；不予变更、延续的，计入“不予许可数量”。",
  ]);
}

export function compulsorySheet({ compulsory }: AnnualReport, heading: Heading): Sheet {
  const groups = Object.entries(COMPULSORY_GROUPS).flatMap(([group, classes]) =>
    counted(`${group}实施数量（宗）`, compulsory.counts, [...classes]),
  );
  const filled: Filled[] = [
    ...groups,
    [{ header: "合计（宗）", width: 12 }, compulsory.total],
    [{ header: "申请法院强制执行（宗）", width: 18 }, undefined],
  ];
  return table("行政强制", heading, "宗", filled, [
    `${scope(heading, "行政强制措施、行政强制执行")}期间作出的决定。`,
    "“申请法院强制执行”按向法院提出申请的日期统计；不属于本机关的决定，台账不记录，由填报机关补填，不计入合计。",
  ]);
}

export function otherSheet({ others }: AnnualReport, heading: Heading): Sheet {
  const filled = Object.entries(OTHER_KINDS).flatMap(([kind, { unit }]): Filled[] => {
    const group = kind === "其他" ? "其他行政执法行为" : kind;
    const { count, amountYuan } = others[kind] ?? { count: 0 };
    const header = `${unit}数`;
    return [
      [{ header, group, width: 12 }, count],
      ...(amountYuan === undefined ? [] : [amount(group, "总金额（元）", amountYuan)]),
    ];
  });
  return table("其他行政执法行为", heading, "宗、次、元", filled, [
    `${scope(heading, "各栏")}期间作出决定或者实施检查的数量。`,
    "对一个检查对象检查一次，有完整、详细的检查记录的，计为一次；没有特定检查对象的巡查、巡逻，不计入。",
    "金额以决定书确定的金额为准；行政裁决、行政奖励不涉及金额的，不计。",
  ]);
}

/** A row of each kind and one of all. */
export function outcomeSheet({ outcomes }: AnnualReport, { agency, year }: Heading): Sheet {
  const sum = (outcome: string) => ALL_KINDS.reduce((all, kind) => all + (outcomes[kind]?.[outcome] ?? 0), 0);
  return {
    name: "决定后续结果",
    title: `${year}年度行政执法决定被撤销、变更、确认违法情况统计表`,
    lead: `填报机关：${agency}　　统计期间：${year}年1月1日至12月31日　　单位：宗`,
    columns: [
      { header: "执法类别", width: 20 },
      ...LATER_OUTCOMES.map((header) => ({ header, width: 15, group: "后续结果（宗）" })),
    ],
    rows: [
      ...ALL_KINDS.map((kind) => [kind, ...LATER_OUTCOMES.map((outcome) => outcomes[kind]?.[outcome])]),
      ["合计", ...LATER_OUTCOMES.map(sum)],
    ],
    notes: ["说明：按结果生效的日期统计，不论原决定在哪一年度作出；原决定仍计入其作出年度的各表。"],
  };
}
