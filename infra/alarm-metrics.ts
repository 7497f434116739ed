import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { METRIC_PLACE, METRICS } from "../functions/adapters/metric.ts";

export const QUARTER = Duration.minutes(15);

/** A metric of the program's own. */
export const own = (metricName: string, period = QUARTER, statistic = "Sum"): Metric =>
  new Metric({ ...METRIC_PLACE, metricName, period, statistic });

/** Percent of a day's mails, and nothing while they are few. */
export function bounceRate(): IMetric {
  const period = Duration.days(1);
  return new MathExpression({
    expression: "IF(FILL(bounced, 0) < 3, 0, 100 * FILL(bounced, 0) / (FILL(sent, 0) + FILL(bounced, 0)))",
    usingMetrics: { bounced: own(METRICS.mailsBounced, period), sent: own(METRICS.mailsSent, period) },
    period,
  });
}

export type Limited = {
  readonly table: ITableV2;
  readonly api: NodejsFunction;
  readonly accessLog: ILogGroup;
};

/** Refusals for the sake of a limit, of the table and its indexes, the API's function and the API itself. */
export function throttles(scope: Construct, { table, api, accessLog }: Limited): IMetric {
  const period = Duration.minutes(5);
  const [namespace, statistic] = ["AWS/DynamoDB", "Sum"];
  const ofTable = (metricName: string, index: object = {}) =>
    new Metric({
      ...{ namespace, metricName, period, statistic },
      dimensionsMap: { TableName: table.tableName, ...index },
    });
  const requests = new MetricFilter(scope, "RequestsThrottled", {
    logGroup: accessLog,
    filterPattern: FilterPattern.stringValue("$.status", "=", "429"),
    metricNamespace: METRIC_PLACE.namespace,
    metricName: "RequestsThrottled",
  }).metric({ period, statistic });
  const usingMetrics = {
    reads: ofTable("ReadThrottleEvents"),
    writes: ofTable("WriteThrottleEvents"),
    awaiting: ofTable("WriteThrottleEvents", { GlobalSecondaryIndexName: "awaiting" }),
    agencies: ofTable("WriteThrottleEvents", { GlobalSecondaryIndexName: "byAgency" }),
    functions: api.metricThrottles({ period, statistic }),
    requests,
  };
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(" + ");
  return new MathExpression({ expression, usingMetrics, period });
}
