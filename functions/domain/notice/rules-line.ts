import { type Recomputed, recomputedText } from "../publication/recomputed.ts";
import type { Directory } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { lineKey, type NoticeLine } from "./line.ts";
import { plain } from "./plain.ts";
import { clerks, keeperAddressees } from "./recipients.ts";

/**
 * One line to the agency and one to the keeper of the directory on all that another ruleset changed for it: each duty that
 * it opened reminds by its own ladder. Nothing where only historical matters changed.
 */
export function rulesLines(
  agency: string,
  { historical: _, ...counts }: Partial<Recomputed>,
  { run, on, directory }: { run: number; on: IsoDate; directory: Directory },
): NoticeLine[] {
  const changes = recomputedText(counts);
  if (changes === "") return [];
  const name = directory.agencies.find(({ id }) => id === agency)?.name ?? agency;
  const readers = new Map(
    [...clerks(agency, directory, on), ...keeperAddressees(directory, on)].flatMap((one) =>
      one.recipient === undefined ? [] : [[one.recipient, one.agency] as const],
    ),
  );
  return [...readers].map(([recipient, of]) => ({
    key: lineKey(`rules:${agency}`, String(run), recipient),
    kind: "rules",
    agency: of,
    recipient,
    on,
    status: "collecting",
    text: plain(`${name}：${changes}`, 300),
  }));
}
