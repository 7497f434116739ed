import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

/** Where the metrics are: alarms and the dashboard look for them there. */
export const METRIC_PLACE = { namespace: "Yifa", dimensionsMap: { service: "yifa" } };

/** Names of the metrics, all of them counts. */
export const METRICS = {
  /** A sweep found its day done: the heartbeat. */
  sweepDone: "SweepDone",
  linesWritten: "LinesWritten",
  casesFailed: "CasesFailed",
  mailsSent: "MailsSent",
  mailsFailed: "MailsFailed",
  mailsUncertain: "MailsUncertain",
  mailPaused: "MailPaused",
  mailsDelivered: "MailsDelivered",
  mailsBounced: "MailsBounced",
  mailsComplained: "MailsComplained",
  rowsImported: "RowsImported",
  rowsRejected: "RowsRejected",
  /** Files of which nothing, or nothing more, was taken. */
  importsRefused: "ImportsRefused",
  auditFindings: "AuditFindings",
  /** Years whose days the program should know by now and does not. */
  calendarsMissing: "CalendarsMissing",
  /** What lies in the bucket is not what was approved, or does not load. */
  rulesetRefused: "RulesetRefused",
} as const;
type MetricName = (typeof METRICS)[keyof typeof METRICS];

const metrics = new Metrics({
  namespace: METRIC_PLACE.namespace,
  serviceName: METRIC_PLACE.dimensionsMap.service,
});

/**
 * One value in CloudWatch's embedded metric format, a line of its own on stdout. Only a function's output is read for
 * metrics; that of the command line is for people and scripts.
 */
export function metric(name: MetricName, value = 1): void {
  if (process.env.AWS_LAMBDA_FUNCTION_NAME === undefined) return;
  metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
