import { expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { normaliseFacts } from "../../../functions/domain/decide/facts.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();
const TYPE = "enforcement-decision";

it.each(["", " ", "\u3000\n"])("text of nothing but blanks (%j) counts as absent", (blank) => {
  expect(normaliseFacts(ruleset, TYPE, { title: blank, disclosure: { basis: blank } })).toEqual({});
});

it("a blank basis and a blank approver exempt nothing from disclosure", async () => {
  const facts = normaliseFacts(ruleset, TYPE, {
    kind: "行政处罚",
    decidedOn: "2026-09-28",
    disclosure: { exempt: true, basis: "", approvedBy: " " },
  });
  const decision = await decide({ type: TYPE, id: "1", agency: "housing", facts }, ruleset, "2026-11-23");
  expect(decision.duties.map(({ rule, dueOn }) => [rule, dueOn])).toEqual([
    ["disclosure/licence-or-penalty", "2026-10-13"],
  ]);
});

it.each([
  ["fineYuan", 99.999, "至多两位小数"],
  ["otherLimit.workingDays", 0.3, "应为整数或者半日"],
])("%s of %j is refused: its unit has no such part", (name, value, form) => {
  expect(() => normaliseFacts(ruleset, TYPE, { [name]: value })).toThrow(form);
});

it.each([0, 4000])("a stated limit of %j days is no limit: it is still to be stated", async (workingDays) => {
  const facts = normaliseFacts(ruleset, TYPE, {
    kind: "行政许可",
    decidedOn: "2026-09-28",
    otherLimit: { workingDays, basis: "企业信息公示暂行条例第六条", basisKind: "行政法规" },
  });
  const { findings } = await decide({ type: TYPE, id: "1", agency: "housing", facts }, ruleset, "2026-11-23");
  expect(findings.find(({ rule }) => rule === "disclosure/other-statutory-limit")).toMatchObject({
    outcome: "undetermined",
    missing: ["otherLimit.workingDays"],
  });
});
