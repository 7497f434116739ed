import type { ValueProblem } from "../decide/fact-value.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Path, SourceFile } from "./source-file.ts";

/** A value that its fact cannot hold, where it stands. */
export function unfit(source: SourceFile, path: Path, problem: ValueProblem, atKey = false): Diagnostic {
  const { code, message, found, accepted, labels } = problem;
  return source.at(path, code, message, {
    ...(found !== undefined && { found }),
    ...(accepted && { accepted }),
    ...(labels && { labels }),
    atKey,
  });
}
