import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { METRIC_PLACE, METRICS } from "../functions/adapters/metric.ts";

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

/**
 * Silence must not look like health. The last run of a morning, at 11:20, says once more that the day is done; at 11:30
 * the 48 half hours before therefore hold a heartbeat of this day or none at all. FILL, because the alarm would otherwise
 * look further back for values where there are none.
 */
export function watchHeartbeat(scope: Construct, id: string, metricName: string): void {
  const period = Duration.minutes(30);
  const beat = new Metric({ ...METRIC_PLACE, metricName, period, statistic: "Sum" });
  new Alarm(scope, id, {
    metric: new MathExpression({ expression: "FILL(beat, 0)", usingMetrics: { beat }, period }),
    alarmDescription: "No sweep completed the day by 11:30 Asia/Shanghai",
    threshold: 1,
    evaluationPeriods: 48,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  });
}

/** What the provider refuses does not end in the dead letters, so it is told here. */
export function watchMailPause(scope: Construct): void {
  atLeastOne(
    scope,
    "MailPaused",
    ownMetric(METRICS.mailPaused),
    "The mail provider takes no mail; digests wait and go out by themselves",
  );
}

/** Of what it finds only the gaps of the directory are no affair of the operator. */
export function watchAudit(scope: Construct): void {
  atLeastOne(
    scope,
    "AuditFound",
    ownMetric(METRICS.auditFindings),
    "The audit found lines, steps or duties missing or too many",
  );
}

const ownMetric = (metricName: string): Metric =>
  new Metric({
    ...METRIC_PLACE,
    metricName,
    period: Duration.minutes(15),
    statistic: "Sum",
  });

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
