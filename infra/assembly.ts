import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { projectRoot } from "./handler-function.ts";
import type { Partition } from "./partitions.ts";
import { StatefulStack } from "./stateful-stack.ts";
import { StatelessStack } from "./stateless-stack.ts";

type Options = {
  partition: Partition;
  /** Where the cloud assembly is written; the CDK's own choice if absent. */
  outdir?: string;
  /** The folder of the handlers' files. */
  handlers?: string;
  /** As `--context mailbox=true`. */
  mailbox?: boolean;
};

export function createApp({
  partition,
  outdir,
  handlers = join(projectRoot, "functions/handlers"),
  mailbox = false,
}: Options): App {
  const app = new App({
    analyticsReporting: false,
    ...(outdir !== undefined && { outdir }),
    ...(mailbox && { context: { mailbox: "true" } }),
  });
  const stateful = new StatefulStack(app, "YifaStateful");
  new StatelessStack(app, "YifaStateless", { partition, stateful, handlers });
  return app;
}
