import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** One dead letter is already something that a person must look at. */
export function watchDeadLetters(scope: Construct, id: string, queue: Queue): void {
  const metric = queue.metricApproximateNumberOfMessagesVisible({
    period: Duration.minutes(5),
    statistic: "Maximum",
  });
  atLeastOne(scope, `${id}Waiting`, metric, "Dead letters are waiting");
}

export function watchErrors(handler: NodejsFunction): void {
  const metric = handler.metricErrors({ period: Duration.minutes(5), statistic: "Sum" });
  atLeastOne(handler, "Failing", metric, "A function fails");
}

/** A day without a run is an alarm too: silence must not look like health. */
export function watchMissedRun(handler: NodejsFunction): void {
  new Alarm(handler, "Missed", {
    metric: handler.metricInvocations({ period: Duration.days(1), statistic: "Sum" }),
    alarmDescription: "The daily run did not happen",
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  });
}

function atLeastOne(scope: Construct, id: string, metric: IMetric, alarmDescription: string): void {
  new Alarm(scope, id, {
    metric,
    alarmDescription,
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
