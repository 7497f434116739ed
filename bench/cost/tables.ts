import { billedMs, usedBy } from "./bill.ts";
import { count, digits, money, table } from "./markdown.ts";
import { type Measured, OPERATIONS, type Operation } from "./operations.ts";
import { costOf, listed, PRICED, PRICED_NAMES, priceOf, REGIONS, SOURCES, scaled } from "./prices.ts";
import { assumptionsTable, cityTable, machineryTable, scalesTable } from "./year-tables.ts";

const NAMES = Object.keys(OPERATIONS) as Operation[];
const MILLION = 1e6;

/** The tables of docs/cost.md by the name of their place in it. */
export function tablesOf(measured: Measured): Readonly<Record<string, string>> {
  return {
    operations: operationsTable(measured),
    prices: pricesTable(),
    sources: Object.entries(SOURCES)
      .map(([name, { says, url }]) => `- \`${name}\`：${says}。<${url}>`)
      .join("\n"),
    million: millionTable(measured),
    decision: decisionTable(measured),
    assumptions: assumptionsTable(),
    city: cityTable(measured),
    machinery: machineryTable(),
    scales: scalesTable(measured),
    stored: `每件台账连同应办事项、历史、版本，表内 ${count(measured.stored.table)} 字节，两个索引 ${count(measured.stored.indexes)} 字节（刚入库时）。`,
  };
}

export function operationsTable({ operations }: Measured): string {
  const head = [
    "操作",
    "读单位",
    "写单位",
    "数据库调用",
    "队列调用",
    "发信",
    "日志（字节）",
    "本机 CPU（毫秒）",
    "折算 Lambda（毫秒）",
  ];
  return table(
    head,
    NAMES.map((name) => {
      const usage = operations[name];
      const { readUnits, writeUnits, dynamodb, sqs, ses, logBytes, cpuMs } = usage;
      const figures = [readUnits, writeUnits, dynamodb, sqs, ses, logBytes].map(count);
      return [OPERATIONS[name], ...figures, cpuMs.toFixed(1), billedMs(usage).toFixed(0)];
    }),
  );
}

function pricesTable(): string {
  const head = [
    "项目",
    ...REGIONS.flatMap((region) => [`${listed(region).name}，${listed(region).currency}`, "出处"]),
  ];
  return table(
    head,
    PRICED_NAMES.map((name) => [
      PRICED[name],
      ...REGIONS.flatMap((region) => {
        const { amount, source } = priceOf(region, name);
        const { estimate } = listed(region);
        return [digits(amount), source ? `\`${source}\`` : `推算：${estimate?.from} × ${estimate?.factor}`];
      }),
    ]),
  );
}

function millionTable({ operations }: Measured): string {
  const head = [
    "每百万次",
    ...REGIONS.flatMap((region) => [`${region}（${listed(region).currency}）`, "其中数据库"]),
  ];
  return table(
    head,
    NAMES.map((name) => {
      const million = scaled(usedBy(name, operations[name]), MILLION);
      const { readMillion = 0, writeMillion = 0 } = million;
      return [
        OPERATIONS[name],
        ...REGIONS.flatMap((region) => [
          money(costOf(million, region)),
          money(costOf({ readMillion, writeMillion }, region)),
        ]),
      ];
    }),
  );
}

/** The arithmetic of one million decisions that are stored, line by line. */
function decisionTable({ operations }: Measured): string {
  const million = scaled(usedBy("putNew", operations.putNew), MILLION);
  const used = PRICED_NAMES.filter((name) => (million[name] ?? 0) > 0);
  const rows = used.map((name) => [
    PRICED[name],
    digits(million[name] ?? 0),
    ...REGIONS.map((region) => {
      const { amount } = priceOf(region, name);
      return `${digits(million[name] ?? 0)} × ${digits(amount)} = ${money((million[name] ?? 0) * amount)}`;
    }),
  ]);
  const total = ["**合计**", "", ...REGIONS.map((region) => `**${money(costOf(million, region))}**`)];
  return table(
    ["项目", "用量", ...REGIONS.map((region) => `${region}（${listed(region).currency}）`)],
    [...rows, total],
  );
}
