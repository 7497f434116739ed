import assumptions from "./assumptions.json" with { type: "json" };
import { count, digits, money, table } from "./markdown.ts";
import type { Measured } from "./operations.ts";
import { costOf, listed, PRICED, PRICED_NAMES, type Quantities, REGIONS, scaled, sum } from "./prices.ts";
import { MONTHS, machinery, type Part, yearOf } from "./year.ts";

export function assumptionsTable(): string {
  const { city, fixed, lambda } = assumptions;
  const rows: [string, string | number][] = [
    ["机关数", city.agencies],
    ["新台账，每年", city.recordsPerYear],
    ["其中由表格导入的比例（其余由接口报送）", city.importedShare],
    [
      "每件台账：变更、原样重报、查看、试算次数",
      [city.changesPerRecord, city.resentPerRecord, city.readsPerRecord, city.trialsPerRecord].join("、"),
    ],
    [
      "每机关每个发信日：列表查看页数、汇总邮件封数（每封按20条计）",
      [city.listPagesPerAgencyDay, city.digestsPerAgencyDay].join("、"),
    ],
    ["每件台账的通知条数", city.noticesPerRecord],
    ["发信日，每年", city.mailingDays],
    ["退信比例", city.returnedShare],
    ["每机关每年的周期事项（按新报送一件计）", city.periodDutiesPerAgency],
    ["规则集更换次数，每年；每次期限移动的台账比例", [city.rulesetsPerYear, city.movedShare].join("；")],
    ["历史核验次数，每年", city.verificationsPerYear],
    ["台账存储随变更、通知增长的倍数", city.growth],
    ["日志留存月数、备份份数（均为全量）", [fixed.logMonthsKept, fixed.backupCopies].join("、")],
    [
      "队列数；每个队列的轮询，每月（5 个长轮询，每个 20 秒一次，上限）",
      [fixed.queues, count(fixed.pollsPerQueueMonth)].join("；"),
    ],
    [
      "KMS：使用密钥的函数和队列数；每个每月请求（每 5 分钟一次，上限）",
      [fixed.kmsCallers, count(fixed.kmsRequestsPerCallerMonth)].join("；"),
    ],
    [
      "告警指标、自定义指标、密钥（Secrets Manager）",
      [fixed.alarmMetrics, fixed.customMetrics, fixed.secrets].join("、"),
    ],
    ["Lambda 内存（MB）；一个完整 CPU 对应的内存（MB）", [lambda.memoryMb, lambda.fullCpuMb].join("；")],
    ["每次数据库、队列、发信调用的等待（毫秒）", [lambda.dynamodbMs, lambda.sqsMs, lambda.mailMs].join("、")],
  ];
  return table(
    ["假设", "取值"],
    rows.map(([what, value]) => [what, typeof value === "number" ? count(value) : value]),
  );
}

export function cityTable(measured: Measured): string {
  const years = [1, 5];
  const head = [
    "一个市",
    ...REGIONS.flatMap((region) =>
      years.map((year) => `${region} 第${year}年（${listed(region).currency}）`),
    ),
  ];
  const all = years.map((year) => yearOf(measured, year));
  const names = all[0]?.map(({ name }) => name) ?? [];
  const cells = (pick: (parts: readonly Part[]) => Quantities, over = 1) =>
    REGIONS.flatMap((region) => all.map((parts) => money(costOf(pick(parts), region) / over)));
  const whole = (parts: readonly Part[]) => sum(...parts.map(({ quantities }) => quantities));
  return table(head, [
    ...names.map((name, n) => [name, ...cells((parts) => parts[n]?.quantities ?? {})]),
    ["**全年合计**", ...cells(whole).map((cell) => `**${cell}**`)],
    ["**平均每月**", ...cells(whole, MONTHS).map((cell) => `**${cell}**`)],
  ]);
}

export function machineryTable(): string {
  const used = machinery();
  const names = PRICED_NAMES.filter((name) => used[name] !== undefined);
  return table(
    ["固定费用，每年", "用量", ...REGIONS.map((region) => `${region}（${listed(region).currency}）`)],
    names.map((name) => [
      PRICED[name],
      digits(used[name] ?? 0),
      ...REGIONS.map((region) => money(costOf({ [name]: used[name] }, region))),
    ]),
  );
}

export function scalesTable(measured: Measured): string {
  const parts = yearOf(measured, 5);
  const total = (fixedTimes: number, times: number): Quantities =>
    sum(...parts.map(({ quantities, always }) => scaled(quantities, always ? fixedTimes : times)));
  const rows = [{ name: "一个市", cities: 1 }, ...Object.values(assumptions.scales)].map(
    ({ name, cities }) => [
      name,
      ...REGIONS.flatMap((region) => {
        const year = costOf(total(cities, cities), region);
        return [money(year / MONTHS), money(year), money(costOf(total(1, cities), region))];
      }),
    ],
  );
  const head = [
    "第5年",
    ...REGIONS.flatMap((region) => [
      `${region} 每月（${listed(region).currency}）`,
      "每年",
      "每年（若共用一套）",
    ]),
  ];
  return table(head, rows);
}
