import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { normaliseFacts } from "../../../functions/domain/decide/facts.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import type { Decision, Subject } from "../../../functions/domain/entities.ts";
import { type Conclusion, explain } from "../../../functions/domain/explain/explanation.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { shippedRules } from "../../support/rules.ts";

const ON = "2026-09-28";
const REVIEW = "legal-review/before-decision";
const DISCLOSE = "disclosure/licence-or-penalty";

/** A penalty about which everything is stated that makes it major, or not. */
const PENALTY = {
  kind: "行政处罚",
  decidedOn: "2026-09-28",
  party: { type: "法人及非法人组织", name: "昌吉市某某建筑有限公司" },
  penaltyKinds: ["罚款"],
  fineYuan: 200_000,
  majorPublicInterest: false,
  socialImpactOrRisk: false,
  majorRights: false,
  complex: false,
  onReviewCatalogue: false,
  violationKind: "未按规定施工",
};

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await shippedRules();
});

const subject = (facts: object, type = "enforcement-decision", agency = "housing"): Subject => ({
  type,
  id: "1",
  agency,
  facts: normaliseFacts(ruleset, type, facts),
});

async function conclusion(rule: string, facts: object, type?: string, agency?: string): Promise<Conclusion> {
  const { conclusions } = await explain(subject(facts, type, agency), ruleset, ON);
  const found = conclusions.find((one) => one.rule === rule);
  if (!found) throw new Error(`no conclusion about ${rule}`);
  return found;
}

const without = (name: keyof typeof PENALTY) =>
  Object.fromEntries(Object.entries(PENALTY).filter(([key]) => key !== name));

describe("what would turn a conclusion", () => {
  it.each<[string, string, object, string]>([
    [
      "a fine below the amount that makes a hearing due",
      REVIEW,
      PENALTY,
      "若罚款金额小于三万元，则不受此项限制",
    ],
    [
      "the review that is missing, which takes two facts",
      REVIEW,
      PENALTY,
      "若法制审核结果为同意，并且审核完成日期不晚于作出决定日期，则可以作出决定",
    ],
    [
      "kinds of penalty with one consequence are said together",
      REVIEW,
      { ...PENALTY, fineYuan: 2000 },
      "若处罚种类包括降低资质等级、吊销许可证件、责令停产停业、责令关闭或者限制从业，则须先完成此项程序",
    ],
    [
      "an amount that would bring the review about",
      REVIEW,
      { ...PENALTY, fineYuan: 2000 },
      "若罚款金额达到三万元，则须先完成此项程序",
    ],
    [
      "a fact that opens the question only, where others are missing",
      REVIEW,
      without("majorPublicInterest"),
      "若罚款金额小于三万元，则尚不能认定，须补充其他事实",
    ],
    [
      "another kind of decision, which need not be disclosed so",
      DISCLOSE,
      PENALTY,
      "若执法类别不为行政许可、行政处罚，则无须办理本项",
    ],
  ])("%s", async (_, rule, facts, says) => {
    expect((await conclusion(rule, facts)).text).toContain(says);
  });

  it("the day of the question, where a certificate has run out", async () => {
    const stated = readFileSync("test/samples/records/personnel.jsonl", "utf8").split("\n")[1] as string;
    const { subject: officer } = readSubject(stated, ruleset, ON);
    const { conclusions } = await explain(officer, ruleset, ON);
    expect(conclusions.map(({ text }) => text).join("")).toContain(
      "若执法证件有效期届满日不早于查询日期，则可以上岗执法",
    );
  });
});

describe("a paragraph", () => {
  it("says the duty, its clauses, the law that counted, the grounds and what did not matter", async () => {
    const { text } = await conclusion(DISCLOSE, PENALTY);
    for (const part of [
      "昌吉市住房和城乡建设局应当在2026年10月13日前（含当日，文件规定）向社会公开",
      "依据〔IP-2.2.4-a〕〔IP-2.2.1-c〕《政府信息公开条例》第二十条",
      "适用2019年8月6日起施行的版本（以作出决定日期2026年9月28日为准）",
      "因执法类别为行政处罚、已作出",
      "是否具有一定社会影响未填写，但不影响结论",
      "执法类别为行政处罚而非行政许可，不影响结论，未再审查",
    ])
      expect(text).toContain(part);
  });

  it("follows a classification to the facts that it rests on", async () => {
    const { text } = await conclusion(REVIEW, PENALTY);
    expect(text).toMatch(
      /因属于重大执法决定，适用。其中，“重大执法决定”依.*认定：.*罚款金额二十万元达到三万元/,
    );
  });

  it("says of what is open what is missing", async () => {
    const { conclusions } = await explain(subject(without("violationKind")), ruleset, ON);
    const open = conclusions.filter(({ about }) => about === "open");
    expect(open.length).toBeGreaterThan(0);
    for (const { text } of open) expect(text).toContain("尚缺违法行为类型，填写后即可认定");
  });

  it("tells nothing personal", async () => {
    const { conclusions } = await explain(
      subject({ ...PENALTY, party: { type: "自然人", name: "张三丰", code: "652301199003071234" } }),
      ruleset,
      ON,
    );
    expect(conclusions.map(({ text }) => text).join("")).not.toMatch(/张三丰|652301199003071234/);
  });
});

describe("what is said to turn a conclusion does", () => {
  it("for every fine on the side that is told, and for none on the other", async () => {
    const { turns } = await conclusion(REVIEW, PENALTY);
    expect(turns[0]).toEqual({ says: "罚款金额小于三万元", example: { fineYuan: 3000 } });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6_000_000 }), async (fen) => {
        const { findings } = await decide(subject({ ...PENALTY, fineYuan: fen / 100 }), ruleset, ON);
        const outcome = findings.find(({ rule }) => rule === REVIEW)?.outcome;
        expect(outcome).toBe(fen < 3_000_000 ? "does-not-apply" : "applies");
      }),
      { numRuns: 200 },
    );
  });

  it.each(readdirSync("test/samples/records").map((name) => name.replace(".jsonl", "")))(
    "with the values that are given as an example, for records of %s",
    async (type) => {
      for (const line of readFileSync(`test/samples/records/${type}.jsonl`, "utf8").trimEnd().split("\n")) {
        const { subject: one } = readSubject(line, ruleset, ON);
        const { decision, conclusions } = await explain(one, ruleset, ON);
        for (const { rule, turns } of conclusions)
          for (const { says, example } of turns) {
            const then = await decide({ ...one, facts: { ...one.facts, ...example } }, ruleset, ON);
            expect(standing(then, rule), `${rule}: ${says}`).not.toEqual(standing(decision, rule));
          }
      }
    },
  );
});

/** What a decision says at one rule: whether it applies, and what it does to the steps. */
const standing = ({ findings, gates }: Decision, rule: string) => [
  findings.find((one) => one.rule === rule)?.outcome,
  gates.map(({ reasons }) => reasons.find((one) => one.rule === rule)?.state),
];
