import { describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { type Loaded, loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import { fixture, replaceOnce } from "../../support/corpus.ts";

type Files = Readonly<Record<string, string>>;

const load = (more: Files): Loaded => loadRuleset(new Map([...fixture, ...Object.entries(more)]));
const told = (loaded: Loaded): string[] =>
  "errors" in loaded ? loaded.errors.map((d) => `${d.file}:${d.line}:${d.column} ${d.code}`) : [];
const broken = (path: string, from: string, to: string): Files => ({
  [path]: replaceOnce(fixture.get(path) as string, [from, to]),
});

describe("a folder of rules", () => {
  it("loads as it is shipped, and its hash follows its contents", async () => {
    const files = await readRulesFolder("rules");
    const [first, again, changed] = [
      loadRuleset(files),
      loadRuleset(new Map([...files].reverse())),
      loadRuleset(new Map([...files, ["actions.json", `${files.get("actions.json")}\n`]])),
    ];
    if (!("ruleset" in first && "ruleset" in again && "ruleset" in changed)) throw new Error("not loaded");
    expect(first.ruleset.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(again.ruleset.hash).toBe(first.ruleset.hash);
    expect(changed.ruleset.hash).not.toBe(first.ruleset.hash);
  });

  it("gives each rule its file, and its cases their rule", () => {
    const loaded = load({});
    if (!("ruleset" in loaded)) throw new Error(told(loaded).join());
    expect(loaded.sources.get("review/major")?.file).toBe("demo/review/major.json");
    expect(loaded.ruleset.cases.get("disclosure/seven-days")?.length).toBeGreaterThan(0);
    expect(loaded.ruleset.rules.map(({ id }) => id)).toEqual([...loaded.sources.keys()].sort());
  });

  it("tells the mistakes of all files at once, files that others name things of first, and loads nothing", () => {
    const loaded = load({
      ...broken("demo/review/major.json", '"fact": "hearing"', '"fact": "hearng"'),
      ...broken("ladders/general.json", '"催办"', '"催促"'),
      "demo/a/x.json": "{",
      "demo/a/y.json": "[1,]",
    });
    expect(told(loaded)).toEqual([
      "demo/a/x.json:1:1 unclosed",
      "demo/a/y.json:1:1 wrong-type",
      "demo/a/y.json:1:3 trailing-comma",
      "ladders/general.json:9:15 invalid-value",
      "demo/review/major.json:11:21 unknown-fact",
    ]);
    expect(loaded).not.toHaveProperty("ruleset");
  });

  it.each<readonly [name: string, files: Files, told: string[]]>([
    [
      "a record type",
      broken("records/decision.json", '"steps": ["decide"]', '"steps": "decide"'),
      ["records/decision.json:6:12 wrong-type"],
    ],
    [
      "the settings",
      broken("settings.json", '"calendar": "cn-xj"', '"calendar": 7'),
      ["settings.json:2:15 wrong-type"],
    ],
    [
      "a record type, beyond reading",
      { "records/decision.json": "{" },
      ["records/decision.json:1:1 unclosed"],
    ],
    ["the directory", { "directory.json": "{" }, ["directory.json:1:1 unclosed"]],
    ["the actions", { "actions.json": "" }, ["actions.json:1:1 empty-file"]],
    [
      "the document",
      broken("demo/document.json", '"2019-08-06"', '"2019年"'),
      ["demo/document.json:5:15 impossible-date"],
    ],
    [
      "a ladder, by a slip that leaves it readable",
      broken("ladders/general.json", '"general",', '"general"，'),
      ["ladders/general.json:2:18 full-width-punctuation"],
    ],
    [
      "a rule that has cases",
      broken("demo/disclosure/seven-days.json", '"count": 7', '"count": "七"'),
      ["demo/disclosure/seven-days.json:19:49 wrong-type"],
    ],
  ])("says of %s that is broken only that, not that what it holds is missing", (_name, files, expected) => {
    expect(told(load(files))).toEqual(expected);
  });

  it("misses the files that every folder needs", () => {
    const loaded = loadRuleset(new Map());
    expect(told(loaded).filter((line) => line.endsWith("missing-file"))).toEqual([
      "actions.json:1:1 missing-file",
      "directory.json:1:1 missing-file",
      "settings.json:1:1 missing-file",
    ]);
  });

  it.each([
    "notes.txt",
    "rule.json",
    "demo/rule.json",
    "records/more/decision.json",
    "calendars/2026.json",
    "ladders/general.yaml",
    "templates/mail/digest.mustache",
    "demo/disclosure/ten-days.JSON",
  ])("has no place for %s", (path) => {
    expect(told(load({ [path]: "{}" }))).toEqual([`${path}:1:1 unknown-file`]);
  });

  it.each([
    "../rules/a/b.json",
    "/etc/a/b.json",
    "demo//a/b.json",
    "demo/./a/b.json",
    "demo\\a\\b.json",
    "c:/a/b.json",
  ])("refuses the path %s before it reads anything", (path) => {
    expect(told(load({ [path]: "{" }))).toEqual([`${path}:1:1 unsafe-path`]);
  });

  it("refuses two files that some computers take for one", () => {
    const path = "demo/Disclosure/seven-days.json";
    expect(told(load({ [path]: "{" }))).toEqual([`${path}:1:1 path-case`]);
  });

  it("refuses more than 5,000 files and more than 50 million characters", () => {
    const many = Array.from({ length: 5_001 }, (_, i) => [`demo/a/r${i}.json`, "{"] as const);
    expect(told(loadRuleset(new Map(many)))).toEqual([".:1:1 too-many-files"]);
    const large = Array.from({ length: 26 }, (_, i) => [`demo/a/r${i}.json`, "x".repeat(2_000_000)] as const);
    expect(told(loadRuleset(new Map(large)))).toEqual([".:1:1 folder-too-large"]);
  });

  it("lists 200 mistakes of a file, and says how many more there are", () => {
    const list = Array.from({ length: 250 }, () => '"x"').join(", ");
    const loaded = load(
      broken("demo/disclosure/seven-days.json", '"D-1-a" }]', `"D-1-a" }], "exceptTo": [${list}]`),
    );
    if (!("errors" in loaded)) throw new Error("loaded");
    expect(loaded.errors).toHaveLength(201);
    expect(loaded.errors.at(-1)).toMatchObject({
      code: "more-errors",
      severity: "error",
      message: expect.stringMatching(/另有 \d+ 处未列出/),
    });
  });

  it("leaves the prototypes of the program alone", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    load({
      "demo/a/x.json": '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
