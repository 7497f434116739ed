import type { NoticeLine } from "../domain/notice/line.ts";
import type { Silence } from "../domain/notice/sweep.ts";
import type { SweepReport } from "./sweep.ts";

/** What a sweep did, counted as it goes. `due` is counted on its own, so that the sum can be checked against it. */
export class Tally {
  #due = 0;
  #lines = 0;
  #missed = 0;
  #withdrawn = 0;
  #moved = 0;
  readonly #suppressed = new Map<Silence, number>();
  readonly #failed: { what: string; reason: string }[] = [];

  due(count: number): void {
    this.#due += count;
  }

  written(lines: readonly NoticeLine[]): void {
    const missed = lines.filter((line) => line.status === "missed").length;
    this.#missed += missed;
    this.#lines += lines.length - missed;
  }

  withdrawn(count: number): void {
    this.#due += count;
    this.#withdrawn += count;
  }

  moved(count: number): void {
    this.#moved += count;
  }

  suppressed(reason: Silence, count: number): void {
    this.#suppressed.set(reason, (this.#suppressed.get(reason) ?? 0) + count);
  }

  /** Due and suppressed in one. */
  silent(reason: Silence, count: number): void {
    this.#due += count;
    this.suppressed(reason, count);
  }

  fail(what: string, reason: string): void {
    this.#due += 1;
    this.#failed.push({ what, reason });
  }

  get failures(): number {
    return this.#failed.length;
  }

  report(run: Pick<SweepReport, "day" | "done" | "digests">): SweepReport {
    return {
      ...run,
      due: this.#due,
      lines: this.#lines,
      missed: this.#missed,
      withdrawn: this.#withdrawn,
      moved: this.#moved,
      suppressed: [...this.#suppressed].map(([reason, count]) => ({ reason, count })),
      failed: this.#failed,
    };
  }
}
