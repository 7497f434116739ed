import { formatOf, survey } from "./format.ts";
import { operatorFits } from "./oracle.ts";
import type { Random } from "./random.ts";
import { at, get, isRecord, isTree, nodesOf, put, remove, type Tree } from "./tree.ts";
import { namePlaces, type World } from "./world.ts";

export type Work = {
  readonly file: string;
  readonly tree: Tree;
  readonly world: World;
  readonly random: Random;
};
/** Breaks a rule of the format; `false` where the file has nothing that could be broken in this way. */
export type Breaking = (work: Work) => boolean;

const ODD_KEYS = [
  "titel",
  "priority",
  "path",
  "paht",
  "params",
  "__proto__",
  "constructor",
  "toString",
  "值",
  "",
];
const ODD_NAMES = ["no-such", "noSuch", "__proto__", "constructor", "toString", "length", "", "甲"];
const ODD_DATES = [
  ...["2024-02-30", "2023-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-06-31", "2026-01-00"],
  ...["2026-9-6", "20260906", "2026-01-01 ", "2026-01-01T00:00:00", "２０２６-０１-０１", "2026－01－01"],
  ...["0000-00-00", "1899-12-31", "2200-01-01", "2026年1月1日", "2026-W01-1", "2026-001", "+002026-01-01"],
];
const OPERATORS = [
  ...["equal", "notEqual", "in", "notIn", "lessThan", "greaterThanInclusive", "contains", "doesNotContain"],
  ...["before", "onOrAfter", "isPresent", "isMissing", "Equal", "equals", "__proto__", "constructor", ""],
];
const EFFECTS = ["duty", "gate", "flag", "cadence", "indicator", "register"];

const conditions = (tree: Tree) =>
  nodesOf(tree).filter(
    ({ value, path }) =>
      isRecord(value) &&
      !path.some((key) => key === "facts" || key === "example") &&
      ["all", "any", "not", "operator"].some((key) => Object.hasOwn(value, key)),
  );
const leaves = (tree: Tree) => conditions(tree).filter(({ value }) => get(value, "operator") !== undefined);

/** Does it to one of these, if there is any. */
function one<T>(list: readonly T[], random: Random, change: (item: T) => void): boolean {
  if (list.length === 0) return false;
  change(random.pick(list));
  return true;
}

