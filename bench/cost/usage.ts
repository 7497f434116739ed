/**
 * What something asks of AWS. Units are DynamoDB's request units, those of the indexes among them: 1 for 4 KB read
 * consistently or 1 KB written, half for other reads, double in a transaction. The rest are calls, and bytes of our own log.
 */
export type Usage = {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly dynamodb: number;
  readonly sqs: number;
  readonly ses: number;
  readonly logBytes: number;
  /** Of this process, in milliseconds: another machine has another figure. */
  readonly cpuMs: number;
};

export const NOTHING: Usage = {
  readUnits: 0,
  writeUnits: 0,
  dynamodb: 0,
  sqs: 0,
  ses: 0,
  logBytes: 0,
  cpuMs: 0,
};
const KEYS = Object.keys(NOTHING) as (keyof Usage)[];

const mapped = (value: (key: keyof Usage) => number): Usage =>
  Object.fromEntries(KEYS.map((key) => [key, value(key)])) as Usage;

export const plus = (a: Usage, b: Usage): Usage => mapped((key) => a[key] + b[key]);
export const minus = (a: Usage, b: Usage): Usage => mapped((key) => a[key] - b[key]);
export const times = (a: Usage, n: number): Usage => mapped((key) => a[key] * n);
export const each = (a: Usage, n: number): Usage => times(a, 1 / n);

/** As it is recorded: units and calls to a hundredth, the rest whole. */
export const rounded = (a: Usage): Usage =>
  mapped((key) => (key === "logBytes" ? Math.round(a[key]) : Math.round(a[key] * 100) / 100));

/** What code alone decides, on whatever machine. */
export const COUNTED = ["readUnits", "writeUnits", "dynamodb", "sqs", "ses"] as const;
