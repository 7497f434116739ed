import { readRulesFolder } from "../../../../functions/adapters/rules-folder.ts";

export type Folder = ReadonlyMap<string, string>;

const duty = (more: object) => ({
  action: "disclose",
  responsible: "record.agency",
  dischargedBy: "publishedOn",
  evidence: ["publishedUrl"],
  publishes: ["执法机关", "执法结论"],
  ladder: "general",
  ...more,
});
/** What the rules of the fixture leave out: several versions, exceptions, extensions, every operator. */
const LIMIT = {
  $schema: "../../schema/rule.schema.json",
  id: "disclosure/other-limit",
  title: "另有规定期限的，从其规定",
  cites: [
    { document: "demo", duty: "D-1-a", note: "但书" },
    { law: "政府信息公开条例", article: "26" },
  ],
  exceptTo: ["disclosure/seven-days"],
  versions: [
    {
      effectiveFrom: "2019-08-06",
      effectiveTo: "2023-12-31",
      appliesTo: "decision",
      when: {
        all: [
          { fact: "limitWorkingDays", operator: "greaterThan", value: 0 },
          { fact: "kind", operator: "notIn", value: ["行政检查"] },
          {
            any: [
              { fact: "fineYuan", operator: "lessThan", value: { fact: "confiscatedYuan" } },
              { fact: "pages", operator: "isMissing" },
            ],
          },
        ],
      },
      duty: duty({
        due: {
          after: ["review.completedOn", "decidedOn"],
          count: { fact: "limitWorkingDays" },
          unit: "working-day",
          source: "law",
        },
        extension: { by: { role: "head" }, max: { count: 15, unit: "day" }, basis: "行政许可法第四十二条" },
      }),
    },
    {
      effectiveFrom: "2024-01-01",
      coversEarlier: true,
      appliesTo: "decision",
      when: {
        all: [
          { fact: "limitWorkingDays", operator: "isPresent" },
          { fact: "decidedOn", operator: "onOrAfter", value: "2024-02-29" },
          { not: { fact: "penaltyKinds", operator: "doesNotContain", value: "罚款" } },
          { fact: "review.completedOn", operator: "onOrBefore", value: { fact: "decidedOn" } },
          { fact: "agency", operator: "notEqual", value: "justice" },
        ],
      },
      duty: duty({
        responsible: { supervisor: "supervision" },
        due: { on: "2026-12-31", roll: "next", source: "text" },
      }),
    },
  ],
};
const CASES = {
  cases: [
    {
      name: "未经审核",
      record: { type: "decision", id: "1", agency: "housing", facts: { major: true, "party.name": "甲" } },
      on: "2026-09-28",
      settings: { scope: "major", calendar: "cn" },
      expect: { outcome: "applies", gate: "blocked" },
    },
    {
      name: "不知是否重大",
      record: { facts: { review: { result: "同意" } } },
      expect: { outcome: "undetermined", missing: ["hearing", "major"] },
    },
  ],
};
const SHARE_CASES = {
  cases: [
    {
      name: "二十件公开一件",
      records: [{ facts: { decidedOn: "2026-01-05", publishedOn: "2026-01-06" } }],
      period: "2026-Q1",
      expect: { outcome: "does-not-apply", numerator: 1, denominator: 1, required: 1 },
    },
  ],
};

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Folders of a few files each, so that a million of them load within the hour: one for each rule of the fixture, with
 * its cases and what these name, and one with all that is not about rules.
 */
export async function smallFolders(): Promise<Folder[]> {
  const fixture = new Map([
    ...(await readRulesFolder("test/fixtures/rules")),
    ["demo/disclosure/other-limit.json", text(LIMIT)],
    ["demo/disclosure/published-share.cases.json", text(SHARE_CASES)],
    ["demo/review/before-decision.cases.json", text(CASES)],
    ["templates/digest.subject.mustache", "{{{agency}}}：{{{summary}}}"],
    [
      "templates/digest.text.mustache",
      "{{#sections}}{{{heading}}}{{#matters}}\n{{{title}}}{{/matters}}{{/sections}}\n",
    ],
    [
      "templates/digest.html.mustache",
      '<p style="margin:0;">{{agency}}{{#owes}}：<b>{{summary}}</b>{{/owes}}</p>\n',
    ],
  ]);
  const isRule = (file: string) => /^demo\/.+\//.test(file);
  const rules = [...fixture.keys()].filter((file) => isRule(file) && !file.endsWith(".cases.json"));
  const general = [...fixture].filter(([file]) => !isRule(file));
  const needed = general.filter(([file]) => !/^(calendars|layouts)|records\/document/.test(file));
  return [
    new Map(general),
    ...rules.map((rule) => {
      const stem = rule.replace(/\.json$/, "");
      const own = [...fixture].filter(([file]) => file === rule || file === `${stem}.cases.json`);
      const set = LIMIT.exceptTo
        .map((id) => `demo/${id}.json`)
        .filter(() => rule.endsWith("other-limit.json"));
      const others = set.map((file): [string, string] => [file, fixture.get(file) ?? ""]);
      return onlyWhatIsNamed(new Map([...needed, ...own, ...others, ["calendars/cn/2026.json", text(YEAR)]]));
    }),
  ];
}

const YEAR = { year: 2026, status: "unknown", off: [{ date: "2026-10-01", name: "国庆节" }], work: [] };

/** Without facts and settings that no file looks at. */
function onlyWhatIsNamed(folder: Map<string, string>): Folder {
  const read = (file: string) => JSON.parse(folder.get(file) ?? "");
  const law = [...folder].flatMap(([file, content]) => (/^(demo\/.+|ladders)\//.test(file) ? [content] : []));
  const rules = law.join();
  const [record, settings] = [read("records/decision.json"), read("settings.json")];
  const always = [record.date, record.number, "kind", "party.name"];
  const facts = record.facts.filter(
    ({ name }: { name: string }) =>
      always.includes(name) || rules.includes(`"${name}"`) || rules.includes(`"${name.split(".")[0]}": {`),
  );
  const values = settings.values.filter(
    ({ id }: { id: string }) => rules.includes(`"setting.${id}"`) || id === "scope",
  );
  folder.set("records/decision.json", text({ ...record, facts }));
  return folder.set("settings.json", text({ ...settings, calendar: "cn", values }));
}

export const shippedFolder = (): Promise<Folder> => readRulesFolder("rules");
