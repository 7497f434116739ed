import prices from "./prices.json" with { type: "json" };

/** What AWS bills, with the unit as it stands in the tables. */
export const PRICED = {
  readMillion: "DynamoDB 读请求单位，每百万",
  writeMillion: "DynamoDB 写请求单位，每百万",
  tableGbMonth: "DynamoDB 存储，每 GB·月",
  pitrGbMonth: "DynamoDB 时间点恢复，每 GB·月",
  backupGbMonth: "DynamoDB 备份，每 GB·月",
  lambdaGbSecond: "Lambda 计算，每 GB·秒",
  lambdaMillion: "Lambda 调用，每百万次",
  httpApiMillion: "API Gateway（HTTP API），每百万次",
  sqsMillion: "SQS 请求，每百万次",
  mailThousand: "邮件，每千封",
  kmsKeyMonth: "KMS 客户密钥，每个·月",
  kmsTenThousand: "KMS 请求，每万次",
  logsGb: "CloudWatch 日志写入，每 GB",
  logsGbMonth: "CloudWatch 日志留存，每 GB·月",
  metricMonth: "CloudWatch 自定义指标，每个·月",
  alarmMonth: "CloudWatch 告警指标，每个·月",
  dashboardMonth: "CloudWatch 看板，每个·月",
  schedulerMillion: "EventBridge Scheduler 触发，每百万次",
  secretMonth: "Secrets Manager 密钥，每个·月",
  transferGb: "流出互联网的流量，每 GB",
} as const;
export type Priced = keyof typeof PRICED;
export const PRICED_NAMES = Object.keys(PRICED) as Priced[];

/** How much of each is used. */
export type Quantities = Readonly<Partial<Record<Priced, number>>>;

export type Region = keyof typeof prices.regions;
export const REGIONS = Object.keys(prices.regions) as Region[];

type Price = { readonly amount: number; readonly source: string };
type Listed = {
  readonly name: string;
  readonly currency: string;
  /** What no source says is taken from another region, times this. */
  readonly estimate?: { readonly from: Region; readonly factor: number };
  readonly prices: Readonly<Partial<Record<Priced, Price>>>;
};

const regions = prices.regions as Readonly<Record<Region, Listed>>;
export const listed = (region: Region): Listed => regions[region];
export const SOURCES: Readonly<Record<string, { readonly says: string; readonly url: string }>> =
  prices.sources;

/** Without a source where it is estimated. */
export function priceOf(region: Region, name: Priced): Omit<Price, "source"> & Partial<Price> {
  const { prices: own, estimate } = listed(region);
  const found = own[name];
  if (found) return found;
  if (!estimate) throw new Error(`prices.json: ${region} has no price for ${name}`);
  return { amount: priceOf(estimate.from, name).amount * estimate.factor };
}

export const costOf = (quantities: Quantities, region: Region): number =>
  PRICED_NAMES.reduce((sum, name) => sum + (quantities[name] ?? 0) * priceOf(region, name).amount, 0);

export function sum(...all: readonly Quantities[]): Quantities {
  const names = PRICED_NAMES.filter((name) => all.some((one) => one[name] !== undefined));
  return Object.fromEntries(
    names.map((name) => [name, all.reduce((total, one) => total + (one[name] ?? 0), 0)]),
  );
}

export const scaled = (quantities: Quantities, n: number): Quantities =>
  Object.fromEntries(Object.entries(quantities).map(([name, amount]) => [name, amount * n]));
