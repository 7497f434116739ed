import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { blankRows, SHAPE_NAMES } from "../../../functions/domain/forms/blank.ts";
import { conditionLines, conditionOf } from "../../../functions/domain/forms/condition-rows.ts";
import { type FormRow, placeOfPointer } from "../../../functions/domain/forms/form.ts";
import { ruleOfForm } from "../../../functions/domain/forms/from-form.ts";
import { formRows } from "../../../functions/domain/forms/to-form.ts";
import { factLookup } from "../../../functions/domain/ruleset/fact-lookup.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import { shippedRules } from "../../support/rules.ts";

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await shippedRules();
});

const DISCLOSE = "disclosure/licence-or-penalty";
const rule = (id: string) => ruleset.rules.find((one) => one.id === id);
const rowsOf = (id: string): FormRow[] => formRows(rule(id), ruleset);
/** The form with cells of one row filled in otherwise. */
const edited = (place: string, cells: Partial<FormRow>, rows = rowsOf(DISCLOSE)): FormRow[] =>
  rows.map((row) => (row.place === place ? { ...row, ...cells } : row));

describe("a rule on a form", () => {
  it("comes back as it was, every rule that is shipped, key for key", () => {
    expect(ruleset.rules.length).toBeGreaterThan(190);
    for (const one of ruleset.rules)
      expect(JSON.stringify(ruleOfForm(formRows(one, ruleset), ruleset))).toBe(JSON.stringify(one));
  });

  it("says in Chinese what stands where, with what may be filled in", () => {
    const unit = rowsOf(DISCLOSE).find(({ place }) => place === "versions/0/duty/due/unit");
    expect(unit).toMatchObject({ item: "版本1／应办事项／期限／单位", content: "工作日" });
    expect(unit?.help).toContain("可填：工作日、日、月、年");
    expect(rowsOf(DISCLOSE).find(({ place }) => place === "versions/0/when#1.1")).toMatchObject({
      content: "执法类别（kind）",
      operator: "为下列之一",
      value: "· 行政许可\n· 行政处罚",
    });
  });

  it.each<[string, string, Partial<FormRow>, (made: never) => unknown, unknown]>([
    [
      "a number",
      "versions/0/duty/due/count",
      { content: "5" },
      (made: { versions: { duty: { due: { count: number } } }[] }) => made.versions[0]?.duty.due.count,
      5,
    ],
    [
      "a word by what it is called",
      "versions/0/duty/due/unit",
      { content: "日" },
      (made: { versions: { duty: { due: { unit: string } } }[] }) => made.versions[0]?.duty.due.unit,
      "day",
    ],
    [
      "a fact by its label alone",
      "versions/0/when#1.2",
      { content: "公开日期" },
      (made: { versions: { when: { all: unknown[] } }[] }) => made.versions[0]?.when.all[1],
      { fact: "publishedOn", operator: "isPresent" },
    ],
    [
      "another fact as value",
      "versions/0/when#1.2",
      { operator: "不晚于", value: "事实：公开日期（publishedOn）" },
      (made: { versions: { when: { all: unknown[] } }[] }) => made.versions[0]?.when.all[1],
      { fact: "decidedOn", operator: "onOrBefore", value: { fact: "publishedOn" } },
    ],
  ] as never)("takes %s", (_, place, cells, look, expected) => {
    expect(look(ruleOfForm(edited(place, cells), ruleset) as never)).toEqual(expected);
  });

  it("leaves out what is empty", () => {
    const made = ruleOfForm(edited("versions/0/duty/ladder", { content: "" }), ruleset);
    expect(JSON.stringify(made)).not.toContain("ladder");
  });
});

