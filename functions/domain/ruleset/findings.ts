import type { Diagnostic } from "./diagnostic.ts";
import { atFile } from "./folder-limits.ts";
import { rankOf } from "./reading-order.ts";

const MAX_PER_FILE = 200;
/** Checks stop here: each mistake takes time, a folder made to have millions would take hours. */
const MAX_IN_ALL = 10_000;

type OfFile = {
  readonly kept: Diagnostic[];
  /** Places that an earlier check has complained about. */
  readonly taken: Set<string>;
  readonly dropped: { errors: number; warnings: number };
};

/** Gathers what checks find, each place told once by the first check that finds fault with it, so many a file at most. */
export class Findings {
  readonly #files = new Map<string, OfFile>();
  #left = MAX_IN_ALL;

  /** Adds all that one check found. */
  add(diagnostics: Iterable<Diagnostic>): void {
    const now: [OfFile, string][] = [];
    for (const diagnostic of diagnostics) {
      if (this.#left === 0) return;
      const file = this.#of(diagnostic.file);
      if (file.taken.has(positionOf(diagnostic)) || file.taken.has(diagnostic.pointer)) continue;
      if (file.kept.length < MAX_PER_FILE) {
        file.kept.push(diagnostic);
        this.#left--;
        now.push([file, diagnostic.pointer === "" ? positionOf(diagnostic) : diagnostic.pointer]);
      } else file.dropped[diagnostic.severity === "error" ? "errors" : "warnings"]++;
    }
    for (const [file, place] of now) file.taken.add(place);
  }

  /** Whether anything speaks against this file. */
  blame(file: string): boolean {
    const found = this.#files.get(file);
    return (
      found !== undefined && (found.dropped.errors > 0 || found.kept.some((d) => d.severity === "error"))
    );
  }

  /** All of them, by file and place; files that others depend on come first. */
  all(): Diagnostic[] {
    const ranks = new Map([...this.#files].map(([name, { kept }]) => [name, rankOf(name, kept)]));
    const byRank = (a: string, b: string) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0);
    const names = [...this.#files.keys()].sort().sort(byRank);
    const found = names.flatMap((name) => {
      const file = this.#of(name);
      const sorted = file.kept.toSorted((a, b) => a.line - b.line || a.column - b.column);
      return [...sorted, ...more(file.dropped, sorted.at(-1))];
    });
    if (this.#left > 0) return found;
    const message = `错误过多，列出 ${MAX_IN_ALL} 处后不再检查，改正后再检查`;
    return [...found, atFile(".", "more-errors", message)];
  }

  #of(name: string): OfFile {
    const known = this.#files.get(name);
    if (known) return known;
    const fresh: OfFile = { kept: [], taken: new Set(), dropped: { errors: 0, warnings: 0 } };
    this.#files.set(name, fresh);
    return fresh;
  }
}

const positionOf = ({ line, column }: Diagnostic): string => `${line}:${column}`;

function more({ errors, warnings }: OfFile["dropped"], last: Diagnostic | undefined): Diagnostic[] {
  if (!last || errors + warnings === 0) return [];
  const { file, line, column } = last;
  const message = `本文件至少另有 ${errors + warnings} 处未列出，改正以上各处后再检查`;
  const severity = errors > 0 ? "error" : "warning";
  return [{ file, line, column, pointer: "", code: "more-errors", severity, message }];
}
