import { nearest } from "../text/suggest.ts";

/** One mistake in a rules folder. `line` and `column` start at 1; `file` is relative to the folder. */
export type Diagnostic = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
  readonly code: string;
  /** A warning does not keep a ruleset from loading. */
  readonly severity: "error" | "warning";
  /** What is wrong, with what was found, in one Chinese sentence without a full stop. */
  readonly message: string;
  /** What stands there, shortened. */
  readonly found?: string;
  /** What may stand there: values, or a form in words. */
  readonly accepted?: readonly string[];
  /** Chinese labels of accepted words. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What to write instead. */
  readonly suggestion?: string;
  /** A record that shows it, as `yifa decide` takes it. */
  readonly example?: ExampleRecord;
  /** The second one, where it takes two records to show it. */
  readonly otherExample?: ExampleRecord;
};

export type ExampleRecord = Readonly<Record<string, unknown>>;

export type DiagnosticDetails = {
  readonly found?: unknown;
  readonly accepted?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Where it is not the accepted word nearest to `found`. */
  readonly suggestion?: string;
  /** Point at the key, not at its value. */
  readonly atKey?: boolean;
};

const MAX_SHOWN = 60;
const MAX_LISTED = 12;

/** A value as it is shown in a message: one line, at most 60 characters, without control characters. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\uFFFD");
  return plain.length > MAX_SHOWN ? `${plain.slice(0, MAX_SHOWN)}…` : plain;
}

export function describe(
  details: DiagnosticDetails,
): Pick<Diagnostic, "found" | "accepted" | "labels" | "suggestion"> {
  const { found, accepted, labels } = details;
  const shown = found === undefined ? undefined : show(found);
  const suggestion =
    details.suggestion ??
    (typeof found === "string" && accepted ? nearest(found.slice(0, 200), accepted) : undefined);
  return {
    ...(shown !== undefined && { found: shown }),
    ...(accepted && { accepted }),
    ...(labels && { labels }),
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** `file:line:column: error CODE message，可用：… (did you mean "…"? …)`, one line. */
export function formatDiagnostic(d: Diagnostic): string {
  const listed = d.accepted
    ?.slice(0, MAX_LISTED)
    .map((word) => (d.labels && Object.hasOwn(d.labels, word) ? `${word}（${d.labels[word]}）` : word))
    .join("、");
  const more = (d.accepted?.length ?? 0) > MAX_LISTED ? `等 ${d.accepted?.length} 项` : "";
  const accepted = listed ? `，可用：${listed}${more}` : "";
  const meant =
    d.suggestion === undefined ? "" : ` (did you mean "${d.suggestion}"? 是否应为“${d.suggestion}”？)`;
  const line = `${d.file}:${d.line}:${d.column}: ${d.severity} ${d.code} ${d.message}${accepted}${meant}`;
  // Names and values of the file stand in it, line breaks and all.
  return line.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
