import { supervisorOf } from "../duty/supervisor.ts";
import type { DatedStep, Duty } from "../entities.ts";
import { type Directory, isMeasure, type NoticeStep, type Person } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { standIn } from "./substitutes.ts";

export type Target = NoticeStep["to"][number];

/** Whom a step reaches. With `gap`, the keeper of the directory in place of a role that nobody holds. */
export type Addressee = {
  readonly agency: string;
  /** Person id; absent where the keeper's role is vacant too. */
  readonly recipient?: string;
  /** Person id of whom the recipient stands in for on the day. */
  readonly standsInFor?: string;
  readonly gap?: Gap;
};

/** A role whose notices nobody takes. `away`: somebody holds it, and nobody stands in for them. */
export type Gap = { readonly agency: string; readonly role: string; readonly away?: true };

/** The directory with the ids of the people whose address takes no mail: they are passed over as if they were not there. */
export type Reachable = Directory & { readonly bouncing?: ReadonlySet<string> };

type Reader = { readonly agency: string; readonly recipient: string; readonly standsInFor?: string };
type Place = { readonly agency: string; readonly role: string };

const peopleOf = (directory: Directory, agency: string): readonly Person[] =>
  directory.agencies.find((one) => one.id === agency)?.people ?? [];

const holders = (directory: Reachable, { agency, role }: Place): readonly Person[] =>
  peopleOf(directory, agency).filter((one) => one.role === role && !directory.bouncing?.has(one.id));

/** Who reads on a day what goes to a role: each who holds it, or whoever stands in for them. */
function readers(directory: Reachable, place: Place, on: IsoDate): Reader[] {
  const people = peopleOf(directory, place.agency);
  const found: Reader[] = holders(directory, place).flatMap((holder) => {
    const { chain, end } = standIn(people, holder, on);
    const recipient = chain.at(-1) ?? holder.id;
    if (end !== "present" || directory.bouncing?.has(recipient)) return [];
    const { agency } = place;
    return [recipient === holder.id ? { agency, recipient } : { agency, recipient, standsInFor: holder.id }];
  });
  return once(found);
}

/** Each recipient once; whoever is addressed in their own name stands in for nobody. */
function once<A extends Addressee>(found: readonly A[]): A[] {
  const own = new Set(found.flatMap((one) => (one.standsInFor === undefined ? [one.recipient] : [])));
  const seen = new Set<string>();
  return found.filter(({ recipient, standsInFor, gap }) => {
    if (recipient === undefined || gap) return true;
    if ((standsInFor !== undefined && own.has(recipient)) || seen.has(recipient)) return false;
    seen.add(recipient);
    return true;
  });
}

export function findPerson(directory: Directory, id: string): { agency: string; person: Person } | undefined {
  for (const agency of directory.agencies) {
    const person = agency.people.find((one) => one.id === id);
    if (person) return { agency: agency.id, person };
  }
  return undefined;
}

/** The office that alone may press an agency, such as a people's government, whatever a ladder says. */
const officeOver = (agency: string, { agencies }: Directory): string | undefined =>
  agencies.find(({ id }) => id === agency)?.supervisedBy;

/** Each person once, in the order of the targets; a vacant role gives the keeper, with the gap named. */
export function addressees(
  targets: readonly Target[],
  agency: string,
  directory: Directory,
  on: IsoDate,
): Addressee[] {
  const found = targets.flatMap((target): Addressee[] => {
    const place =
      "role" in target
        ? { agency, role: target.role }
        : {
            agency:
              supervisorOf(officeOver(agency, directory) ?? target.supervisor, directory, agency) ??
              target.supervisor,
            role: directory.supervisorRole,
          };
    const people = readers(directory, place, on);
    if (people.length > 0) return people;
    const away = holders(directory, place).length > 0;
    return keepers(directory, { ...place, ...(away && { away }) }, on);
  });
  return once(found);
}

/** A measure goes to the office that is to issue it, and to nobody else. */
export const stepAddressees = (step: DatedStep, duty: Duty, directory: Directory, on: IsoDate): Addressee[] =>
  addressees(isMeasure(step) ? [{ supervisor: step.issuedBy }] : step.to, duty.agency, directory, on);

/** Who is asked for missing facts: the agency's people in the first role of the directory that it has filled. */
export function clerks(agency: string, directory: Directory, on: IsoDate): Addressee[] {
  const role =
    directory.roles.find(({ id }) => readers(directory, { agency, role: id }, on).length > 0) ??
    directory.roles[0];
  return role ? addressees([{ role: role.id }], agency, directory, on) : [];
}

/** Nobody is behind the keeper: one who is away without a substitute has the mail when they are back. */
export function keeperAddressees(directory: Directory, on: IsoDate): Addressee[] {
  const { keeper } = directory;
  const { agency } = keeper;
  const people = readers(directory, keeper, on);
  if (people.length > 0) return people;
  const all = holders(directory, keeper).map(({ id }) => ({ agency, recipient: id }));
  return all.length > 0 ? all : [{ agency }];
}

/** Who else holds the role of a person. */
export function colleagues(directory: Reachable, id: string, on: IsoDate): Reader[] {
  const found = findPerson(directory, id);
  if (!found) return [];
  const place = { agency: found.agency, role: found.person.role };
  return readers(directory, place, on).filter(({ recipient }) => recipient !== id);
}

const keepers = (directory: Directory, gap: Gap, on: IsoDate): Addressee[] =>
  keeperAddressees(directory, on).map((keeper) => ({ ...keeper, gap }));
