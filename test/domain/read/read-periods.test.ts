import { describe, expect, it } from "vitest";
import { readRule } from "../../../functions/domain/read/rule.ts";
import { flat } from "../../../functions/domain/read/sentence.ts";
import type { Rule, RuleVersion } from "../../../functions/domain/schema/rule.ts";
import { duty, readMade, ruleset } from "./made-rules.ts";

describe("a rule of periods", () => {
  const once = { on: "2019-08-15", source: "text" } as const;
  const group = { group: "enforcement-agencies" };
  const said = { fact: "majorDecision", operator: "equal", value: true } as const;
  const indicator = {
    numerator: { fact: "publishedOn", operator: "isPresent" },
    denominator: said,
    every: "year",
    responsible: group,
    breach: {
      action: "disclose",
      due: { after: "periodEnd", count: 20, unit: "working-day", source: "default" },
      ladder: "general",
    },
  } as const;
  const rows: [string, Partial<RuleVersion>, string][] = [
    [
      "is done once before its date",
      { cadence: { action: "publish-statistics", responsible: group, due: once, ladder: "general" } },
      "各行政执法机关应当于2019年8月15日前（含当日，文件规定）公布年度行政执法数据，一次办结。",
    ],
    [
      "compares with the period before",
      { indicator: { ...indicator, trend: "falling" } },
      "各行政执法机关每年核算，所计数占基数的比例应当低于上一年度（本期为零的除外）。基数为属于重大执法决定的行政执法决定的数量。所计数为已向社会公开的行政执法决定的数量。未达到要求的，自期末起二十个工作日内（系统默认，可配置）由该机关向社会公开。",
    ],
    [
      "asks for all of them",
      { indicator: { ...indicator, atLeastRatio: 1 } },
      "各行政执法机关每年核算，达标数应当达到基数的百分之百。基数为属于重大执法决定的行政执法决定的数量。达标数为已向社会公开的行政执法决定的数量。未达到要求的，自期末起二十个工作日内（系统默认，可配置）由该机关向社会公开。",
    ],
    [
      "is done every half-year about the half-year itself",
      {
        cadence: {
          action: "publish-statistics",
          responsible: group,
          due: { every: "half-year", on: "06-30", source: "text" },
          covers: "current",
          firstPeriod: "2020-H1",
          ladder: "general",
        },
      },
      "各行政执法机关应当于每半年末月三十日前（含当日，文件规定）公布年度行政执法数据，自2020年上半年起执行。",
    ],
    [
      "counts the records of all agencies for one of them",
      {
        indicator: {
          ...indicator,
          responsible: { supervisor: "supervision" },
          over: "all",
          atLeastRatio: 0.7,
        },
      },
      "昌吉市司法局每年将各机关的台账合并核算，达标数不得低于基数的百分之七十，不足一的按一计。基数为属于重大执法决定的行政执法决定的数量。达标数为已向社会公开的行政执法决定的数量。未达到要求的，自期末起二十个工作日内（系统默认，可配置）由该机关向社会公开。",
    ],
  ];
  it.each(rows)("%s", (_name, version, text) => {
    expect(readMade({ duty: undefined, ...version } as Partial<RuleVersion>)).toBe(text);
  });
});

describe("an exception is read where it counts", () => {
  const general = {
    effectiveFrom: "2019-08-06",
    effectiveTo: "2026-11-30",
    appliesTo: "enforcement-decision",
    duty,
  };
  const later = { ...general, effectiveFrom: "2026-12-01", effectiveTo: undefined };
  const exception = { ...general, duty: { ...duty, due: { ...duty.due, count: 20 } } };
  const onPublication = { ...duty, due: { ...duty.due, after: "publishedOn" } };
  const obeyed = "适用“例外”的，从其规定。";
  const goesBefore = "本条是“一般”的例外，优先适用。";
  const until = { ...general, effectiveTo: "2026-11-29" };
  const from = { ...later, effectiveFrom: "2026-11-30" };
  const covering = { ...later, coversEarlier: true };
  const rows: [string, object[], object[], obeys: string[], precedes: string[]][] = [
    [
      "not under a version that begins the day after it ends",
      [general, later],
      [exception],
      [obeyed, ""],
      [goesBefore],
    ],
    ["under a version that it meets for one day", [until, from], [exception], [obeyed, obeyed], [goesBefore]],
    [
      "under a version that covers what was there before",
      [general, covering],
      [exception],
      [obeyed, obeyed],
      [goesBefore],
    ],
    ["under a version before, where it covers that", [general], [covering], [obeyed], [goesBefore]],
    [
      "wherever another date decides on it",
      [later],
      [{ ...exception, duty: onPublication }],
      [obeyed],
      [goesBefore],
    ],
    ["nowhere where they never meet", [general], [later], [""], [""]],
  ];
  it.each(rows)("%s", (_name, generals, exceptions, obeys, precedes) => {
    const made = (id: string, title: string, versions: object[], more: object = {}) =>
      ({ id, title, cites: [{ law: "法", article: "1" }], versions, ...more }) as Rule;
    const rule = made("made/general", "一般", generals);
    const except = made("made/exception", "例外", exceptions, { exceptTo: [rule.id] });
    const both = { ...ruleset, rules: [rule, except] };
    const related = (one: Rule) =>
      readRule(one, both).map(({ sentences }) => flat(sentences.filter(({ text }) => /例外/.test(text))));
    expect([related(rule), related(except)]).toEqual([obeys, precedes]);
  });
});
