import { factsRequestOn } from "../adapters/store/facts-requests.ts";
import { listRecords } from "../adapters/store/record-list.ts";
import { loadCase } from "../adapters/store/records.ts";
import { parseDutyId } from "../domain/duty/duty-id.ts";
import type { StoredRecord } from "../domain/entities.ts";
import { affectedTypes } from "../domain/impact/affected-types.ts";
import {
  type CaseImpact,
  type Change,
  type ChangedDuty,
  caseImpact,
  type StandingCase,
} from "../domain/impact/case-impact.ts";
import { periodImpact } from "../domain/impact/periods.ts";
import { ImpactTally } from "../domain/impact/tally.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** Where a run stands: the record type, and the place in its list. */
export type ImpactPlace = { readonly type: string; readonly cursor?: string };
/** One page of records under both rulesets. `next` is absent after the last one. */
export type ImpactPage = {
  readonly impacts: readonly CaseImpact[];
  readonly failed: readonly { readonly what: string; readonly reason: string }[];
  readonly next?: ImpactPlace;
};

/** A tally that knows what is stored beside the records: the days of requests, and the duties of periods. */
export async function storedTally(change: Change): Promise<ImpactTally> {
  const { directory } = change.to;
  const asksOn = new Map<string, IsoDate>();
  for (const { id } of directory.agencies) {
    const on = await factsRequestOn(id);
    if (on !== undefined) asksOn.set(id, on);
  }
  const tally = new ImpactTally(change, asksOn);
  tally.addPeriods(await newPeriods(change));
  return tally;
}

/** Only duties that the new rules alone would open are looked up. */
async function newPeriods(change: Change): Promise<ChangedDuty[]> {
  const opened = periodImpact(change);
  const stored = new Set<string>();
  for (const subject of new Map(opened.map(({ duty }) => [duty, parseDutyId(duty).subject])).values())
    for (const { id } of (await loadCase(subject)).duties) stored.add(id);
  return opened.filter(({ duty }) => !stored.has(duty));
}

/** Cases read at a time. */
const PAGE = 100;

/** Stored records whose type the change can touch, page by page from `place` on. Reads only. */
export async function* storedImpact(change: Change, place?: ImpactPlace): AsyncGenerator<ImpactPage> {
  const affected = affectedTypes(change.from, change.to);
  const types = [...change.to.recordTypes.keys()].filter((type) => affected.has(type));
  const agencies = change.to.directory.agencies.map(({ id }) => id);
  const first = place ? types.indexOf(place.type) : 0;
  for (const [index, type] of types.entries()) {
    if (index < first) continue;
    let cursor = index === first ? place?.cursor : undefined;
    do {
      const page = await listRecords({ agencies, type, cursor, pageSize: PAGE });
      cursor = page.cursor;
      const done = await decideAll(page.items, change);
      const following = cursor === undefined ? types[index + 1] : type;
      const next = following && { next: { type: following, ...(cursor === undefined ? {} : { cursor }) } };
      yield { ...done, ...next };
    } while (cursor !== undefined);
  }
}

async function decideAll(
  records: readonly StoredRecord[],
  change: Change,
): Promise<Omit<ImpactPage, "next">> {
  const impacts: CaseImpact[] = [];
  const failed: { what: string; reason: string }[] = [];
  for (const listed of records) {
    try {
      const { record, ...known } = await standingOf(listed);
      if (record) impacts.push(await caseImpact(record, known, change));
    } catch (fault) {
      failed.push({
        what: `${listed.type}/${listed.id}`,
        reason: fault instanceof Error ? fault.message : String(fault),
      });
    }
  }
  return { impacts, failed };
}

/** One consistent read: the list may be behind. */
async function standingOf({ type, id }: StoredRecord): Promise<StandingCase & { record?: StoredRecord }> {
  const { record, duties, reports, untold, lines } = await loadCase({ type, id });
  const keys = new Set(lines.map(({ key }) => key));
  return { ...(record && { record }), duties, reports, untold, lines: keys };
}
