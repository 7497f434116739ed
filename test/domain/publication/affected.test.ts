import { beforeAll, describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { affectedBy } from "../../../functions/domain/publication/affected.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";

let files: ReadonlyMap<string, string>;
let shipped: Ruleset;
beforeAll(async () => {
  files = await readRulesFolder("rules");
  shipped = edited();
});

function edited(file?: string, was = "", is = ""): Ruleset {
  const text = file === undefined ? "" : (files.get(file) ?? "");
  if (!text.includes(was)) throw new Error(`${file} has no ${was}`);
  const loaded = loadRuleset(file === undefined ? files : new Map(files).set(file, text.replaceAll(was, is)));
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors.slice(0, 3)));
}

describe("what a publication has decided anew", () => {
  it.each<[string, [string, string, string], { dates: boolean; types: string[] | "all" }]>([
    [
      "the records of the type of a rule that changed",
      ["changji-2019-18/disclosure/licence-or-penalty.json", '"count": 7', '"count": 5'],
      { dates: false, types: ["enforcement-decision"] },
    ],
    [
      "those whose rules read a setting that changed",
      ["settings.json", '"value": 30000', '"value": 5000'],
      { dates: false, types: ["enforcement-decision"] },
    ],
    [
      "all where duties become a matter of the past on another day",
      ["settings.json", '"goLiveOn": "2026-08-01"', '"goLiveOn": "2026-09-01"'],
      { dates: false, types: "all" },
    ],
    [
      "none where only a template of mail changed",
      ["templates/digest.subject.mustache", "依法行政提醒", "依法行政事项提醒"],
      { dates: false, types: [] },
    ],
    [
      "none where only a person changed",
      ["directory.json", "head@housing.example.org", "chief@housing.example.org"],
      { dates: false, types: [] },
    ],
    [
      "none where a ladder changed, because duties keep the one they were opened with",
      ["ladders/general.json", '"offsetWorkingDays": -5', '"offsetWorkingDays": -6'],
      { dates: false, types: [] },
    ],
  ])("is %s", (_, [file, was, is], expected) => {
    const all = [...shipped.recordTypes.keys()];
    expect(affectedBy([shipped], edited(file, was, is))).toEqual({
      ...expected,
      types: expected.types === "all" ? all : expected.types,
    });
  });

  it("is everything where a base cannot be read any more", () => {
    expect(affectedBy([undefined], shipped)).toEqual({ dates: true, types: [...shipped.recordTypes.keys()] });
  });
});
