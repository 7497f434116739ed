import { acceptedNames } from "./accepted.ts";
import type { VersionPlace } from "./check-version.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { isObject, valueAt } from "./json-value.ts";
import { ownFact } from "./own-fact.ts";
import { repeated } from "./repeated.ts";

type Known = { readonly id: string; readonly label: string };
type Named = { readonly code: string; readonly what: string; readonly known: readonly Known[] | undefined };

/** Checks that the actions, ladders, agencies, roles and facts that an effect names are there. */
export function* checkNames(place: VersionPlace): Iterable<Diagnostic> {
  const { parts } = place;
  const actions = { code: "unknown-action", what: "办理事项", known: parts.actions?.value };
  const ladders = {
    code: "unknown-ladder",
    what: "催办阶梯",
    known: parts.ladders.map(({ value }) => ({ id: value.id, label: value.title })),
  };
  for (const effect of [["duty"], ["cadence"], ["indicator", "breach"]]) {
    yield* checkName(place, [...effect, "action"], actions);
    const ladder = String(valueAt(place.version, [...effect, "ladder"]));
    if (!parts.unread.has(`ladders/${ladder}.json`)) yield* checkName(place, [...effect, "ladder"], ladders);
  }
  for (const owner of [
    ["duty", "responsible"],
    ["cadence", "responsible"],
    ["indicator", "responsible"],
    ["register", "keeper"],
    ["flag", "report"],
    ["duty", "extension", "by"],
  ])
    yield* checkOwner(place, owner);
  yield* checkDischarge(place);
}

function* checkName(
  { source, version, path }: VersionPlace,
  below: readonly string[],
  { code, what, known }: Named,
): Iterable<Diagnostic> {
  const name = valueAt(version, below);
  if (!known || typeof name !== "string" || known.some(({ id }) => id === name)) return;
  const message = `没有${what}“${show(name)}”`;
  yield source.at([...path, ...below], code, message, { found: name, ...acceptedNames(known) });
}

function* checkOwner(place: VersionPlace, below: readonly string[]): Iterable<Diagnostic> {
  const { source, version, path, parts } = place;
  const owner = valueAt(version, below);
  const directory = parts.directory?.value;
  if (!isObject(owner) || !directory) return;
  const agencies = directory.agencies.map(({ id, name }) => ({ id, label: name }));
  const supervisors = Object.entries(directory.supervisors).map(([id, [agency]]) => ({
    id,
    label: agencies.find((one) => one.id === agency)?.label ?? id,
  }));
  yield* checkName(place, [...below, "agency"], { code: "unknown-agency", what: "机关", known: agencies });
  yield* checkName(place, [...below, "supervisor"], {
    code: "unknown-supervisor",
    what: "监督岗位",
    known: supervisors,
  });
  yield* checkName(place, [...below, "role"], { code: "unknown-role", what: "岗位", known: directory.roles });
  if (owner.group !== undefined && below[0] === "duty")
    yield source.at(
      [...path, ...below],
      "group-not-allowed",
      "一条台账上的应办事项只能有一个责任机关，一组机关只用于 cadence、indicator 和 register",
      { found: owner.group, accepted: ["record.agency", '{"agency": …}', '{"supervisor": …}'] },
    );
  else
    yield* checkName(place, [...below, "group"], {
      code: "unknown-group",
      what: "机关分组",
      known: directory.groups,
    });
}

/** What discharges a duty and what must be shown then. */
function* checkDischarge(place: VersionPlace): Iterable<Diagnostic> {
  const { source, version, path } = place;
  yield* ownFact(
    place,
    valueAt(version, ["duty", "dischargedBy"]),
    ["duty", "dischargedBy"],
    "date",
    "instant",
  );
  for (const below of [
    ["duty", "evidence"],
    ["duty", "publishes"],
    ["cadence", "evidence"],
  ]) {
    const items = valueAt(version, below);
    if (!Array.isArray(items)) continue;
    const keyOf = (item: unknown) => (isObject(item) ? String(item.key) : String(item));
    for (const { key, index } of repeated(items, keyOf))
      yield source.at([...path, ...below, index], "repeated-value", `“${show(key)}”重复`, { found: key });
    if (below.join() === "duty,evidence")
      for (const [i, name] of items.entries()) yield* ownFact(place, name, [...below, i]);
  }
}