export const BREAKING: Readonly<Record<string, Breaking>> = {
  "a key that the format does not know": ({ file, tree, random }) => {
    const shape = formatOf(file);
    const objects = shape ? survey(tree, shape).objects : [];
    return one(objects, random, ({ path }) =>
      put(at(tree, path) as Tree, random.pick(ODD_KEYS), random.pick([1, "甲", true, {}, null])),
    );
  },
  "no key that must be there": ({ file, tree, random }) => {
    const shape = formatOf(file);
    const objects = (shape ? survey(tree, shape).objects : []).filter(({ required }) => required.length > 0);
    return one(objects, random, ({ path, required }) => {
      const key = random.pick(required);
      remove({ path, parent: at(tree, path) as Tree, key, value: undefined });
    });
  },
  "a value of no type that is accepted": ({ file, tree, random }) => {
    const shape = formatOf(file);
    const objects = shape ? survey(tree, shape).objects : [];
    const places = objects.flatMap(({ path }) =>
      Object.keys(at(tree, path) as Tree)
        .filter((key) => key !== "map" && key !== "goLiveOn")
        .map((key) => [...path, key]),
    );
    return one(places, random, (path) =>
      put(
        at(tree, path.slice(0, -1)) as Tree,
        path.at(-1) as string,
        random.pick([null, { x: 1 }, [null], [[]], [{ x: 1 }]]),
      ),
    );
  },
  "a name of nothing": ({ file, tree, random, world }) =>
    one(namePlaces(file, tree), random, (place) => {
      const names = [...ODD_NAMES, `${place.name}-x`, place.name.slice(1)];
      const name = random.pick(names.filter((one) => !world.has({ ...place, name: one }, file)));
      put(at(tree, place.path.slice(0, -1)) as Tree, place.path.at(-1) as string, name);
    }),
  "an operator that does not fit": ({ file, tree, random, world }) =>
    one(leaves(tree), random, ({ value, path }) => {
      const type = world.fact(file, path, get(value, "fact"))?.type ?? "";
      put(
        value as Tree,
        "operator",
        random.pick(OPERATORS.filter((operator) => !operatorFits(type, operator))),
      );
    }),
  "a date that is none": ({ file, tree, random }) => {
    const dates = nodesOf(tree).filter(
      ({ value, path }) =>
        /^\d{4}-\d\d-\d\d$/.test(String(value)) &&
        (!file.startsWith("records/") || path.at(-1) === "example"),
    );
    return one(dates, random, ({ parent, key }) => put(parent, key, random.pick(ODD_DATES)));
  },
  "a condition of two forms, of none or with nothing in it": ({ tree, random }) =>
    one(conditions(tree), random, ({ parent, key, value }) => {
      const leaf = { fact: "kind", operator: "isPresent" };
      const forms = [{ all: [] }, { any: [] }, { all: {} }, { not: [] }, {}, { all: [value], any: [value] }];
      const more = [
        { ...leaf, all: [value] },
        { ...leaf, not: value },
        { condition: "甲" },
        [value],
        { all: [null] },
      ];
      put(parent, key, random.pick([...forms, ...more, { ...(value as object), priority: "high" }]));
    }),
  "a comparison that means nothing": ({ tree, random }) =>
    one(leaves(tree), random, ({ parent, key, value }) => {
      const { fact, operator } = value as { fact: string; operator: string };
      const odd = [
        null,
        {},
        [],
        [[]],
        "",
        { fact },
        { fact: "noSuch" },
        { fact: 1 },
        { fact: "kind", path: "$.x" },
      ];
      const leaf = ["isPresent", "isMissing"].includes(operator)
        ? { fact, operator, value: random.pick([...odd, 1, true]) }
        : { fact, operator, ...(random.chance(0.8) && { value: random.pick(odd) }) };
      put(parent, key, leaf);
    }),
  "too deep": ({ tree, random }) =>
    one(
      nodesOf(tree).filter(({ key }) => typeof key === "string"),
      random,
      ({ parent, key, value }) => {
        const inside = conditions(tree).some((one) => one.value === value);
        let deep: unknown = value;
        for (let i = 0; i < 45; i++) deep = inside ? { not: deep } : [deep];
        put(parent, key, deep);
      },
    ),
  "two effects, or none": ({ tree, random }) =>
    one(versions(tree), random, (version) => {
      const own = EFFECTS.find((effect) => Object.hasOwn(version, effect)) as string;
      if (random.chance(0.5)) delete version[own];
      else
        put(version, random.pick(EFFECTS.filter((effect) => effect !== own)), structuredClone(version[own]));
    }),
  "versions that overlap, or end before they begin": ({ tree, random }) =>
    one(versions(tree), random, (version) => {
      if (random.chance(0.5)) put(version, "effectiveTo", "1999-12-31");
      else (get(tree, "versions") as unknown[]).push(structuredClone(version));
    }),
  "no record type where there must be one": ({ tree, random }) =>
    one(
      versions(tree).filter(({ appliesTo }) => appliesTo !== undefined),
      random,
      (version) => {
        delete version.appliesTo;
      },
    ),
  "an id that is not the file's": ({ file, tree, random }) => {
    if (!/^(records|ladders|layouts)\/|\/document\.json$|^[^/]+\/.+\/[^/]+\.json$/.test(file)) return false;
    if (file.endsWith(".cases.json") || file.startsWith("calendars/") || !isTree(tree)) return false;
    put(tree, "id", random.pick(["other", "disclosure/other", "Other", "__proto__", "", "../x"]));
    return true;
  },
};

function versions(tree: Tree): Record<string, unknown>[] {
  const list = get(tree, "versions");
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
