import { Duration, Stack, TimeZone } from "aws-cdk-lib";
import { type IRole, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/**
 * One role for all schedules of a stack, which may invoke exactly their functions and write to their dead letters. The
 * construct's own would also allow every version of a function, and forgets the key of the queue.
 */
function schedulerRole(scope: Construct, target: IFunction, deadLetters: IQueue): IRole {
  const stack = Stack.of(scope);
  const found = stack.node.tryFindChild("SchedulerRole") as Role | undefined;
  const role = found ?? new Role(stack, "SchedulerRole", { assumedBy: scheduler(stack) });
  const allow = (actions: string[], resources: string[]) =>
    role.addToPolicy(new PolicyStatement({ actions, resources }));
  allow(["lambda:InvokeFunction"], [target.functionArn]);
  allow(["sqs:SendMessage"], [deadLetters.queueArn]);
  const key = deadLetters.encryptionMasterKey;
  if (key) allow(["kms:Decrypt", "kms:GenerateDataKey"], [key.keyArn]);
  return role.withoutPolicyUpdates();
}

/** In the name of a schedule of this account, and of no other. */
const scheduler = (stack: Stack) =>
  new ServicePrincipal("scheduler.amazonaws.com", {
    conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
  });

type Often = { target: IFunction; minutes: number; deadLetters: IQueue };

/** Every so many minutes. A run that fails is not tried again: the next one is soon. */
export function often(scope: Construct, id: string, { target, minutes, deadLetters }: Often): void {
  new Schedule(scope, id, {
    schedule: ScheduleExpression.rate(Duration.minutes(minutes)),
    target: new LambdaInvoke(target, {
      role: schedulerRole(scope, target, deadLetters),
      input: ScheduleTargetInput.fromObject({ time: ContextAttribute.scheduledTime }),
      deadLetterQueue: deadLetters,
      maxEventAge: Duration.minutes(minutes),
      retryAttempts: 0,
    }),
  });
}

type Daily = { target: IFunction; hour: number; minutes: readonly number[]; deadLetters: IQueue };

/** Every day at those minutes of an hour in Asia/Shanghai; the event's `time` is the scheduled instant, also after a retry. */
export function daily(scope: Construct, id: string, { target, hour, minutes, deadLetters }: Daily): void {
  new Schedule(scope, id, {
    schedule: ScheduleExpression.expression(
      `cron(${minutes.join(",")} ${hour} * * ? *)`,
      TimeZone.ASIA_SHANGHAI,
    ),
    target: new LambdaInvoke(target, {
      role: schedulerRole(scope, target, deadLetters),
      input: ScheduleTargetInput.fromObject({ time: ContextAttribute.scheduledTime }),
      deadLetterQueue: deadLetters,
      maxEventAge: Duration.hours(2),
      retryAttempts: 3,
    }),
  });
}
