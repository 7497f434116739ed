import type { AuditPlace } from "../adapters/store/audits.ts";
import { listDuties } from "../adapters/store/duties.ts";
import type { Page } from "../adapters/store/listing.ts";
import { listRecords } from "../adapters/store/record-list.ts";
import type { RecordKey } from "../domain/entities.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";

/** `next`: where the page after it begins; absent after the last one. */
type CasePage = { readonly subjects: readonly RecordKey[]; readonly next?: AuditPlace };

/**
 * Every case by the index of the agencies, page by page from `place` on: the records of each type, and then the periods,
 * which have duties and no record.
 */
export async function* auditedCases(
  { recordTypes, directory }: Ruleset,
  place: AuditPlace = { list: 0 },
): AsyncGenerator<CasePage> {
  const agencies = directory.agencies.map(({ id }) => id);
  const types = [...recordTypes.keys()];
  let { list, cursor } = place;
  while (list <= types.length) {
    const type = types[list];
    const page: Page<RecordKey> = type
      ? await listRecords({ agencies, type, cursor })
      : await periods(agencies, cursor);
    cursor = page.cursor;
    if (cursor === undefined) list += 1;
    const next = list > types.length ? {} : { next: { list, ...(cursor === undefined ? {} : { cursor }) } };
    yield { subjects: page.items.map(({ type, id }) => ({ type, id })), ...next };
  }
}

async function periods(agencies: readonly string[], cursor: string | undefined): Promise<Page<RecordKey>> {
  const page = await listDuties({ agencies, cursor });
  const subjects = page.items.map(({ subject }) => subject).filter(({ type }) => type === "period");
  return { ...page, items: [...new Map(subjects.map((subject) => [subject.id, subject])).values()] };
}
