import { beforeAll, describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { type Coverage, coverage } from "../../../functions/domain/coverage/coverage.ts";
import { coverageHtml } from "../../../functions/domain/coverage/html.ts";
import { coverageMarkdown } from "../../../functions/domain/coverage/markdown.ts";
import { coveragePage } from "../../../functions/domain/coverage/page.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { DocumentFile } from "../../../functions/domain/schema/folder.ts";
import { DUE_SOURCES } from "../../../functions/domain/schema/primitives.ts";

type Clauses = DocumentFile["clauses"];

/** The fixture, with clauses added to its document and rules added or taken away. */
async function fixture(
  added: Clauses = [],
  change: (files: Map<string, string>) => void = () => {},
): Promise<Ruleset> {
  const files = await readRulesFolder("test/fixtures/rules");
  const document = JSON.parse(files.get("demo/document.json") as string) as DocumentFile;
  files.set("demo/document.json", JSON.stringify({ ...document, clauses: [...document.clauses, ...added] }));
  change(files);
  const loaded = loadRuleset(files);
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors));
}

const covering = (ruleset: Ruleset): Coverage =>
  coverage(ruleset.documents.get("demo") as DocumentFile, ruleset);
const duty = (found: Coverage, id: string) =>
  found.clauses.flatMap(({ duties }) => duties).find((one) => one.duty === id);

const EXTRA: Clauses = [
  {
    clause: "D-3",
    heading: "三 <b>保障|措施</b>",
    duties: [
      { duty: "D-3-a", quote: "加强组织领导", notComputable: "倡导性要求，没有数量和期限" },
      { duty: "D-3-b", quote: "制定“清单”" },
      { duty: "D-3-c", quote: "建立目录制度" },
    ],
  },
  { clause: "D-4", heading: "四 附则", noDuty: "仅为标题", duties: [] },
];

const REGISTER = {
  id: "review/list",
  title: "目录制度",
  cites: [{ document: "demo", duty: "D-3-c" }],
  versions: [
    {
      effectiveFrom: "2019-08-06",
      register: {
        subject: "目录制度",
        keeper: { agency: "justice" },
        lookAgain: { every: "year", on: "12-31", source: "default" },
      },
    },
  ],
};

describe("the document against its rules", () => {
  let ruleset: Ruleset;
  beforeAll(async () => {
    ruleset = await fixture(EXTRA, (files) => {
      const { keeper } = JSON.parse(files.get("demo/review/catalogue.json") as string).versions[0].register;
      const [version] = REGISTER.versions;
      const own = { ...version, register: { ...version?.register, keeper } };
      files.set("demo/review/list.json", JSON.stringify({ ...REGISTER, versions: [own] }));
    });
  });

  it.each([
    ["a duty that a rule cites is carried by it", "D-1-b", "rule", ["disclosure/yearly-report"]],
    ["a duty that only registers cite is a register", "D-3-c", "register", ["review/list"]],
    ["a duty with a reason and no rule is not computable", "D-3-a", "not-computable", []],
    ["a duty with neither is missing", "D-3-b", "missing", []],
  ])("%s", (_, id, status, rules) => {
    const found = duty(covering(ruleset), id);
    expect([found?.status, found?.rules.map((rule) => rule.id)]).toEqual([status, rules]);
  });

  it("counts every duty once, and all but the missing ones as covered", () => {
    const { total, covered, clauses } = covering(ruleset);
    expect([clauses.length, total, covered]).toEqual([4, 6, 5]);
  });

  it("a rule that cites two duties carries both, and its text stands at the one cited first", async () => {
    const both = await fixture([], (files) => {
      const rule = JSON.parse(files.get("demo/disclosure/yearly-report.json") as string);
      rule.cites.push({ document: "demo", duty: "D-1-a" });
      files.set("demo/disclosure/yearly-report.json", JSON.stringify(rule));
    });
    expect(duty(covering(both), "D-1-a")?.rules.map(({ id }) => id)).toContain("disclosure/yearly-report");
    const rows = coveragePage(covering(both), both).clauses[0]?.duties.map(({ rows }) =>
      rows.filter(({ rule }) => rule?.id === "disclosure/yearly-report").map(({ rule }) => rule?.text),
    );
    expect(rows).toEqual([["条文见D-1-b"], [expect.stringMatching(/^各行政执法机关.*每年1月31日前/)]]);
  });

  it("says for each rule the limit with its source, who is reminded and who hears when it is late", () => {
    const { clauses } = coveragePage(covering(ruleset), ruleset);
    const rule = clauses[0]?.duties[0]?.rows.find((row) => row.rule?.id === "disclosure/seven-days")?.rule;
    expect(rule?.due).toMatch(/^作出后，七个工作日内（文件规定）$/);
    expect(rule?.reminded.map(({ step }) => step).join()).toMatch(/届满前第.+工作日/);
    expect(rule?.late.every(({ step }) => step.startsWith("逾期"))).toBe(true);
    expect(rule?.late.length).toBeGreaterThan(0);
  });

  it("prints each clause, duty and reason as a page, with nothing of the document taken for markup", () => {
    const html = coverageHtml(coveragePage(covering(ruleset), ruleset));
    for (const text of ["D-3-b", "尚无规则", "倡导性要求，没有数量和期限", "仅为标题", "“制定‘清单’”"])
      expect(html).toContain(text);
    expect(html).not.toContain("<b>");
    expect(html).not.toMatch(/<script|https?:/);
    const markdown = coverageMarkdown(coveragePage(covering(ruleset), ruleset));
    expect(markdown).toContain("\\<b\\>保障\\|措施");
    expect(markdown).toContain("### D-3-b（未落实）");
    expect(markdown).toContain("不能计算：倡导性要求");
  });

  it.each([
    ["the page", coverageHtml],
    ["the text", coverageMarkdown],
  ])("explains the sources that stand behind its limits: %s", (_, print) => {
    const page = print(coveragePage(covering(ruleset), ruleset));
    for (const { label } of Object.values(DUE_SOURCES)) expect(page).toContain(`“${label}”`);
    expect(page).toContain(`“${DUE_SOURCES.default.label}”的期限可以修改，不是法律要求。`);
  });
});
