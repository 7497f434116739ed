import { vi } from "vitest";

/** What is written as metrics while `work` runs as in a function: each as name and value, in order. */
export async function metricsOf<T>(
  work: () => Promise<T>,
): Promise<{ result: T; metrics: [string, number][] }> {
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "yifa-test");
  try {
    const result = await work();
    return { result, metrics: written.mock.calls.flatMap(([line]) => valuesOf(String(line))) };
  } finally {
    vi.unstubAllEnvs();
    written.mockRestore();
  }
}

function valuesOf(line: string): [string, number][] {
  const { _aws, ...values } = JSON.parse(line);
  return _aws.CloudWatchMetrics[0].Metrics.map(({ Name }: { Name: string }) => [Name, values[Name]]);
}
