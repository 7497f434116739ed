import { supervisorOf } from "../duty/supervisor.ts";
import type { DatedStep, Duty } from "../entities.ts";
import { type Directory, isMeasure, type NoticeStep, type Person } from "../schema/folder.ts";

export type Target = NoticeStep["to"][number];

/** Whom a step reaches. With `gap`, the keeper of the directory in place of a role that nobody holds. */
export type Addressee = {
  readonly agency: string;
  /** Person id; absent where the keeper's role is vacant too. */
  readonly recipient?: string;
  readonly gap?: { readonly agency: string; readonly role: string };
};

/** The directory with the ids of the people whose address takes no mail: they are passed over as if they were not there. */
export type Reachable = Directory & { readonly bouncing?: ReadonlySet<string> };

function peopleInRole(directory: Reachable, agency: string, role: string): readonly Person[] {
  const people = directory.agencies.find((one) => one.id === agency)?.people ?? [];
  return people.filter((person) => person.role === role && !directory.bouncing?.has(person.id));
}

export function findPerson(directory: Directory, id: string): { agency: string; person: Person } | undefined {
  for (const agency of directory.agencies) {
    const person = agency.people.find((one) => one.id === id);
    if (person) return { agency: agency.id, person };
  }
  return undefined;
}

/** Each person once, in the order of the targets; a vacant role gives the keeper, with the gap named. */
export function addressees(targets: readonly Target[], agency: string, directory: Directory): Addressee[] {
  const found: Addressee[] = [];
  for (const target of targets) {
    const place =
      "role" in target
        ? { agency, role: target.role }
        : {
            agency: supervisorOf(target.supervisor, directory, agency) ?? target.supervisor,
            role: directory.supervisorRole,
          };
    const people = peopleInRole(directory, place.agency, place.role);
    for (const person of people) {
      if (!found.some((one) => one.recipient === person.id && !one.gap)) {
        found.push({ agency: place.agency, recipient: person.id });
      }
    }
    if (people.length === 0) found.push(...keepers(directory, place));
  }
  return found;
}

/** A measure goes to the office that is to issue it, and to nobody else. */
export const stepAddressees = (step: DatedStep, duty: Duty, directory: Directory): Addressee[] =>
  addressees(isMeasure(step) ? [{ supervisor: step.issuedBy }] : step.to, duty.agency, directory);

/** Who is asked for missing facts: the agency's people in the first role of the directory that it has filled. */
export function clerks(agency: string, directory: Directory): Addressee[] {
  const role =
    directory.roles.find((one) => peopleInRole(directory, agency, one.id).length > 0) ?? directory.roles[0];
  return role ? addressees([{ role: role.id }], agency, directory) : [];
}

export function keeperAddressees(directory: Directory): Addressee[] {
  const { agency, role } = directory.keeper;
  const people = peopleInRole(directory, agency, role);
  return people.length > 0 ? people.map(({ id }) => ({ agency, recipient: id })) : [{ agency }];
}

/** Who else holds the role of a person. */
export function colleagues(directory: Reachable, id: string): Addressee[] {
  const found = findPerson(directory, id);
  if (!found) return [];
  const people = peopleInRole(directory, found.agency, found.person.role).filter((one) => one.id !== id);
  return people.map((one) => ({ agency: found.agency, recipient: one.id }));
}

function keepers(directory: Directory, gap: { agency: string; role: string }): Addressee[] {
  return keeperAddressees(directory).map((keeper) => ({ ...keeper, gap }));
}
