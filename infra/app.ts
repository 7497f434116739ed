/** What `npx cdk` runs: the deployment of `yifa.config.json`, or of `--context config=FILE`. */
import { resolve } from "node:path";
import { App } from "aws-cdk-lib";
import { addStacks } from "./assembly.ts";
import { ConfigError, loadDeployment } from "./config/load.ts";
import { projectRoot } from "./handler-function.ts";

const app = new App({ analyticsReporting: false });
try {
  const named: unknown = app.node.tryGetContext("config");
  addStacks(app, loadDeployment(resolve(projectRoot, String(named ?? "yifa.config.json"))));
  app.synth();
} catch (fault) {
  if (!(fault instanceof ConfigError)) throw fault;
  console.error(fault.message);
  process.exitCode = 1;
}
