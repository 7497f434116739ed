import { afterAll, beforeAll, expect, it } from "vitest";
import { rulesetOfHash } from "../../functions/adapters/rulesets.ts";
import { edited, fixture } from "../support/corpus.ts";
import { newTable, startTables, stopTables } from "../support/notice-table.ts";
import { fakeObjects } from "../support/objects.ts";
import { publishRuleset } from "../support/publish.ts";

fakeObjects();
const later = new Map([...fixture, ["settings.json", edited("settings.json", ["5000", "6000"])]]);

beforeAll(async () => {
  await startTables();
  await newTable();
});
afterAll(stopTables);

it("gives a ruleset that was published before by its hash, and names the current one where there is none", async () => {
  const first = await publishRuleset(fixture);
  const current = await publishRuleset(later);
  expect(current.hash).not.toBe(first.hash);
  const found = await rulesetOfHash(first.hash);
  expect([found.hash, found.settings]).toEqual([first.hash, first.settings]);
  for (const hash of ["f".repeat(64), "../../rulesets", "latest"])
    await expect(rulesetOfHash(hash)).rejects.toMatchObject({
      kind: "unknown",
      code: "unknown-ruleset",
      message: expect.stringContaining(current.hash),
    });
});
