/** Names of the metrics; alarms are set on them. */
export const METRICS = {
  namespace: "Yifa",
  sweepDone: "SweepDone",
  auditFindings: "AuditFindings",
  mailPaused: "MailPaused",
  rulesetRefused: "RulesetRefused",
} as const;
type MetricName = (typeof METRICS)[Exclude<keyof typeof METRICS, "namespace">];

/**
 * One value in CloudWatch's embedded metric format. The line must hold nothing else, so it goes to stdout as it is;
 * the time is the machine's own, also under a virtual clock.
 */
export function metric(name: MetricName, value: number): void {
  const CloudWatchMetrics = [
    { Namespace: METRICS.namespace, Dimensions: [[]], Metrics: [{ Name: name, Unit: "Count" }] },
  ];
  const line = { _aws: { Timestamp: Date.now(), CloudWatchMetrics }, [name]: value };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
