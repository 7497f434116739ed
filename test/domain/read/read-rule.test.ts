import { describe, expect, it } from "vitest";
import { readRule } from "../../../functions/domain/read/rule.ts";
import { flat } from "../../../functions/domain/read/sentence.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { RuleVersion } from "../../../functions/domain/schema/rule.ts";
import { duty, readMade, ruleset, sentencesOf } from "./made-rules.ts";

describe("a shipped rule reads as a lawyer would write it", () => {
  const read: [string, string][] = [
    [
      "disclosure/annual-statistics",
      "各行政执法机关应当于每年1月31日前（含当日，文件规定），就上一年度的情况公布年度行政执法数据，自2020年度起执行。办结时应当提供公开网址、市人民政府收文回执、上级主管部门收文回执。",
    ],
    [
      "disclosure/licence-or-penalty",
      "行政许可、行政处罚决定作出后，有下列情形之一的，七个工作日内（文件规定）由决定机关向社会公开：（一）执法类别为行政许可；（二）设定“行政处罚公开范围”为“全部”；（三）具有一定社会影响。按照有关规定不宜公开，且载明不予公开依据和不予公开批准人的除外。公开内容应当载明执法机关、执法对象、执法类别、执法结论。适用“法律、行政法规另有规定的公开期限”的，从其规定。",
    ],
    [
      "disclosure/take-down-expired",
      "行政执法决定已向社会公开的，自公示截止期起三个工作日内（系统默认，可配置）由决定机关撤下已公开的信息。",
    ],
    [
      "legal-review/before-decision",
      "行政执法决定属于重大执法决定，未同时符合下列条件的，不得作出决定：（一）法制审核结果为同意；（二）已完成法制审核；（三）尚未作出或者审核完成日期不晚于作出决定日期。",
    ],
    [
      "legal-review/opinion",
      "行政执法决定送法制审核后，五个工作日内（系统默认，可配置）由决定机关出具书面法制审核意见。确有需要的，经主要负责人批准可以延长，最长不超过五个工作日。",
    ],
    [
      "legal-review/hearing-required",
      "行政处罚决定有下列情形之一的，认定需经听证程序：（一）处罚种类包括降低资质等级、吊销许可证件、责令停产停业、责令关闭或者限制从业；（二）吊销许可证件；（三）罚没数额达到听证标准。",
    ],
    [
      "legal-review/hearing-not-required",
      "行政处罚决定的处罚种类不包括降低资质等级、吊销许可证件、责令停产停业、责令关闭、限制从业，未吊销许可证件，且罚没数额未达到听证标准的，认定无须经听证程序。",
    ],
    [
      "legal-review/catalogue-register",
      "各行政执法机关应当保有重大执法决定法制审核目录清单，每年12月31日前（含当日，系统默认，可配置）复核一次。",
    ],
    [
      "normative-documents/legality-review-before-submission",
      "行政规范性文件未同时符合下列条件的，不得提交集体审议：（一）合法性审查结果为合法；（二）已完成合法性审查；（三）尚未提交集体审议或者合法性审查完成日期不晚于提交集体审议日期。属于紧急制定且载明紧急制定依据的除外。",
    ],
    [
      "normative-documents/clean-up",
      "行政规范性文件同时符合下列条件的，自上次清理日期（没有上次清理日期的，自公布日期）起二年内（文件规定）由制定机关清理规范性文件：（一）效力状态为有效；（二）未载明“有效期至”或者“有效期至”不早于查询日期；（三）设定“规范性文件集中清理的年份”为“不集中清理，按每件文件计”。",
    ],
    [
      "normative-documents/file-to-congress",
      "政府、政府办公室制定的行政规范性文件公布后，三十日内（系统默认，可配置）由制定机关报市人大常委会备案。",
    ],
  ];
  it.each(read)("%s", (id, text) => expect(sentencesOf(id)).toEqual([text]));

  it("and no English word stands in any sentence or note", () => {
    const texts = ruleset.rules.flatMap((rule) =>
      readRule(rule, ruleset).flatMap(({ inForce, sentences, notes }) => [
        inForce,
        flat(sentences),
        ...notes.map(({ text }) => text),
      ]),
    );
    expect(texts.length).toBeGreaterThan(ruleset.rules.length * 2);
    const names = /PM2\.5/g;
    expect(texts.filter((text) => /[A-Za-z]{2,}|undefined|\[object/.test(text.replace(names, "")))).toEqual(
      [],
    );
  });
});

describe("a setting reads by its label, its value by what it means", () => {
  it("in a condition, also where it is yes or no", () => {
    expect(sentencesOf("legal-review/reviewer-share").join()).toContain(
      "设定“聘用的法律专业人员的计算方式”为“计入”",
    );
  });

  it("in every note to a citation, where rules are called by their titles, too", () => {
    const notes = ruleset.rules.flatMap(({ cites }) => cites.flatMap(({ note }) => note ?? []));
    expect(notes.length).toBeGreaterThan(20);
    expect(notes.filter((note) => /[A-Za-z]/.test(note.replace(/(IP|WP)-[\d.]+(-[a-z])?/g, "")))).toEqual([]);
  });
});

describe("a version reads", () => {
  const kinds: Condition = { fact: "kind", operator: "in", value: ["行政许可", "行政处罚"] };
  const made: [string, string, RegExp][] = [
    ["with half days", readMade({ duty: { ...duty, due: { ...duty.due, count: 6.5 } } }), /六个半工作日内/],
    [
      "with a fixed date",
      readMade({ duty: { ...duty, due: { on: "2019-08-15", source: "text" } } }),
      /^行政执法决定，2019年8月15日前（含当日，文件规定）由决定机关向社会公开。$/,
    ],
    [
      "with a day of each half-year",
      readMade({ duty: { ...duty, due: { every: "half-year", on: "07-31", source: "law" } } }),
      /每半年末月最后一日前（含当日，法律规定）/,
    ],
    [
      "with a day that not every month has",
      readMade({ duty: { ...duty, due: { every: "month", on: "01-30", source: "law" } } }),
      /每月三十日前（当月没有该日的，为最后一日）（含当日，法律规定）/,
    ],
    [
      "with a supervisor's leave to extend",
      readMade({
        duty: {
          ...duty,
          extension: { by: { supervisor: "supervision" }, max: { count: 2, unit: "month" }, basis: "依据" },
        },
      }),
      /经昌吉市司法局批准可以延长，最长不超过两个月。$/,
    ],
    ["of named kinds only", readMade({ when: kinds }), /^行政许可、行政处罚决定作出后，七个工作日内/],
    [
      "of one agency's records",
      readMade({ when: { all: [kinds, { fact: "agency", operator: "equal", value: "housing" }] } }),
      /^昌吉市住房和城乡建设局的行政许可、行政处罚决定作出后/,
    ],
    [
      "with two short exceptions",
      readMade({
        when: {
          all: [
            { not: { all: [{ fact: "complex", operator: "equal", value: true }, kinds] } },
            { not: { all: [{ fact: "title", operator: "isPresent" }, kinds] } },
          ],
        },
      }),
      /除外/,
    ],
    [
      "with a gate on one condition",
      readMade({
        duty: undefined,
        gate: {
          step: "decide",
          reason: "理由",
          opensWhen: { fact: "review.result", operator: "equal", value: "同意" },
        },
      } as Partial<RuleVersion>),
      /^行政执法决定不符合“法制审核结果为同意”的，不得作出决定。$/,
    ],
    [
      "of a repealed rule and its successor",
      readRule(
        {
          id: "made/up",
          title: "试验",
          cites: [{ law: "法", article: "1" }],
          versions: [
            {
              effectiveFrom: "2019-08-06",
              effectiveTo: "2021-07-14",
              appliesTo: "enforcement-decision",
              duty,
            },
            {
              effectiveFrom: "2021-07-15",
              effectiveTo: "2024-12-31",
              appliesTo: "enforcement-decision",
              duty,
            },
          ],
        },
        ruleset,
      )
        .map(({ inForce }) => inForce)
        .join("；"),
      /^自2019年8月6日起施行，至2021年7月14日止（含当日）；自2021年7月15日起改为，至2024年12月31日止（含当日），此后停止执行$/,
    ],
  ];
  it.each(made)("%s", (_name, text, expected) => expect(text).toMatch(expected));
});
