import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";

const files = await readRulesFolder("rules");
const RULE = "changji-2019-18/disclosure/probe.json";

const leaf = { fact: "kind", operator: "equal", value: "行政许可" };
const version = {
  effectiveFrom: "2019-08-06",
  appliesTo: "enforcement-decision",
  when: { all: [leaf] } as unknown,
  duty: {
    action: "disclose",
    responsible: "record.agency",
    due: { after: "decidedOn", count: 7, unit: "working-day", source: "text" },
    dischargedBy: "publishedOn",
    ladder: "disclosure",
  } as unknown,
};
const rule = {
  id: "disclosure/probe",
  title: "试验",
  cites: [{ document: "changji-2019-18", duty: "IP-2.2.4-a" }],
  versions: [version] as unknown[],
};
const withWhen = (when: unknown) => ({ ...rule, versions: [{ ...version, when }] });
const withVersion = (more: object) => ({ ...rule, versions: [{ ...version, ...more }] });

/** Loads the real folder with one more rule file and tells its diagnostics. */
function diagnose(content: string | object) {
  const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
  const loaded = loadRuleset(new Map([...files, [RULE, text]]));
  return "errors" in loaded ? loaded.errors.filter((e) => e.file === RULE) : [];
}

const cases: [name: string, content: string | object, code: string, pointer: string][] = [
  ["an empty all", withWhen({ all: [] }), "empty-condition", "/versions/0/when/all"],
  ["an empty any", withWhen({ any: [] }), "empty-condition", "/versions/0/when/any"],
  ["all beside any", withWhen({ all: [leaf], any: [leaf] }), "condition-form", "/versions/0/when"],
  [
    "a misspelt property",
    withWhen({ all: [{ ...leaf, vlaue: 1 }] }),
    "unknown-key",
    "/versions/0/when/all/0/vlaue",
  ],
  [
    "a misspelt fact",
    withWhen({ all: [{ ...leaf, fact: "knid" }] }),
    "unknown-fact",
    "/versions/0/when/all/0/fact",
  ],
  ["JSONPath", withWhen({ all: [{ ...leaf, path: "$..x" }] }), "unknown-key", "/versions/0/when/all/0/path"],
  [
    "an unknown operator",
    withWhen({ all: [{ ...leaf, operator: "equals" }] }),
    "unknown-operator",
    "/versions/0/when/all/0/operator",
  ],
  [
    "an operator that does not fit the type",
    withWhen({ all: [{ fact: "kind", operator: "greaterThan", value: "行政许可" }] }),
    "operator-type",
    "/versions/0/when/all/0/operator",
  ],
  [
    "a value that the fact does not have",
    withWhen({ all: [{ ...leaf, value: "行政许克" }] }),
    "value-not-listed",
    "/versions/0/when/all/0/value",
  ],
  [
    "in with a text as value",
    withWhen({ all: [{ ...leaf, operator: "in" }] }),
    "empty-list",
    "/versions/0/when/all/0/value",
  ],
  [
    "an empty in list",
    withWhen({ all: [{ ...leaf, operator: "in", value: [] }] }),
    "empty-list",
    "/versions/0/when/all/0/value",
  ],
  [
    "isPresent with a value",
    withWhen({ all: [{ fact: "kind", operator: "isPresent", value: true }] }),
    "value-not-allowed",
    "/versions/0/when/all/0/value",
  ],
  [
    "an operator without a value",
    withWhen({ all: [{ fact: "kind", operator: "equal" }] }),
    "missing-key",
    "/versions/0/when/all/0",
  ],
  [
    "an impossible date",
    withWhen({ all: [{ fact: "decidedOn", operator: "before", value: "2024-02-30" }] }),
    "impossible-date",
    "/versions/0/when/all/0/value",
  ],
  [
    "full-width digits in a date",
    withWhen({ all: [{ fact: "decidedOn", operator: "before", value: "２０２４-02-01" }] }),
    "impossible-date",
    "/versions/0/when/all/0/value",
  ],
  ["a named condition", withWhen({ condition: "other" }), "condition-form", "/versions/0/when"],
  ["a priority", { ...rule, priority: "high" }, "unknown-key", "/priority"],
  [
    "an effective date that does not exist",
    withVersion({ effectiveFrom: "2019-13-01" }),
    "invalid-value",
    "/versions/0/effectiveFrom",
  ],
  [
    "effectiveTo before effectiveFrom",
    withVersion({ effectiveTo: "2019-01-01" }),
    "effective-order",
    "/versions/0/effectiveTo",
  ],
  [
    "a gap between versions",
    {
      ...rule,
      versions: [
        { ...version, effectiveTo: "2020-01-01" },
        { ...version, effectiveFrom: "2020-03-01" },
      ],
    },
    "version-gap",
    "/versions/1/effectiveFrom",
  ],
  [
    "a citation that the document does not have",
    { ...rule, cites: [{ document: "changji-2019-18", duty: "IP-9.9" }] },
    "unknown-duty",
    "/cites/0/duty",
  ],
  [
    "a document that is not there",
    { ...rule, cites: [{ document: "changji", duty: "IP-2.2.4-a" }] },
    "unknown-document",
    "/cites/0/document",
  ],
  ["no citation", { ...rule, cites: [] }, "invalid-value", "/cites"],
  [
    "a ladder that is not there",
    withVersion({ duty: { ...(version.duty as object), ladder: "disclosur" } }),
    "unknown-ladder",
    "/versions/0/duty/ladder",
  ],
  [
    "a due date after a fact that is no date",
    withVersion({
      duty: {
        ...(version.duty as object),
        due: { after: "kind", count: 7, unit: "working-day", source: "text" },
      },
    }),
    "fact-type",
    "/versions/0/duty/due/after",
  ],
  [
    "a record type that is not there",
    withVersion({ appliesTo: "enforcement-decisions" }),
    "unknown-record-type",
    "/versions/0/appliesTo",
  ],
  [
    "an agency that is not there",
    withVersion({ duty: { ...(version.duty as object), responsible: { agency: "housin" } } }),
    "unknown-agency",
    "/versions/0/duty/responsible/agency",
  ],
  [
    "a supervisor that is not there",
    withVersion({ duty: { ...(version.duty as object), responsible: { supervisor: "supervisor" } } }),
    "unknown-supervisor",
    "/versions/0/duty/responsible/supervisor",
  ],
  [
    "a group that owes a duty on one record",
    withVersion({ duty: { ...(version.duty as object), responsible: { group: "enforcement-agencies" } } }),
    "group-not-allowed",
    "/versions/0/duty/responsible",
  ],
  ["two effects", withVersion({ flag: { fact: "complex", value: true } }), "invalid-value", "/versions/0"],
  ["a rule id that is taken", { ...rule, id: "disclosure/licence-or-penalty" }, "repeated-rule", "/id"],
  ["an exception to nothing", { ...rule, exceptTo: ["disclosure/nothing"] }, "unknown-rule", "/exceptTo/0"],
  [
    "a flag that depends on itself",
    withVersion({
      duty: undefined,
      when: { all: [{ fact: "complex", operator: "equal", value: true }] },
      flag: { fact: "complex", value: true },
    }),
    "flag-circle",
    "/id",
  ],
  ["a repeated key", '{"id": "disclosure/probe", "id": "disclosure/probe"}', "repeated-key", "/id"],
  ["__proto__ as a key", '{"__proto__": {}}', "forbidden-key", "/__proto__"],
  ["a number without end", '{"id": 1e999}', "not-finite", "/id"],
  ["a byte order mark", `\uFEFF${JSON.stringify(rule)}`, "byte-order-mark", ""],
  ["a comment", "{ // why\n}", "not-json", ""],
  ["a trailing comma", '{"id": "a",}', "not-json", ""],
  ["a hundred thousand levels", "[".repeat(100_000), "too-deep", ""],
  ["a file of megabytes", `"${"x".repeat(2_100_000)}"`, "too-large", ""],
];

