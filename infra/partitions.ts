/** SES does not exist in aws-cn: there mail goes to an SMTP server. */
export const partitions = { aws: { mail: "ses" }, "aws-cn": { mail: "smtp" } } as const;

export type Partition = keyof typeof partitions;

export function asPartition(value: string): Partition {
  if (value === "aws" || value === "aws-cn") return value;
  throw new Error(`分区“${value}”无效，应为 aws 或 aws-cn，例如 --context partition=aws-cn`);
}
