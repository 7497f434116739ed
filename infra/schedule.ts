import { Duration, TimeZone } from "aws-cdk-lib";
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

type Often = { target: IFunction; minutes: number; deadLetters: IQueue };

/** Every so many minutes. A run that fails is not tried again: the next one is soon. */
export function often(scope: Construct, id: string, { target, minutes, deadLetters }: Often): void {
  new Schedule(scope, id, {
    schedule: ScheduleExpression.rate(Duration.minutes(minutes)),
    target: new LambdaInvoke(target, {
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
      input: ScheduleTargetInput.fromObject({ time: ContextAttribute.scheduledTime }),
      deadLetterQueue: deadLetters,
      maxEventAge: Duration.hours(2),
      retryAttempts: 3,
    }),
  });
}
