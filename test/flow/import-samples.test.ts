import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ImportReport, importFile } from "../../functions/application/import-file.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { newTable, startTables, stopTables } from "../support/notice-table.ts";
import { shippedRules } from "../support/rules.ts";

const path = (below: string) => fileURLToPath(new URL(`../../${below}`, import.meta.url));
const FOLDERS = ["test/samples", "test/samples/layouts"];
const samples = (
  await Promise.all(
    FOLDERS.map(async (folder) => (await readdir(path(folder))).map((file) => `${folder}/${file}`)),
  )
)
  .flat()
  .filter((file) => /\.(csv|tsv|txt|xlsx)$/.test(file));

let ruleset: Ruleset;
beforeAll(async () => {
  await startTables();
  await newTable();
  ruleset = await shippedRules();
}, 60_000);
afterAll(stopTables);

describe("a sheet that is imported twice", () => {
  it.each(samples)(
    "%s: the second time changes nothing and says the same",
    { timeout: 60_000 },
    async (file) => {
      const once = (dryRun: boolean) => importFile({ path: path(file), asOf: "2026-11-23", ruleset, dryRun });
      const stored = ({ accepted, updated, unchanged }: ImportReport) => ({ accepted, updated, unchanged });
      const preview = await once(true);
      const first = await once(false);
      const again = await once(false);
      expect(first).toEqual(preview);
      expect(first.accepted).toBeGreaterThan(0);
      const all = first.accepted + first.unchanged;
      expect(stored(again)).toEqual({ accepted: 0, updated: 0, unchanged: all });
      expect(again.rejected).toEqual(first.rejected);
    },
  );
});
