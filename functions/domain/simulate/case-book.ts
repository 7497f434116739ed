import { dischargeDuty } from "../duty/close.ts";
import { closingTerms, versionOfDuty } from "../duty/effect.ts";
import type { DutyChange } from "../duty/reconcile.ts";
import { afterChanges, type NewReport, reviseCase } from "../duty/revise-case.ts";
import type { Decision, Duty, RecordKey, StoredRecord } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Happening } from "./script.ts";

/** A record, or an agency's period, with what came of it. */
export type SimulatedCase = {
  readonly subject: RecordKey;
  record?: StoredRecord;
  duties: readonly Duty[];
  /** All reports that were made of it; `awaiting` are not told yet. */
  reports: readonly NewReport["report"][];
  awaiting: readonly NewReport["report"][];
  missing: readonly string[];
};

/** `standing`: a duty as it was before the first day. */
export type SimulatedChange = { readonly kind: DutyChange["kind"] | "standing"; readonly duty: Duty };

/** Where a running system stands on the evening before the first day. */
export type Standing = {
  readonly duties: readonly Duty[];
  /** Reports that are not told yet. */
  readonly untold: readonly Pick<NewReport["report"], "rule" | "subject">[];
  /** The day on which an agency is asked for facts again. */
  readonly asksOn: ReadonlyMap<string, IsoDate>;
};

const BY = "simulate";

/** The table of a simulation: all cases, in memory. Changes of duties are collected until they are taken. */
export class CaseBook {
  readonly #cases = new Map<string, SimulatedCase>();
  readonly #byDuty = new Map<string, SimulatedCase>();
  /** The day from which on an agency is asked for facts. */
  readonly requests = new Map<string, IsoDate>();
  readonly #ruleset: Ruleset;
  #changes: SimulatedChange[] = [];

  constructor(ruleset: Ruleset) {
    this.#ruleset = ruleset;
  }

  get cases(): Iterable<SimulatedCase> {
    return this.#cases.values();
  }

  duty(id: string): Duty | undefined {
    return this.#byDuty.get(id)?.duties.find((duty) => duty.id === id);
  }

  records(agencies: readonly string[], type: string): StoredRecord[] {
    return [...this.cases].flatMap(({ record }) =>
      record?.type === type && agencies.includes(record.agency) ? [record] : [],
    );
  }

  takeChanges(): readonly SimulatedChange[] {
    const taken = this.#changes;
    this.#changes = [];
    return taken;
  }

  async happen(happening: Happening, on: IsoDate): Promise<void> {
    if ("discharge" in happening) return this.#discharge(happening.discharge, happening.doneOn, on);
    const { type, id, agency, facts } = happening;
    const one = this.#caseOf({ type, id });
    const before = one.record;
    one.record = {
      type,
      id,
      agency,
      facts: { ...before?.facts, ...facts },
      version: (before?.version ?? 0) + 1,
      receivedOn: before?.receivedOn ?? on,
    };
    await this.revise(one, on);
  }

  /** Decided anew on the day; nothing for what has no record. */
  async revise(one: SimulatedCase, on: IsoDate): Promise<Decision | undefined> {
    const { record } = one;
    if (!record) return undefined;
    const { decision, changes, reports, missing } = await reviseCase(record, one, {
      ruleset: this.#ruleset,
      on,
      by: BY,
    });
    this.#put(one, afterChanges(one.duties, changes));
    this.#changes.push(...changes);
    one.reports = [...one.reports, ...reports.map(({ report }) => report)];
    one.awaiting = [...one.awaiting, ...reports.flatMap(({ report, awaits }) => (awaits ? [report] : []))];
    // A list that did not change was asked for already.
    if (missing.length > 0 && missing.join() !== one.missing.join() && !this.requests.has(record.agency))
      this.requests.set(record.agency, on);
    one.missing = missing;
    return decision;
  }

  stand({ duties }: Standing): void {
    for (const duty of duties) {
      const one = this.#caseOf(duty.subject);
      this.#put(one, [...one.duties, duty]);
      this.#changes.push({ kind: "standing", duty });
    }
  }

  /** After what was known before: of it only that is told which a running system had still to tell. */
  keepUntold({ untold, asksOn }: Standing): void {
    for (const one of this.cases)
      one.awaiting = one.awaiting.filter(({ rule, subject }) =>
        untold.some((one) => one.rule === rule && caseKey(one.subject) === caseKey(subject)),
      );
    for (const [agency, on] of asksOn) this.requests.set(agency, on);
  }

  /** Opens a duty of a period; one that is there already stays as it is. */
  open(duty: Duty): void {
    if (this.#byDuty.has(duty.id)) return;
    const one = this.#caseOf(duty.subject);
    this.#put(one, [...one.duties, duty]);
    this.#changes.push({ kind: "opened", duty });
  }

  replace(duty: Duty): void {
    const one = this.#byDuty.get(duty.id);
    if (one) one.duties = one.duties.map((other) => (other.id === duty.id ? duty : other));
  }

  #discharge(id: string, doneOn: IsoDate, on: IsoDate): void {
    const duty = this.duty(id);
    // Of a period that was over before the first day nothing is opened.
    if (!duty && doneOn < on) return;
    if (duty?.status !== "open")
      throw new YifaError("invalid", "no-open-duty", `${doneOn} 没有待办的应办事项“${id}”，不能办结`);
    const fact = closingTerms(versionOfDuty(this.#ruleset, duty)).dischargedBy;
    if (fact !== undefined)
      throw new YifaError(
        "invalid",
        "closed-by-fact",
        `应办事项“${id}”以台账事实 ${fact} 为办结，应在台账中填写`,
      );
    const done = dischargeDuty(duty, { on: doneOn, reason: "已办理", evidence: {}, by: BY });
    this.replace(done);
    this.#changes.push({ kind: "discharged", duty: done });
  }

  #put(one: SimulatedCase, duties: readonly Duty[]): void {
    one.duties = duties;
    for (const { id } of duties) this.#byDuty.set(id, one);
  }

  #caseOf(subject: RecordKey): SimulatedCase {
    const key = caseKey(subject);
    const found = this.#cases.get(key);
    if (found) return found;
    const made: SimulatedCase = { subject, duties: [], reports: [], awaiting: [], missing: [] };
    this.#cases.set(key, made);
    return made;
  }
}

const caseKey = ({ type, id }: RecordKey): string => `${type} ${id}`;
