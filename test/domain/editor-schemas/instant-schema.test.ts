import { describe, expect, it } from "vitest";
import { editorSchemas } from "../../../functions/domain/editor-schemas/editor-schemas.ts";
import type { Json } from "../../../functions/domain/editor-schemas/json.ts";
import { registrationRules, ruleText } from "../../support/registration.ts";
import { validator } from "../../support/validator.ts";

const schemas = editorSchemas(registrationRules());
const compiled = (name: string) => validator().compile(JSON.parse(schemas.get(name) ?? "") as Json);

describe("an editor, of a record's instant", () => {
  const validate = compiled("cases.registration.schema.json");
  it.each<[string, unknown, boolean]>([
    ["takes it in Beijing time", "2026-09-17T10:30+08:00", true],
    ["takes it with a space and no zone", "2026-09-17 10:30", true],
    ["takes it in UTC with seconds", "2026-09-17T02:30:15.000Z", true],
    ["takes the day alone", "2026-09-17", true],
    ["refuses the hour alone", "10:30", false],
    ["refuses words behind it", "2026-09-17 10:30 上午", false],
    ["refuses a number", 20260917, false],
  ])("%s", (_name, acceptedAt, right) => {
    const cases = [{ name: "一", record: { facts: { acceptedAt } }, expect: { outcome: "applies" } }];
    expect(validate({ cases }), JSON.stringify(validate.errors?.[0])).toBe(right);
  });
});

describe("an editor, of a rule on instants", () => {
  const validate = compiled("rule.registration.schema.json");
  const rule = (when: object) => JSON.parse(ruleText({ when })) as Json;
  it.each<[string, object, boolean]>([
    ["takes a day to compare with", { operator: "before", value: "2026-09-17" }, true],
    ["takes another instant", { operator: "before", value: { fact: "completedAt" } }, true],
    ["takes a date", { operator: "onOrBefore", value: { fact: "on" } }, true],
    ["refuses an hour", { operator: "before", value: "2026-09-17T10:30+08:00" }, false],
    ["refuses to ask for equality", { operator: "equal", value: "2026-09-17" }, false],
    ["refuses a fact of another kind", { operator: "before", value: { fact: "agency" } }, false],
  ])("%s", (_name, leaf, right) => {
    expect(validate(rule({ fact: "acceptedAt", ...leaf })), JSON.stringify(validate.errors?.[0])).toBe(right);
  });
});
