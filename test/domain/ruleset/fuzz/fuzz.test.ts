import { expect, it } from "vitest";
import { emptyTally, type Failure, tryOne } from "./campaign.ts";
import { startFrom } from "./mutation.ts";
import { type Folder, shippedFolder, smallFolders } from "./start-folders.ts";

/** Other seeds, and a million mutations, by hand: docs/decisions/013-fuzzing-the-loader.md. */
const SEED = 1;

async function failuresOf(folders: readonly Folder[], count: number) {
  const starts = folders.map(startFrom);
  const tally = emptyTally();
  const failures: Failure[] = [];
  for (let index = 0; index < count; index++) {
    const start = starts[index % starts.length];
    const failure = start && (await tryOne(start, SEED, index, tally));
    if (failure) failures.push(failure);
  }
  return { failures, tally };
}

it("mutated folders never crash the loader, nor load what they should not", async () => {
  const { failures, tally } = await failuresOf(await smallFolders(), 1_000);
  expect(failures).toEqual([]);
  expect(tally.loaded).toBeGreaterThan(30);
  expect(tally.broken).toBeGreaterThan(300);
});

it("nor do the rules that are shipped, mutated", async () => {
  const { failures } = await failuresOf([await shippedFolder()], 5);
  expect(failures).toEqual([]);
});
