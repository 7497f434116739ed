import { addressHash, addressMarks } from "../adapters/store/addresses.ts";
import type { Reachable } from "../domain/notice/recipients.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { Directory } from "../domain/schema/folder.ts";

/** The ruleset with the people of its directory whose address came back passed over; read once a run. */
export async function withReachable(ruleset: Ruleset): Promise<Ruleset> {
  return { ...ruleset, directory: await reachable(ruleset.directory) };
}

export async function reachable(directory: Directory): Promise<Reachable> {
  const marks = new Set((await addressMarks()).map(({ hash }) => hash));
  const people = directory.agencies.flatMap((agency) => agency.people);
  const bouncing = people.filter(({ email }) => marks.has(addressHash(email))).map(({ id }) => id);
  return { ...directory, bouncing: new Set(bouncing) };
}
