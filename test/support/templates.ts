import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { App } from "aws-cdk-lib";
import { addStacks } from "../../infra/assembly.ts";
import { loadDeployment } from "../../infra/config/load.ts";
import type { Deployment } from "../../infra/config/schema.ts";

const root = resolve(import.meta.dirname, "../..");

/** The example of each partition. */
export const EXAMPLES = {
  aws: "yifa.config.example.aws.json",
  "aws-cn": "yifa.config.example.json",
} as const;
export type Partition = keyof typeof EXAMPLES;
export const PARTITIONS = Object.keys(EXAMPLES) as Partition[];

export const EXAMPLE_PLACES = {
  aws: { region: "ap-southeast-1", account: "<AccountId>" },
  "aws-cn": { region: "cn-north-1", account: "123456789012" },
} as const;

export type Resource = { Type: string; Properties: Record<string, unknown> };
export type RawTemplate = { Resources: Record<string, Resource> };

/** The app of an example, without bundles: what is asked of it here is in the templates. */
export function exampleApp(partition: Partition, outdir?: string, changed: Partial<Deployment> = {}): App {
  const app = new App({
    analyticsReporting: false,
    context: { "aws:cdk:bundling-stacks": [] },
    ...(outdir !== undefined && { outdir }),
  });
  addStacks(app, { ...loadDeployment(join(root, EXAMPLES[partition])), ...changed });
  return app;
}

/** By name of the stack. `changed`: where the deployment is not as the example. */
export function exampleTemplates(
  partition: Partition,
  changed: Partial<Deployment> = {},
): Record<string, RawTemplate> {
  const outdir = mkdtempSync(join(tmpdir(), "yifa-templates-"));
  try {
    const { stacks } = exampleApp(partition, outdir, changed).synth();
    return Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
