import { join } from "node:path";
import { type App, Tags } from "aws-cdk-lib";
import type { Deployment } from "./config/schema.ts";
import { projectRoot } from "./handler-function.ts";
import { StatefulStack } from "./stateful-stack.ts";
import { StatelessStack } from "./stateless-stack.ts";

/** One deployment's stacks. `handlers`: the folder of the handlers' files. */
export function addStacks(
  app: App,
  deployment: Deployment,
  handlers = join(projectRoot, "functions/handlers"),
): { stateful: StatefulStack; stateless: StatelessStack } {
  const { region, account, tags = {} } = deployment;
  // The command line deploys to this region and account, or not at all.
  const env = { region, ...(account !== undefined && { account }) };
  const stateful = new StatefulStack(app, "YifaStateful", { env, deployment });
  const stateless = new StatelessStack(app, "YifaStateless", { env, deployment, stateful, handlers });
  for (const [name, value] of Object.entries(tags)) Tags.of(app).add(name, value);
  return { stateful, stateless };
}