describe("a form that cannot be read", () => {
  it.each<[string, string, Partial<FormRow>, string]>([
    ["a number in full width", "versions/0/duty/due/count", { content: "７" }, "“７”不是数，应为半角数字"],
    ["an unknown fact", "versions/0/when#1.2", { content: "决定日" }, "没有事实“决定日”"],
    ["an unknown operator", "versions/0/when#1.2", { operator: "大约为" }, "没有运算符“大约为”，可用：为、"],
    ["an operator without its value", "versions/0/when#1.1", { value: "" }, "“为下列之一”应当写明值"],
    ["a value where there is none", "versions/0/when#1.2", { value: "是" }, "“已填写”不带值"],
    ["a yes that is no yes", "versions/0/when#1.3.3", { value: "对" }, "“对”不可用，应为“是”或者“否”"],
    ["a joint with nothing below", "versions/0/when#1.4.1.1", { content: "任一成立" }, "没有下级"],
    ["a condition with something below", "versions/0/when#1.4", { content: "执法类别（kind）" }, "有下级"],
    ["a number that jumps", "versions/0/when#1.4", { content: "" }, "没有上级 1.4"],
    ["a place that was changed", "title", { place: "__proto__/polluted" }, "位置“__proto__/polluted”不可用"],
    ["a place twice", "title", { place: "id" }, "出现了两次"],
    ["a place below a text", "title", { place: "id/x" }, "上级已经填写了别的内容"],
    ["a place far away", "title", { place: "versions/999/effectiveFrom" }, "不可用"],
  ])("says so of %s", (_, place, cells, message) => {
    expect(() => ruleOfForm(edited(place, cells), ruleset)).toThrow(message);
  });

  it("has no content at all", () => {
    expect(() => ruleOfForm(blankRows("duty", ruleset), ruleset)).toThrow("没有填写任何内容");
  });
});

describe("an empty form", () => {
  it.each(SHAPE_NAMES)(
    "of %s has every place of the shipped rules of that shape with one version",
    (shape) => {
      const places = new Set(blankRows(shape, ruleset).map(({ place }) => place));
      const simple = ruleset.rules.filter(
        ({ versions, cites }) =>
          versions.length === 1 &&
          versions[0]?.[shape] &&
          cites.length === 1 &&
          "document" in (cites[0] ?? {}),
      );
      expect(simple.length).toBeGreaterThan(3);
      const known = simple.filter((one) =>
        formRows(one, ruleset)
          .map(({ place }) => place.replace(/#.*/, "#1"))
          .every((place) => place === "$schema" || places.has(place)),
      );
      expect(known.map(({ id }) => id)).toEqual(simple.map(({ id }) => id));
    },
  );
});

describe("any condition", () => {
  const leaf = fc.constantFrom<Condition>(
    { fact: "kind", operator: "in", value: ["行政许可", "行政处罚"] },
    { fact: "kind", operator: "equal", value: "行政处罚" },
    { fact: "fineYuan", operator: "greaterThan", value: 50000.5 },
    { fact: "decidedOn", operator: "isPresent" },
    { fact: "disclosure.exempt", operator: "equal", value: false },
    { fact: "review.completedOn", operator: "onOrBefore", value: { fact: "decidedOn" } },
    { fact: "penaltyKinds", operator: "contains", value: "罚款" },
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.array(tie("condition"), { minLength: 1, maxLength: 12 }).map((all) => ({ all })),
      fc.array(tie("condition"), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
      tie("condition").map((not) => ({ not })),
    ),
  }));

  it("comes back from its numbered lines, in whatever order they stand", () => {
    const facts = factLookup(ruleset.recordTypes.get("enforcement-decision"), ruleset.settings);
    fc.assert(
      fc.property(condition, fc.boolean(), (one, backwards) => {
        const rows = conditionLines(one, facts).map(({ number, ...line }) => ({
          ...{ item: "", help: "", ...line },
          place: `versions/0/when#${number}`,
        }));
        expect(conditionOf(backwards ? rows.toReversed() : rows, facts)).toEqual(one);
      }),
    );
  });
});

it.each([
  ["/versions/0/duty/due/count", "versions/0/duty/due/count"],
  ["/versions/0/when", "versions/0/when"],
  ["/versions/0/when/fact", "versions/0/when#1"],
  ["/versions/0/when/all/1/value", "versions/0/when#1.2"],
  ["/versions/0/when/all/3/not/all/0/fact", "versions/0/when#1.4.1.1"],
])("a mistake at %s is told at %s", (pointer, place) => {
  expect(placeOfPointer(pointer)).toBe(place);
});
