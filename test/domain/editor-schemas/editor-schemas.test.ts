import { readFileSync } from "node:fs";
import type { ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { readSchemaFolder } from "../../../functions/adapters/schema-folder.ts";
import { editorSchemas } from "../../../functions/domain/editor-schemas/editor-schemas.ts";
import { isJson, type Json } from "../../../functions/domain/editor-schemas/json.ts";
import { shippedRules } from "../../support/rules.ts";
import { validator } from "../../support/validator.ts";

const shipped = await shippedRules();
const schemas = new Map([...editorSchemas(shipped)].map(([name, text]) => [name, JSON.parse(text) as Json]));
const files = [...(await readRulesFolder("rules"))].filter(([path]) => path.endsWith(".json"));
const compiled = new Map<string, ValidateFunction>();

function accepts(schema: string): ValidateFunction {
  const known = compiled.get(schema) ?? validator().compile(schemas.get(schema) as Json);
  compiled.set(schema, known);
  return known;
}

describe("the schemas in rules/schema", () => {
  it("are what the format and the rules folder say now (npm run schema), and no others", async () => {
    expect(Object.fromEntries(await readSchemaFolder("rules"))).toEqual(
      Object.fromEntries(editorSchemas(shipped)),
    );
  });
});

describe("VS Code", () => {
  const { "json.schemas": fallbacks } = JSON.parse(readFileSync(".vscode/settings.json", "utf8")) as {
    "json.schemas": { fileMatch: string[]; url: string }[];
  };
  const ofRules = fallbacks.filter(({ url }) => url.startsWith("./rules/"));
  it.each(ofRules.map(({ url }) => url))("has a %s for files that name none", (url) => {
    expect([...schemas.keys()].map((name) => `./rules/schema/${name}`)).toContain(url);
  });
});

describe("every shipped file names its schema and keeps to it", () => {
  it.each(files)("%s", (path, text) => {
    const value = JSON.parse(text) as Json;
    const up = "../".repeat(path.split("/").length - 1) || "./";
    const schema = String(value.$schema).slice(`${up}schema/`.length);
    expect(value.$schema).toBe(`${up}schema/${schema}`);
    const validate = accepts(schema);
    expect(validate(value), JSON.stringify(validate.errors?.slice(0, 3), null, 2)).toBe(true);
  });
});

/** A rule on enforcement decisions with this condition, and nothing wrong besides. */
const ruleWith = (when: unknown, changes: Json = {}): Json => ({
  id: "disclosure/one",
  title: "一条规则",
  cites: [{ document: "changji-2019-18", duty: "IP-2.2.4-a" }],
  versions: [
    {
      effectiveFrom: "2019-08-06",
      appliesTo: "enforcement-decision",
      when,
      duty: {
        action: "disclose",
        responsible: "record.agency",
        due: { after: "decidedOn", count: 7, unit: "working-day", source: "text" },
        ladder: "disclosure",
      },
      ...changes,
    },
  ],
});

describe("a condition on enforcement decisions", () => {
  const validate = accepts("rule.enforcement-decision.schema.json");
  const right: [string, unknown][] = [
    ["a text equal to one of its values", { fact: "kind", operator: "equal", value: "行政处罚" }],
    ["a text in a list of its values", { fact: "kind", operator: "in", value: ["行政处罚", "行政许可"] }],
    [
      "a number against a setting of its unit",
      { fact: "fineYuan", operator: "greaterThan", value: { fact: "setting.hearing.otherCitizenYuan" } },
    ],
    ["a date against another date", { fact: "publishedOn", operator: "after", value: { fact: "decidedOn" } }],
    ["a list that contains one of its values", { fact: "penaltyKinds", operator: "contains", value: "罚款" }],
    [
      "a setting with a value that it accepts",
      { fact: "setting.penaltyDisclosure", operator: "equal", value: "all" },
    ],
    ["the agency of the record", { fact: "agency", operator: "in", value: ["housing"] }],
    ["presence, nested", { all: [{ not: { any: [{ fact: "decidedOn", operator: "isPresent" }] } }] }],
  ];
  it.each(right)("may be %s", (_, when) => {
    expect(validate(ruleWith(when)), JSON.stringify(validate.errors, null, 1)).toBe(true);
  });

  const wrong: [string, unknown][] = [
    ["a number compared with an operator for dates", { fact: "fineYuan", operator: "before", value: 5 }],
    ["a text ordered like a number", { fact: "kind", operator: "greaterThan", value: "行政处罚" }],
    ["a date ordered like a number", { fact: "decidedOn", operator: "greaterThan", value: "2026-01-01" }],
    ["a list compared as a whole", { fact: "penaltyKinds", operator: "equal", value: "罚款" }],
    ["a value that is not listed", { fact: "kind", operator: "equal", value: "行政处分" }],
    [
      "one value of a list that is not listed",
      { fact: "kind", operator: "in", value: ["行政处罚", "行政处分"] },
    ],
    ["a list item that is not listed", { fact: "penaltyKinds", operator: "contains", value: "罚金" }],
    ["a fact that the type does not have", { fact: "validityUntil", operator: "isPresent" }],
    ["a fact of another type", { fact: "issuerKind", operator: "isPresent" }],
    ["isPresent with a value", { fact: "decidedOn", operator: "isPresent", value: true }],
    ["equal without a value", { fact: "kind", operator: "equal" }],
    ["in with a single text", { fact: "kind", operator: "in", value: "行政处罚" }],
    ["in with an empty list", { fact: "kind", operator: "in", value: [] }],
    ["in with a value twice", { fact: "kind", operator: "in", value: ["行政处罚", "行政处罚"] }],
    ["equal with a list", { fact: "kind", operator: "equal", value: ["行政处罚"] }],
    ["a boolean in quotes", { fact: "majorRights", operator: "equal", value: "true" }],
    ["a number in quotes", { fact: "fineYuan", operator: "greaterThan", value: "5000" }],
    ["an impossible date", { fact: "decidedOn", operator: "before", value: "2024-02-30" }],
    ["a date in another form", { fact: "decidedOn", operator: "before", value: "2024年2月3日" }],
    ["a date against a text", { fact: "decidedOn", operator: "before", value: { fact: "kind" } }],
    [
      "yuan against working days",
      { fact: "fineYuan", operator: "greaterThan", value: { fact: "otherLimit.workingDays" } },
    ],
    [
      "a setting with a value that it does not accept",
      { fact: "setting.penaltyDisclosure", operator: "equal", value: "some" },
    ],
    ["an agency that is not in the directory", { fact: "agency", operator: "equal", value: "hosing" }],
    ["an unknown operator", { fact: "kind", operator: "equals", value: "行政处罚" }],
    ["a misspelt key", { fact: "kind", opertor: "equal", value: "行政处罚" }],
    ["a path", { fact: "kind", operator: "equal", value: "行政处罚", path: "$.x" }],
    [
      "all beside any",
      { all: [{ fact: "kind", operator: "isPresent" }], any: [{ fact: "kind", operator: "isPresent" }] },
    ],
    ["an empty all", { all: [] }],
    ["not with a list", { not: [{ fact: "kind", operator: "isPresent" }] }],
  ];
  it.each(wrong)("may not be %s", (_, when) => expect(validate(ruleWith(when))).toBe(false));
});

describe("a rule on enforcement decisions", () => {
  const validate = accepts("rule.enforcement-decision.schema.json");
  const duty = (change: Json) => ({
    duty: { ...(ruleWith(true).versions as { duty: Json }[])[0]?.duty, ...change },
  });
  const due = (change: Json) =>
    duty({ due: { after: "decidedOn", count: 7, unit: "working-day", source: "text", ...change } });
  const flag = (fact: string, value: unknown) => ({ duty: undefined, flag: { fact, value } });
  const when = { fact: "decidedOn", operator: "isPresent" };

  const right: [string, Json][] = [
    ["counts half a working day", due({ count: 6.5 })],
    ["counts the days of a fact of the same unit", due({ count: { fact: "otherLimit.workingDays" } })],
    ["starts from the first of several dates", due({ after: ["outcomeOn", "decidedOn"] })],
    ["fills in a fact with one of its values", flag("disclosure.form", "全文")],
  ];
  it.each(right)("%s", (_, changes) => {
    const rule = JSON.parse(JSON.stringify(ruleWith(when, changes)));
    expect(validate(rule), JSON.stringify(validate.errors, null, 1)).toBe(true);
  });

  const wrong: [string, Json][] = [
    ["start from a text", due({ after: "kind" })],
    ["count half a month", due({ count: 0.5, unit: "month" })],
    [
      "count calendar days by a fact of working days",
      due({ count: { fact: "otherLimit.workingDays" }, unit: "day" }),
    ],
    ["fall due every year", duty({ due: { every: "year", on: "01-31", source: "text" } })],
    ["be discharged by a text", duty({ dischargedBy: "kind" })],
    ["ask for evidence that is no fact", duty({ evidence: ["photo"] })],
    ["name an action that is not listed", duty({ action: "disclos" })],
    ["name a ladder that is not there", duty({ ladder: "disclosures" })],
    ["name an agency that is not there", duty({ responsible: { agency: "hosing" } })],
    ["be owed by a stranger", duty({ responsible: "record.agenci" })],
    [
      "shut a step that the type does not have",
      { duty: undefined, gate: { step: "publish", opensWhen: when, reason: "不得" } },
    ],
    ["fill in a fact with another's value", flag("disclosure.form", "部分")],
    ["fill in what silence already says", flag("disclosure.exempt", true)],
    ["have two effects", { flag: { fact: "majorDecision", value: true } }],
    ["have no effect", { duty: undefined }],
    ["apply to another type", { appliesTo: "personnel" }],
    ["be a cadence", { duty: undefined, cadence: {} }],
    ["carry a key of its own", { comment: "…" }],
  ];
  it.each(wrong)("may not %s", (_, changes) => {
    expect(validate(JSON.parse(JSON.stringify(ruleWith(when, changes))))).toBe(false);
  });

  it("may not cite what the document does not say", () => {
    const rule = { ...ruleWith(when), cites: [{ document: "changji-2019-18", duty: "IP-9.9.9-z" }] };
    expect(validate(rule)).toBe(false);
  });
});

describe("a case on enforcement decisions", () => {
  const validate = accepts("cases.enforcement-decision.schema.json");
  const caseWith = (facts: Json, more: Json = {}) => ({
    cases: [{ name: "一", record: { agency: "housing", facts }, expect: { outcome: "applies" }, ...more }],
  });
  const right: [string, unknown][] = [
    ["dotted", caseWith({ "review.result": "同意" })],
    ["nested", caseWith({ review: { result: "同意" } })],
    ["dotted and nested", caseWith({ "review.result": "同意", review: { round: 1 } })],
    ["with a setting replaced", caseWith({}, { settings: { penaltyDisclosure: "all", calendar: "cn" } })],
  ];
  it.each(right)("may hold facts %s", (_, cases) => {
    expect(validate(cases), JSON.stringify(validate.errors, null, 1)).toBe(true);
  });

  const wrong: [string, unknown][] = [
    ["a fact that the type does not have", caseWith({ issuer: "市政府" })],
    ["a nested fact that the type does not have", caseWith({ review: { outcome: "同意" } })],
    ["a value that is not listed", caseWith({ review: { result: "通过" } })],
    [
      "an agency that is not in the directory",
      { cases: [{ name: "一", record: { agency: "hosing", facts: {} }, expect: { outcome: "applies" } }] },
    ],
    ["a setting that is not there", caseWith({}, { settings: { penaltyDisclosur: "all" } })],
    [
      "a setting with a value that it does not accept",
      caseWith({}, { settings: { penaltyDisclosure: "some" } }),
    ],
    ["an outcome that does not exist", caseWith({}, { expect: { outcome: "applied" } })],
  ];
  it.each(wrong)("may not hold %s", (_, cases) => expect(validate(cases)).toBe(false));
});

/** The places of a snippet with what stands in them first, as an editor writes them out. */
function written(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(written);
  if (isJson(body))
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, written(value)]));
  if (typeof body !== "string") return body;
  const word = body.replace(/\$\{\d+:([^}]*)\}/g, "$1");
  return word.startsWith("^") ? JSON.parse(word.slice(1)) : word;
}