describe("what json-rules-engine would let pass is refused with its place", () => {
  it.each(cases)("%s", (_name, content, code, pointer) => {
    const found = diagnose(content);
    expect(found.map((e) => [e.code, e.pointer])).toContainEqual([code, pointer]);
    for (const e of found) expect(e.line >= 1 && e.column >= 1 && e.message.length > 0).toBe(true);
  });

  it("the probe itself is right, so that each case fails for its own mistake alone", () => {
    expect(diagnose(rule)).toEqual([]);
  });

  it("points at line and column", () => {
    const text = '{\n  "id": "disclosure/probe",\n  "titel": "试验"\n}';
    expect(diagnose(text)).toContainEqual(
      expect.objectContaining({ code: "unknown-key", line: 3, column: 3, pointer: "/titel" }),
    );
  });

  it("suggests the word that was meant", () => {
    expect(diagnose(withWhen({ all: [{ ...leaf, fact: "knid" }] }))[0]?.message).toContain("kind");
  });

  it("tells the mistakes of all files at once", () => {
    const loaded = loadRuleset(new Map([...files, ["a/b/x.json", "{"], ["a/b/y.json", "{"]]));
    expect("errors" in loaded && new Set(loaded.errors.map((e) => e.file))).toEqual(
      new Set(["a/b/x.json", "a/b/y.json"]),
    );
  });

  it("the shipped folder has no mistake, and its hash follows its contents", () => {
    const first = loadRuleset(files);
    const second = loadRuleset(new Map([...files, ["templates/extra.txt", "x"]]));
    if (!("ruleset" in first) || !("ruleset" in second)) throw new Error("not loaded");
    expect(first.ruleset.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(second.ruleset.hash).not.toBe(first.ruleset.hash);
  });
});
