import { describe, expect, it } from "vitest";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import { diagnose, edited, fixture } from "../../support/corpus.ts";

describe("of more mistakes than anyone reads", () => {
  it("a file tells 200 and how many more there are at least", () => {
    const facts = Array.from({ length: 300 }, (_, i) => `"fact${i}": 1`).join(", ");
    const cases = Array.from(
      { length: 400 },
      (_, i) =>
        `{ "name": "案例${i}", "record": { "facts": { ${facts} } }, "expect": { "outcome": "applies" } }`,
    );
    const found = diagnose("demo/disclosure/seven-days.cases.json", `{ "cases": [${cases.join(", ")}] }`);
    expect(found).toHaveLength(201);
    expect(found.at(-1)).toMatchObject({
      code: "more-errors",
      severity: "error",
      message: "本文件至少另有 800 处未列出，改正以上各处后再检查",
    });
  });

  it("a folder tells 10,000", () => {
    const fact = '"fact": "nothing", ';
    const columns = Array.from({ length: 50 }, (_, i) => `{ "header": "栏${i}", ${fact}"as": "text" },`);
    const layouts = Array.from({ length: 300 }, (_, i): [string, string] => [
      `layouts/table-${i}.json`,
      edited(
        "layouts/decisions.json",
        ['"columns": [', `"columns": [${columns.join("")}`],
        ['"decisions"', `"table-${i}"`],
      ),
    ]);
    const loaded = loadRuleset(new Map([...fixture, ...layouts]));
    const errors = "errors" in loaded ? loaded.errors : [];
    expect(errors).toHaveLength(10_001);
    expect(errors.at(-1)).toMatchObject({ file: ".", code: "more-errors" });
  });
});
