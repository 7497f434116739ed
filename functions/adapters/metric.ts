/** Names of the metrics; alarms are set on them. */
export const METRICS = { namespace: "Yifa", sweepDone: "SweepDone", auditFindings: "AuditFindings" } as const;

/**
 * One value in CloudWatch's embedded metric format. The line must hold nothing else, so it goes to stdout as it is;
 * the time is the machine's own, also under a virtual clock.
 */
export function metric(name: typeof METRICS.sweepDone | typeof METRICS.auditFindings, value: number): void {
  const CloudWatchMetrics = [
    { Namespace: METRICS.namespace, Dimensions: [[]], Metrics: [{ Name: name, Unit: "Count" }] },
  ];
  const line = { _aws: { Timestamp: Date.now(), CloudWatchMetrics }, [name]: value };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
