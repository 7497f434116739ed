import { now } from "../adapters/clock.ts";
import { type AddressMark, addressHash, addressMarks, clearAddress } from "../adapters/store/addresses.ts";
import { requirePermission } from "../domain/access/permissions.ts";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { findPerson } from "../domain/notice/recipients.ts";
import type { Directory } from "../domain/schema/folder.ts";

export type BadAddress = Omit<AddressMark, "hash"> & {
  /** Person id. */
  readonly person: string;
  readonly agency: string;
  readonly role: string;
};

/** People of the directory whose present address came back. */
export async function badAddresses(directory: Directory): Promise<BadAddress[]> {
  const marks = new Map((await addressMarks()).map(({ hash, ...mark }) => [hash, mark]));
  return directory.agencies.flatMap(({ id: agency, people }) =>
    people.flatMap(({ id: person, role, email }) => {
      const mark = marks.get(addressHash(email));
      return mark ? [{ person, agency, role, ...mark }] : [];
    }),
  );
}

type Clearing = { person: string; reason: string; caller: Caller; directory: Directory };

/** The address works again: its owner gets mail from now on. */
export async function clearBadAddress({ person, reason, caller, directory }: Clearing): Promise<void> {
  requirePermission(caller, "mail:settle");
  const found = findPerson(directory, person);
  if (!found) throw new YifaError("unknown", "unknown-person", `通讯录没有人员“${person.slice(0, 100)}”`);
  const act = { at: now().toISOString(), by: caller.name, reason };
  if (await clearAddress(addressHash(found.person.email), act)) return;
  throw new YifaError("unknown", "unmarked-address", `“${person}”的邮箱没有退信记录，见 yifa mail addresses`);
}
