/** A variable that the program cannot do without: its absence is said by name. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`环境变量 ${name} 未设置`);
  return value;
}

/**
 * At the head of a handler's file: a function whose variables are missing or wrong fails when it starts, not with its first
 * event. Only there: tests load handlers before they have made a table.
 */
export function atStart(names: readonly string[], check: () => unknown = () => {}): void {
  if (process.env.AWS_LAMBDA_FUNCTION_NAME === undefined) return;
  for (const name of ["YIFA_TABLE", "YIFA_BUCKET", ...names]) required(name);
  check();
}
