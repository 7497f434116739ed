import { expect, it } from "vitest";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import { edited, fixture } from "../../support/corpus.ts";

const RULE = "demo/disclosure/published-share.json";

it("a trend is refused of records that have no date of their own", () => {
  const rule = edited(RULE, ['"atLeastRatio": 0.9', '"trend": "rising"']);
  const undated = edited("records/decision.json", ['  "date": "decidedOn",\n', ""]);
  const loaded = loadRuleset(new Map([...fixture, ["records/decision.json", undated], [RULE, rule]]));
  const errors = "errors" in loaded ? loaded.errors : [];
  expect(errors.filter(({ file }) => file === RULE).map(({ code, pointer }) => [code, pointer])).toEqual([
    ["indicator-undated", "/versions/0/indicator/trend"],
  ]);
});
