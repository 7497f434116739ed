import { addDays } from "../calendar/dates.ts";
import { isMailingDay } from "../notice/mailing-day.ts";
import { cadenceOpenings } from "../period/cadence.ts";
import { agenciesCounted, breachDuty, measure, measurementsDue } from "../period/indicator.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { CaseBook, type SimulatedChange, type Standing } from "./case-book.ts";
import type { Entry } from "./entry.ts";
import { morning, type SimulatedDigest } from "./morning.ts";
import { scriptOf } from "./script.ts";

/** What a day brings. */
export type SimulatedDay = {
  readonly on: IsoDate;
  readonly changes: readonly SimulatedChange[];
  readonly digests: readonly SimulatedDigest[];
};

/**
 * The virtual clock, both days inclusive: each day what becomes known is decided, periods are opened and measured, and
 * the morning's mail is composed; no mail before the installation goes live. Begins with an empty table, or goes on
 * from where a running system stands.
 */
export async function* simulate(
  entries: readonly Entry[],
  ruleset: Ruleset,
  { from, to, standing }: { from: IsoDate; to: IsoDate; standing?: Standing },
): AsyncGenerator<SimulatedDay> {
  const script = scriptOf(entries, ruleset, from);
  const book = new CaseBook(ruleset);
  if (standing) book.stand(standing);
  const measured = new Set<string>();
  const known = new Set<string>();
  // Nothing new can open but where a period begins, with a month, or a version.
  const begins = new Set(ruleset.rules.flatMap((rule) => rule.versions.map((one) => one.effectiveFrom)));
  const { goLiveOn } = ruleset.settings;
  for (let on = from; on <= to; on = addDays(on, 1)) {
    if (on === from || on.endsWith("-01") || begins.has(on))
      for (const { duties } of cadenceOpenings(ruleset, on)) for (const duty of duties) book.open(duty);
    // Periods are measured at night, over what was known the day before; what lies before the first day is known on it.
    if (on > from) await measureEnded(book, measured, ruleset, on);
    for (const happening of script.get(on) ?? []) await book.happen(happening, on);
    if (on === from) await measureEnded(book, measured, ruleset, on);
    if (on === from && standing) book.keepUntold(standing);
    const live = goLiveOn === null || goLiveOn <= on;
    const digests = live && isMailingDay(ruleset, on) ? await morning(book, known, ruleset, on) : [];
    yield { on, changes: book.takeChanges(), digests };
  }
}

async function measureEnded(
  book: CaseBook,
  measured: Set<string>,
  ruleset: Ruleset,
  on: IsoDate,
): Promise<void> {
  for (const measurement of measurementsDue(ruleset, on)) {
    const done = `${measurement.rule.id} ${measurement.period.id}`;
    if (measured.has(done)) continue;
    measured.add(done);
    for (const agency of measurement.agencies) {
      const records = book.records(agenciesCounted(measurement, agency, ruleset), measurement.recordType);
      const result = await measure(measurement, records, ruleset);
      const duty = breachDuty(measurement, agency, result, ruleset, on);
      if (duty) book.open(duty);
    }
  }
}
