import type { Random } from "./random.ts";
import { isRecord, type Node, nodesOf, put, remove, type Tree } from "./tree.ts";

/** Changes the tree in place. Whether it still is right, nobody knows. */
export type TreeMutator = (tree: Tree, random: Random) => void;

const OPERATORS = [
  "equal",
  "notEqual",
  "in",
  "notIn",
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
  "contains",
  "doesNotContain",
  "before",
  "onOrBefore",
  "after",
  "onOrAfter",
  "isPresent",
  "isMissing",
];
const FACTS = ["kind", "decidedOn", "fineYuan", "penaltyKinds", "exempt", "setting.scope", "on", "agency"];
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e308,
  5e-324,
  -0,
  "",
  "甲",
  "2026-01-01",
  "2024-02-29",
  "record.agency",
  "__proto__",
  [],
  {},
  ["甲"],
  [[]],
  { fact: "kind" },
  { fact: "setting.scope" },
];

const inRecord = ({ parent }: Node): boolean => isRecord(parent);
const isCondition = ({ value }: Node): boolean =>
  isRecord(value) && ["all", "any", "not", "operator"].some((key) => Object.hasOwn(value, key));

/** Nothing happens where nothing suits. */
function change(
  tree: Tree,
  random: Random,
  suits: (node: Node) => boolean,
  by: (node: Node) => unknown,
): void {
  const nodes = nodesOf(tree).filter(suits);
  if (nodes.length === 0) return;
  const node = random.pick(nodes);
  put(node.parent, node.key, by(node));
}

const anyNode = (): boolean => true;
const copyOfAny = (tree: Tree, random: Random, suits: (node: Node) => boolean): Node | undefined => {
  const nodes = nodesOf(tree).filter(suits);
  return nodes.length === 0 ? undefined : structuredClone(random.pick(nodes));
};

export const TREE_MUTATORS: Readonly<Record<string, TreeMutator>> = {
  "deletes a node": (tree, random) => {
    const nodes = nodesOf(tree);
    if (nodes.length > 0) remove(random.pick(nodes));
  },
  "renames a key to a near miss": (tree, random) => {
    const nodes = nodesOf(tree).filter(inRecord);
    if (nodes.length === 0) return;
    const node = random.pick(nodes);
    const name = String(node.key);
    const i = random.below(name.length);
    remove(node);
    const near = [name.slice(0, i) + name.slice(i + 1), `${name}s`, name.toUpperCase()];
    put(node.parent, random.pick(near), node.value);
  },
  "puts another value": (tree, random) =>
    change(tree, random, anyNode, () => structuredClone(random.pick(VALUES))),
  "copies a value elsewhere": (tree, random) => {
    const from = copyOfAny(tree, random, anyNode);
    if (from) change(tree, random, anyNode, () => from.value);
  },
  "copies a value to a key of the same name": (tree, random) => {
    const from = copyOfAny(tree, random, inRecord);
    if (from)
      change(
        tree,
        random,
        ({ key }) => key === from.key,
        () => from.value,
      );
  },
  "adds a key from elsewhere": (tree, random) => {
    const from = copyOfAny(tree, random, inRecord);
    const to = random.pick(nodesOf(tree).filter(({ value }) => isRecord(value)));
    if (from && to) put(to.value as Tree, from.key, from.value);
  },
  "doubles an item": (tree, random) =>
    change(
      tree,
      random,
      ({ value }) => isFilled(value, 1),
      ({ value }) => {
        const items = value as unknown[];
        return [...items, structuredClone(random.pick(items))];
      },
    ),
  "turns a list round": (tree, random) =>
    change(
      tree,
      random,
      ({ value }) => isFilled(value, 2),
      ({ value }) => (value as unknown[]).toReversed(),
    ),
  "changes an operator": (tree, random) =>
    change(
      tree,
      random,
      ({ key }) => key === "operator",
      () => random.pick(OPERATORS),
    ),
  "wraps a condition": (tree, random) =>
    change(tree, random, isCondition, ({ value }) =>
      random.pick([{ all: [value] }, { any: [value, value] }, { not: value }, { not: { not: value } }]),
    ),
  "changes a number": (tree, random) =>
    change(
      tree,
      random,
      ({ value }) => typeof value === "number",
      ({ value }) => {
        const number = Number(value);
        return random.pick([-number, number + 1, number / 2, number * 1e6, number + 1e-9]);
      },
    ),
  "names another fact": (tree, random) =>
    change(
      tree,
      random,
      ({ key }) => key === "fact",
      () => random.pick(FACTS),
    ),
};

const isFilled = (value: unknown, least: number): boolean => Array.isArray(value) && value.length >= least;
