export type Path = readonly (string | number)[];
export type Tree = { [key: string]: unknown } | unknown[];
/** A value inside a file, and what holds it. */
export type Node = {
  readonly path: Path;
  readonly parent: Tree;
  readonly key: string | number;
  readonly value: unknown;
};

export const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  isTree(value) && !Array.isArray(value);

export const get = (tree: unknown, key: string | number): unknown =>
  isTree(tree) ? (tree as Record<string | number, unknown>)[key] : undefined;
export const at = (tree: unknown, path: Path): unknown => path.reduce(get, tree);

/** Also for `__proto__`, which an assignment would not make a key. */
export function put(parent: Tree, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

export function remove({ parent, key }: Node): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key as string];
}

/** Everything below `tree`, parents first. */
export function nodesOf(tree: unknown, path: Path = []): Node[] {
  if (!isTree(tree)) return [];
  const entries: [string | number, unknown][] = Array.isArray(tree)
    ? [...tree.entries()]
    : Object.entries(tree);
  return entries.flatMap(([key, value]) => [
    { path: [...path, key], parent: tree, key, value },
    ...nodesOf(value, [...path, key]),
  ]);
}
