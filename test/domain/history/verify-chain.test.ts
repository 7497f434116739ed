import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainEntries, type StoredEntry, sha256 } from "../../../functions/domain/history/chain.ts";
import { tamperingText } from "../../../functions/domain/history/tampering.ts";
import { followChain } from "../../../functions/domain/history/verify-chain.ts";
import { chainOf, OF, reworded } from "./chains.ts";

const { entries, head } = chainOf(5);
const at = (n: number) => entries[n - 1] as StoredEntry;
const renumbered = (list: readonly StoredEntry[]) => list.map((one, i) => ({ ...one, n: i + 1 }));
const replaced = (n: number, by: StoredEntry) => entries.map((one) => (one.n === n ? by : one));
const forged = chainEntries(OF, { n: 2, hash: at(2).hash }, [{ at: "2026-11-12", by: "x", what: "waived" }])
  .stored[0] as StoredEntry;
const foreign = chainOf(5, "case#enforcement-decision#h-2").entries;

const told = (kept: readonly StoredEntry[], end: typeof head | undefined = head) =>
  followChain(OF, kept, end).tampered.map(tamperingText);

describe("a chain", () => {
  it("that nobody touched holds, in whatever order it is read, and so does one that has not begun", () => {
    expect(told(entries)).toEqual([]);
    expect(told(entries.toReversed())).toEqual([]);
    expect(followChain(OF, [], undefined).tampered).toEqual([]);
  });

  it.each<[string, StoredEntry[], string[]]>([
    ["an entry in the middle was changed", replaced(3, reworded(at(3))), ["第3条历史记录的内容被改动"]],
    ["it was changed with its hash", replaced(3, reworded(at(3), sha256)), ["第3条历史记录的内容被改动"]],
    [
      "the first was changed with its hash",
      replaced(1, reworded(at(1), sha256)),
      ["第1条历史记录的内容被改动"],
    ],
    ["the last was changed", replaced(5, reworded(at(5))), ["第5条历史记录的内容被改动"]],
    ["an entry is no entry any more", replaced(2, { ...at(2), text: "{" }), ["第2条历史记录的内容被改动"]],
    [
      "only the hash beside an entry was changed",
      replaced(4, { ...at(4), hash: "0" }),
      ["第4条历史记录的内容被改动"],
    ],
    ["an entry was removed", entries.filter(({ n }) => n !== 3), ["第3条历史记录被删除"]],
    [
      "an entry was removed and the others moved up",
      renumbered(entries.filter(({ n }) => n !== 3)),
      ["第3条历史记录被删除"],
    ],
    ["the first two were removed", entries.slice(2), ["第1条历史记录被删除", "第2条历史记录被删除"]],
    ["the last was removed", entries.slice(0, 4), ["第5条历史记录被删除"]],
    ["all were removed", [], [1, 2, 3, 4, 5].map((n) => `第${n}条历史记录被删除`)],
    [
      "two neighbours changed places",
      entries.map((one) => ({ ...one, n: one.n === 2 ? 3 : one.n === 3 ? 2 : one.n })),
      ["第2条历史记录的次序被调换", "第3条历史记录的次序被调换"],
    ],
    [
      "the first and the last changed places",
      entries.map((one) => ({ ...one, n: one.n === 1 ? 5 : one.n === 5 ? 1 : one.n })),
      ["第1条历史记录的次序被调换", "第5条历史记录的次序被调换"],
    ],
    ["an entry lies further off", replaced(5, { ...at(5), n: 9 }), ["第5条历史记录的次序被调换"]],
    [
      "one was put in between, chained to what it follows",
      renumbered([...entries.slice(0, 2), forged, ...entries.slice(2)]),
      ["第3条历史记录是插入的，不在链上"],
    ],
    ["one was put after the end", [...entries, { ...forged, n: 6 }], ["第6条历史记录是插入的，不在链上"]],
    [
      "one of another case was put after the end",
      [...entries, { ...(foreign[4] as StoredEntry), n: 6 }],
      ["第6条历史记录是插入的，不在链上"],
    ],
    [
      "a copy of one was put after the end",
      [...entries, { ...at(2), n: 6 }],
      ["第6条历史记录是插入的，不在链上"],
    ],
    ["one was put in another's place", replaced(3, forged), ["第3条历史记录的内容被改动"]],
  ])("shows which: %s", (_, kept, expected) => {
    expect(told(kept)).toEqual(expected);
  });

  it.each([
    ["is missing", undefined],
    ["has another hash", { n: 5, hash: sha256("x") }],
    ["has a smaller number", { n: 4, hash: head.hash as string }],
    ["has a larger number", { n: 9, hash: head.hash as string }],
  ])("whose end %s is told so, and nothing else", (_, end) => {
    expect(followChain(OF, entries, end).tampered).toEqual([{ kind: "head-differs", n: 5 }]);
  });

  it("of which the end was put back shows what comes after it", () => {
    expect(told(entries, { n: 3, hash: at(3).hash })).toEqual([
      "第4条历史记录是插入的，不在链上",
      "第5条历史记录是插入的，不在链上",
    ]);
  });

  it("that is another case's is not taken for its own", () => {
    expect(followChain(OF, foreign, chainOf(5, "case#enforcement-decision#h-2").head).tampered).not.toEqual(
      [],
    );
  });
});

type Change = (kept: StoredEntry[], at: number, by: number) => StoredEntry[];

/** One change of one stored entry, whichever it is. */
const CHANGES: Record<string, Change> = {
  "a character": (kept, at, by) => {
    const { text } = kept[at] as StoredEntry;
    const place = by % text.length;
    const other = text[place] === "x" ? "y" : "x";
    return kept.with(at, {
      ...(kept[at] as StoredEntry),
      text: text.slice(0, place) + other + text.slice(place + 1),
    });
  },
  "its place": (kept, at, by) => kept.with(at, { ...(kept[at] as StoredEntry), n: kept.length + 1 + by }),
  "a removal": (kept, at) => kept.toSpliced(at, 1),
  "two places": (kept, at, by) => {
    const other = (at + 1 + (by % Math.max(1, kept.length - 1))) % kept.length;
    const [one, two] = [kept[at] as StoredEntry, kept[other] as StoredEntry];
    return kept.with(at, { ...two, n: one.n }).with(other, { ...one, n: two.n });
  },
  "one more": (kept, at, by) => [...kept, { ...(kept[at] as StoredEntry), n: kept.length + 1 + by }],
};

describe("any single change to any entry of any chain is found", () => {
  it.each(Object.entries(CHANGES))("%s", (_, change) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 12 }),
        fc.nat(1_000),
        fc.nat(1_000),
        fc.boolean(),
        (length, a, by, rehash) => {
          const chain = chainOf(length);
          const changed = change([...chain.entries], a % length, by);
          const kept = rehash ? changed.map((one) => ({ ...one, hash: sha256(one.text) })) : changed;
          expect(followChain(OF, kept, chain.head).tampered).not.toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
