import pMap from "p-map";
import { loadNeeds } from "../../adapters/store/awaiting.ts";
import { factsRequestOn } from "../../adapters/store/facts-requests.ts";
import { loadCase } from "../../adapters/store/records.ts";
import { parseDutyId } from "../../domain/duty/duty-id.ts";
import type { Duty } from "../../domain/entities.ts";
import type { Change } from "../../domain/impact/case-impact.ts";
import type { Impact } from "../../domain/impact/impact.ts";
import { lanesOf, readLane, type StoredChange } from "../../domain/impact/lanes.ts";
import { type PeriodOpenings, periodImpact } from "../../domain/impact/periods.ts";
import { type Asked, ImpactTally } from "../../domain/impact/tally.ts";
import { nextMailingDay } from "../../domain/notice/mailing-day.ts";
import { affectedBy } from "../../domain/publication/affected.ts";
import type { Ruleset } from "../../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";
import { openingsLeft } from "../open-periods.ts";
import { withReachable } from "../reachable.ts";
import { lanePage } from "./lane-page.ts";

/** Read side by side. */
const CONCURRENCY = 8;

/** Two rulesets over what is stored: mail reaches by both only whom it reaches now. */
export async function storedChange(from: Ruleset, to: Ruleset, on: IsoDate): Promise<StoredChange> {
  const affected = affectedBy([from], to);
  return { from: await withReachable(from), to: await withReachable(to), on, affected };
}

/** What a change would do to all that is stored, worked out here. Reads only. */
export async function storedImpact(
  change: StoredChange,
  tell: (records: number) => void = () => {},
): Promise<Impact> {
  const tally = new ImpactTally();
  for (const lane of lanesOf(change.affected).map(readLane)) {
    let cursor: string | undefined;
    do {
      cursor = await lanePage(lane, cursor, change, tally);
      tell(tally.records);
    } while (cursor !== undefined);
  }
  return finished(tally, change);
}

/** With what is stored beside the cases: the days of requests, and the periods that were opened. */
export async function finished(tally: ImpactTally, change: StoredChange): Promise<Impact> {
  tally.addDuties(periodImpact(await openings(change), change));
  return tally.result(change, await askedAgencies(change));
}

async function openings({ from, to, on }: Change): Promise<PeriodOpenings> {
  const side = async (ruleset: Ruleset) => {
    const left = await openingsLeft(ruleset, nextMailingDay(ruleset, on));
    return unstored(left.flatMap(({ duties }) => duties));
  };
  return { before: await side(from), after: await side(to) };
}

async function unstored(duties: readonly Duty[]): Promise<Duty[]> {
  const subjects = new Map(duties.map(({ id }) => [id, parseDutyId(id).subject]));
  const distinct = [...new Map([...subjects.values()].map((one) => [`${one.type}:${one.id}`, one])).values()];
  const cases = await pMap(distinct, loadCase, { concurrency: CONCURRENCY });
  const stored = new Set(cases.flatMap((one) => one.duties.map(({ id }) => id)));
  return duties.filter(({ id }) => !stored.has(id));
}

/** Whose request for facts is due by the next mailing day. */
async function askedAgencies({ to, on, affected }: StoredChange): Promise<Map<string, Asked>> {
  const day = nextMailingDay(to, on);
  const touched = new Set(affected.types);
  const found = await pMap(
    to.directory.agencies,
    async ({ id }): Promise<[string, Asked][]> => {
      const since = await factsRequestOn(id);
      if (since === undefined) return [];
      const needs = since > day ? [] : await loadNeeds(id);
      return [[id, { on: since, elsewhere: needs.some(({ subject }) => !touched.has(subject.type)) }]];
    },
    { concurrency: CONCURRENCY },
  );
  return new Map(found.flat());
}
