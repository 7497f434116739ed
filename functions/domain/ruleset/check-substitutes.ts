import { standIn } from "../notice/substitutes.ts";
import type { Directory, Person } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Path, SourceFile } from "./source-file.ts";

export function* checkSubstitutes({ agencies }: Directory, source: SourceFile): Iterable<Diagnostic> {
  for (const [a, { name, people }] of agencies.entries()) {
    const places = people.flatMap((person, p) =>
      (person.substitutes ?? []).map((_, s) => ({
        person,
        s,
        path: ["agencies", a, "people", p, "substitutes", s],
      })),
    );
    const ids = people.map(({ id }) => id);
    for (const place of places) {
      yield* checkPeriod(place, source);
      yield* checkPerson(place, { name, ids }, source);
    }
    yield* checkChains(places, people, source);
  }
}

/** The `s`-th period of a person. */
type Place = { readonly person: Person; readonly s: number; readonly path: Path };

/** Two periods on one day would leave open who stands in. */
function* checkPeriod({ person, s, path }: Place, source: SourceFile): Iterable<Diagnostic> {
  const { substitutes = [] } = person;
  const period = substitutes[s];
  if (!period) return;
  const { from, to } = period;
  if (from > to)
    yield source.at([...path, "to"], "period-order", `离岗至 ${to} 早于自 ${from}，应当不早于开始之日`, {
      found: to,
    });
  const other = substitutes.slice(0, s).find((one) => one.from <= to && from <= one.to);
  if (other)
    yield source.at(
      [...path, "from"],
      "overlapping-periods",
      `离岗 ${from} 至 ${to} 与 ${other.from} 至 ${other.to} 重叠，一天只能有一个代办人`,
      { found: from },
    );
}

/** What an agency is told stays in it. */
function* checkPerson(
  { person, s, path }: Place,
  { name, ids }: { name: string; ids: readonly string[] },
  source: SourceFile,
): Iterable<Diagnostic> {
  const id = person.substitutes?.[s]?.person;
  if (id === undefined || (id !== person.id && ids.includes(id))) return;
  const message =
    id === person.id
      ? `代办人“${id}”是离岗的本人，应为同机关的其他人员`
      : `“${show(name)}”没有人员“${show(id)}”，代办人应为同机关的人员`;
  yield source.at([...path, "person"], "unknown-person", message, { found: id, accepted: ids });
}

/** Chains change only on the first day of a period: whatever circle there is, there is one on such a day. */
function* checkChains(
  places: readonly Place[],
  people: readonly Person[],
  source: SourceFile,
): Iterable<Diagnostic> {
  const told = new Set<string>();
  for (const { person, s, path } of places) {
    const period = person.substitutes?.[s];
    if (!period?.person || period.person === person.id) continue;
    const { chain, end } = standIn(people, person, period.from);
    const circle = end === "circle" && chain.at(-1) === person.id;
    if (!circle && end !== "too-long") continue;
    const members = [...new Set(chain)].sort().join();
    if (told.has(members)) continue;
    told.add(members);
    yield chainError(chain, period.from, circle, source, [...path, "person"]);
  }
}

function chainError(
  chain: readonly string[],
  on: IsoDate,
  circle: boolean,
  source: SourceFile,
  path: Path,
): Diagnostic {
  const shown = chain.join(" → ");
  return circle
    ? source.at(path, "substitute-circle", `${on} 起互相代办，成了循环，应当去掉其中一处：${shown}`)
    : source.at(path, "substitute-chain", `${on} 起层层代办，至多可以经过 ${chain.length - 2} 人：${shown}`);
}
