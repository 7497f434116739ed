import { Stack } from "aws-cdk-lib";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { grantSend, grantTake } from "./permissions.ts";

/** `source`: where its messages came from and go back to; absent for events of functions, which the next run makes up for. */
export type DeadLetters = { readonly name: string; readonly queue: Queue; readonly source?: Queue };

/** For the API the means to show them and to hand them in again: AWS China has no redrive. */
export function connectDeadLetters(api: NodejsFunction, all: readonly DeadLetters[]): void {
  const stack = Stack.of(api);
  const named = all.map(({ name, queue, source }) => ({
    name,
    url: queue.queueUrl,
    ...(source && { source: source.queueUrl }),
  }));
  api.addEnvironment("YIFA_DEAD_LETTERS", stack.toJsonString(named));
  for (const { queue, source } of all) {
    grantTake(api, queue);
    if (source) grantSend(api, source);
  }
}
