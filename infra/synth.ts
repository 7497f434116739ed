/** Writes `cdk.out/aws` and `cdk.out/aws-cn` from the examples; with `--config` and `--out` what a configuration says. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { App } from "aws-cdk-lib";
import { addStacks } from "./assembly.ts";
import { ConfigError, loadDeployment } from "./config/load.ts";
import { projectRoot } from "./handler-function.ts";

const EXAMPLES = ["yifa.config.example.aws.json", "yifa.config.example.json"];

const { values } = parseArgs({
  options: { config: { type: "string" }, out: { type: "string" }, handlers: { type: "string" } },
});
try {
  const files =
    values.config === undefined ? EXAMPLES.map((each) => join(projectRoot, each)) : [values.config];
  for (const deployment of files.map((each) => loadDeployment(resolve(each)))) {
    const outdir = resolve(values.out ?? join(projectRoot, "cdk.out", deployment.partition));
    const app = new App({ analyticsReporting: false, outdir });
    addStacks(app, deployment, values.handlers);
    app.synth();
    console.log(`已生成 ${outdir}`);
  }
} catch (fault) {
  if (!(fault instanceof ConfigError)) throw fault;
  console.error(fault.message);
  process.exitCode = 1;
}
