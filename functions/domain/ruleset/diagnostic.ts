/** One mistake in a rules folder. `line` and `column` start at 1; `file` is relative to the folder. */
export type Diagnostic = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
};

/** `file:line:column: error CODE message`, one line. */
export function formatDiagnostic(d: Diagnostic): string {
  return `${d.file}:${d.line}:${d.column}: error ${d.code} ${d.message}`;
}
