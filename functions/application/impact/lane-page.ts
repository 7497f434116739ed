import pMap from "p-map";
import { type AwaitingPlace, awaitingSteps } from "../../adapters/store/awaiting.ts";
import { listDuties } from "../../adapters/store/duties.ts";
import { listRecords } from "../../adapters/store/record-list.ts";
import { type Case, loadCase } from "../../adapters/store/records.ts";
import type { Duty, RecordKey } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import { caseImpact, restImpact } from "../../domain/impact/case-impact.ts";
import { agenciesOf, type Lane, type StoredChange } from "../../domain/impact/lanes.ts";
import { awaitsBy, type StandingCase } from "../../domain/impact/next-mail.ts";
import type { ImpactTally } from "../../domain/impact/tally.ts";
import { nextMailingDay } from "../../domain/notice/mailing-day.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";

const PAGE = 100;
/** Cases read side by side. */
const CONCURRENCY = 8;

/** One page of a lane into the tally. @returns where the next one begins, or nothing after the last one. */
export async function lanePage(
  lane: Lane,
  cursor: string | undefined,
  change: StoredChange,
  tally: ImpactTally,
): Promise<string | undefined> {
  if (lane.kind === "records") return recordsPage(lane, cursor, change, tally);
  return lane.kind === "dates" ? datesPage(lane, cursor, change, tally) : awaitingPage(cursor, change, tally);
}

async function recordsPage(
  lane: Extract<Lane, { kind: "records" }>,
  cursor: string | undefined,
  change: StoredChange,
  tally: ImpactTally,
) {
  const agencies = agenciesOf(lane, change.to.directory);
  const page = await listRecords({ agencies, type: lane.type, cursor, pageSize: PAGE });
  await each(page.items, tally, async (key) => {
    // The list may be behind: the record is what one consistent read says.
    const stored = await loadCase(key);
    if (stored.record) tally.add(await caseImpact(stored.record, standingOf(stored), change));
  });
  return page.cursor;
}

/** Open duties that other calendars may move: of cases that neither a rule touches nor the next mail. */
async function datesPage(
  lane: Extract<Lane, { kind: "dates" }>,
  cursor: string | undefined,
  change: StoredChange,
  tally: ImpactTally,
) {
  const agencies = agenciesOf(lane, change.to.directory);
  const page = await listDuties({ agencies, status: "open", cursor, pageSize: PAGE });
  const rest = untouched(page.items, change, ({ subject }) => subject);
  await each(rest, tally, async ({ id, subject }) => {
    const stored = await loadCase(subject);
    const first = stored.duties.find(({ status }) => status === "open")?.id === id;
    if (first && awaiting(stored, lastDay(change)).length === 0) await addRest(stored, change, tally);
  });
  return page.cursor;
}

/** Whatever awaits a line by the next mailing day, of cases that no rule touches. */
async function awaitingPage(cursor: string | undefined, change: StoredChange, tally: ImpactTally) {
  const day = lastDay(change);
  const place = cursor === undefined ? undefined : (JSON.parse(cursor) as AwaitingPlace);
  for await (const { awaiting: found, next } of awaitingSteps(day, place)) {
    const named = found.flatMap((item) => {
      if (item.kind === "duty") return [nameOf(item.duty)];
      return item.kind === "report" ? [nameOf(item.report)] : [];
    });
    const rest = untouched(named, change, ({ subject }) => subject);
    await each(rest, tally, async ({ name, subject }) => {
      const stored = await loadCase(subject);
      // A case is taken once, with the first of what awaits a line in it.
      if (awaiting(stored, day)[0] === name) await addRest(stored, change, tally);
    });
    return next && JSON.stringify(next);
  }
  return undefined;
}

const nameOf = (one: Duty | Case["untold"][number]) => ({
  name: "id" in one ? one.id : `report#${one.rule}`,
  subject: one.subject,
});

const awaiting = ({ duties, untold }: Case, day: IsoDate): string[] =>
  [...duties.filter((duty) => awaitsBy(duty, day)), ...untold].map((one) => nameOf(one).name).sort();

const lastDay = ({ from, to, on }: StoredChange): IsoDate =>
  [from, to].map((ruleset) => nextMailingDay(ruleset, on)).sort()[1] as IsoDate;

function untouched<T>(all: readonly T[], { affected }: StoredChange, subjectOf: (one: T) => RecordKey): T[] {
  const touched = new Set(affected.types);
  return all.filter((one) => !touched.has(subjectOf(one).type));
}

async function addRest(stored: Case, change: StoredChange, tally: ImpactTally): Promise<void> {
  tally.addDuties(await restImpact(stored.record, standingOf(stored), change));
}

const standingOf = ({ duties, reports, untold, lines }: Case): StandingCase => ({
  ...{ duties, reports, untold },
  lines: new Set(lines.map(({ key }) => key)),
});

/** One bad case keeps no other back: it is named. A table that is away is no fault of the case. */
async function each<T extends RecordKey | { subject: RecordKey }>(
  all: readonly T[],
  tally: ImpactTally,
  work: (one: T) => Promise<void>,
): Promise<void> {
  await pMap(
    all,
    async (one) => {
      try {
        await work(one);
      } catch (fault) {
        if (fault instanceof YifaError && fault.kind === "unavailable") throw fault;
        const { type, id } = "subject" in one ? one.subject : one;
        tally.fail(`${type}/${id}`, fault instanceof Error ? fault.message : String(fault));
      }
    },
    { concurrency: CONCURRENCY },
  );
}
