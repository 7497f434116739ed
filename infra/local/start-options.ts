import { parseArgs } from "node:util";

export type StartOptions = { once: boolean; help: boolean; asOf: string; dataDir: string };

export class UsageError extends Error {}

export const usage = `用法：npm start -- [选项]
  --once          完成后即退出
  --as-of 日期    以该日为当天，默认 2026-11-23
  --data 目录     数据目录，默认 .yifa
  --help          显示本说明
示例：npm start -- --once --as-of 2026-11-23`;

export function readOptions(args: string[]): StartOptions {
  const { once, help, data, "as-of": asOf } = parse(args);
  if (!isDay(asOf)) throw new UsageError(`--as-of 的值“${asOf}”不是日期，应为 YYYY-MM-DD，例如 2026-11-23`);
  return { once, help, asOf, dataDir: data };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        once: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
        "as-of": { type: "string", default: "2026-11-23" },
        data: { type: "string", default: ".yifa" },
      },
    }).values;
  } catch {
    throw new UsageError(
      `参数“${args.join(" ")}”无效，可用的选项为 --once、--as-of、--data，例如 npm start -- --once`,
    );
  }
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  );
}
