/** For `cdk deploy`: the partition comes from the region that the operator's credentials name. */
import { createApp } from "./assembly.ts";
import { asPartition } from "./partitions.ts";

const region = process.env.CDK_DEFAULT_REGION ?? "";
const partition = process.env.YIFA_PARTITION ?? (region.startsWith("cn-") ? "aws-cn" : "aws");
createApp({ partition: asPartition(partition) }).synth();
