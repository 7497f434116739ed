export type Repeat<T> = { readonly item: T; readonly index: number; readonly key: string; readonly first: T };

/** Each item whose key an earlier one has, with that one. Items without a key do not count. */
export function* repeated<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | undefined,
): Generator<Repeat<T>> {
  const seen = new Map<string, T>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item);
    const first = key === undefined ? undefined : seen.get(key);
    if (key !== undefined && first !== undefined) yield { item, index, key, first };
    else if (key !== undefined) seen.set(key, item);
    index++;
  }
}
