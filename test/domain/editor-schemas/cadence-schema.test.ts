import { describe, expect, it } from "vitest";
import { editorSchemas } from "../../../functions/domain/editor-schemas/editor-schemas.ts";
import type { Json } from "../../../functions/domain/editor-schemas/json.ts";
import { shippedRules } from "../../support/rules.ts";
import { validator } from "../../support/validator.ts";

const schema = editorSchemas(await shippedRules()).get("rule.schema.json") ?? "";

describe("a cadence", () => {
  const validate = validator().compile(JSON.parse(schema) as Json);
  const cadence = (due: Json, more: Json = {}) => ({
    id: "disclosure/yearly",
    title: "一",
    cites: [{ document: "changji-2019-18", duty: "IP-2.2.4-e" }],
    versions: [
      {
        effectiveFrom: "2019-08-06",
        cadence: {
          action: "disclose",
          responsible: { group: "enforcement-agencies" },
          due: { ...due, source: "text" },
          ladder: "general",
          ...more,
        },
      },
    ],
  });
  const yearly = { every: "year", on: "01-31" };
  const periods = { covers: "previous", firstPeriod: "2020" };
  const judged: [string, Json, Json, boolean][] = [
    ["of each year says what it covers and where it begins", yearly, periods, true],
    ["of each year may not leave that out", yearly, {}, false],
    ["that falls due once covers no period", { on: "2019-08-15" }, {}, true],
    ["that falls due once may not name a first period", { on: "2019-08-15" }, periods, false],
  ];
  it.each(judged)("%s", (_, due, more, right) => {
    expect(validate(cadence(due, more)), JSON.stringify(validate.errors, null, 1)).toBe(right);
  });
});
