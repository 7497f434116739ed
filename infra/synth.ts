/** Writes `cdk.out/aws` and `cdk.out/aws-cn`; with `--partition` and `--out` one of them elsewhere, with `--mailbox` for one with delivery reports. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createApp } from "./assembly.ts";
import { projectRoot } from "./handler-function.ts";
import { asPartition, partitions } from "./partitions.ts";

const { values } = parseArgs({
  options: {
    partition: { type: "string" },
    out: { type: "string" },
    handlers: { type: "string" },
    mailbox: { type: "boolean" },
  },
});
const chosen = values.partition === undefined ? Object.keys(partitions) : [values.partition];
for (const partition of chosen.map(asPartition)) {
  const outdir = values.out === undefined ? join(projectRoot, "cdk.out", partition) : resolve(values.out);
  createApp({
    partition,
    outdir,
    mailbox: values.mailbox === true,
    ...(values.handlers !== undefined && { handlers: resolve(values.handlers) }),
  }).synth();
  console.log(`已生成 ${outdir}`);
}
