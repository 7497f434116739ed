import type { Directory } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { bouncedText } from "./gap.ts";
import type { NoticeLine } from "./line.ts";
import { colleagues, findPerson, keeperAddressees, type Reachable } from "./recipients.ts";

/**
 * Where a line of a returned mail may go instead, best first: to another person in the role, else to the keeper of the
 * directory, who is told that the address does not work. The first one that does not exist yet is the one to write.
 */
export function redirections(line: NoticeLine, directory: Reachable, on: IsoDate): NoticeLine[] {
  const at = line.key.lastIndexOf("#");
  const what = line.key.slice(0, at);
  const { standsInFor: _, ...moved } = line;
  const { text: __, ...rest } = moved;
  const role = line.standsInFor ?? line.recipient;
  const others = colleagues(directory, role, on)
    .filter(({ recipient }) => recipient !== line.recipient)
    .map((reader) => ({ ...moved, ...reader, key: `${what}#${reader.recipient}`, on }));
  const keepers = keeperAddressees(directory, on).flatMap(({ agency, recipient }) =>
    recipient === undefined || recipient === line.recipient
      ? []
      : [
          {
            ...rest,
            kind: "gap" as const,
            key: `${what}.bounced.${line.recipient}#${recipient}`,
            agency,
            recipient,
            on,
            text: bouncedText(placeOf(line, directory), directory),
          },
        ],
  );
  return [...others, ...keepers];
}

function placeOf({ recipient, agency }: NoticeLine, directory: Directory) {
  const found = findPerson(directory, recipient);
  return found ? { agency: found.agency, role: found.person.role } : { agency, role: recipient };
}