function* snippets(schema: unknown): Generator<{ label: string; body: Json }> {
  if (Array.isArray(schema)) for (const one of schema) yield* snippets(one);
  if (!isJson(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "defaultSnippets") yield* value as { label: string; body: Json }[];
    else yield* snippets(value);
  }
}

describe("the shapes that editors offer keep to the schema", () => {
  const types = [...shipped.recordTypes.values()];
  it.each(types.map((type) => type.id))("for %s", (type) => {
    const rules = accepts(`rule.${type}.schema.json`);
    const cases = accepts(`cases.${type}.schema.json`);
    const offered = [
      ...snippets(schemas.get(`rule.${type}.schema.json`)),
      ...snippets(schemas.get(`cases.${type}.schema.json`)),
    ];
    for (const { label, body } of offered) {
      const value = written(body) as Json;
      if ("cites" in value) expect(rules(value), `${label} ${JSON.stringify(rules.errors)}`).toBe(true);
      else if ("expect" in value)
        expect(cases({ cases: [value] }), `${label} ${JSON.stringify(cases.errors)}`).toBe(true);
    }
    expect(offered.length).toBeGreaterThan(4);
  });

  it("for rules on no record", () => {
    const offered = [...snippets(schemas.get("rule.schema.json"))].map(({ body }) => written(body) as Json);
    const validate = accepts("rule.schema.json");
    for (const rule of offered) expect(validate(rule), JSON.stringify(validate.errors)).toBe(true);
    expect(offered.map((rule) => rule.$schema)).toContain("../../schema/rule.schema.json");
  });
});
