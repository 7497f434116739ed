import { describe, expect, it } from "vitest";
import { facts, measured, report, rule, whole } from "./probe-rule.ts";

describe("cases beside rules", () => {
  it("of an indicator ask on both days of what each version's breach opens", async () => {
    const { effectiveTo: _, ...open } = measured;
    const versions = [measured, { ...open, effectiveFrom: "2026-01-01" }];
    const missed = (period: string, on: string, late?: boolean) => ({
      name: `${period}，${on}`,
      period,
      records: [{ facts: { kind: "行政许可", decidedOn: `${period}-17` } }],
      on,
      expect: { outcome: "applies", ...(late !== undefined && { late }) },
    });
    const gaps = async (...cases: object[]) =>
      (await report(cases, { ...rule, versions })).gaps
        .filter((gap) => gap.includes("届满日"))
        .map((gap) => gap.replace(/起施行的版本没有案例试到|（.*/g, ""));
    expect(await gaps(missed("2025-09", "2025-10-09"))).toEqual([
      "自2019年8月6日期限届满日当日",
      "自2019年8月6日届满日次日",
      "自2026年1月1日期限届满日当日",
      "自2026年1月1日届满日次日",
    ]);
    const later = [missed("2026-09", "2026-11-03", false), missed("2026-09", "2026-11-04", true)];
    expect(await gaps(...later)).toEqual(["自2019年8月6日期限届满日当日", "自2019年8月6日届满日次日"]);
    const earlier = [missed("2025-09", "2025-11-04", false), missed("2025-09", "2025-11-05", true)];
    expect(await gaps(...earlier, ...later)).toEqual([]);
  });

  const failing: [string, object, string[]][] = [
    [
      "a wrong due date",
      { record: { facts }, on: "2026-09-28", expect: { outcome: "applies", due: "2026-09-27" } },
      ["应当：届满日2026-09-27；实际：届满日2026-09-28", "因执法类别为行政许可、已作出，适用"],
    ],
    [
      "a rule that does not apply",
      {
        record: { facts: { ...facts, kind: "行政处罚" } },
        expect: { outcome: "applies", due: "2026-10-13" },
      },
      ["应当：适用，届满日2026-10-13；实际：不适用，没有届满日", "因执法类别为行政处罚而非行政许可，不适用"],
    ],
    [
      "a fact that is missing",
      { record: { facts: { decidedOn: "2026-09-17" } }, expect: { outcome: "undetermined", missing: [] } },
      ["应当：不缺事实；实际：尚缺执法类别", "已知已作出；尚不能认定：尚缺执法类别，填写后即可认定"],
    ],
    [
      "a version that was not yet in force",
      { record: { facts: { ...facts, decidedOn: "2019-08-05" } }, expect: { outcome: "applies" } },
      [
        "应当：适用；实际：不适用",
        "以作出决定日期2019年8月5日为准，当日尚未施行（自2019年8月6日起施行），不适用",
      ],
    ],
  ];
  it.each(failing)("that expect otherwise fail and say why: %s", async (_name, one, failures) => {
    const found = await report([...whole, { name: "错", ...one }]);
    expect(found.cases.at(-1)).toEqual({ name: "错", failures });
  });

  const published = { facts: { ...facts, publishedOn: "2026-09-29" } };
  const later: [string, object, object, pointer: string, on: string][] = [
    [
      "after the day that it asks about",
      rule,
      { record: published, on: "2026-09-28" },
      "/record/facts/publishedOn",
      "2026-09-28",
    ],
    [
      "after today where it names none",
      rule,
      { record: { facts: { ...facts, publishedOn: "2026-11-24" } } },
      "/record/facts/publishedOn",
      "2026-11-23",
    ],
    [
      "in one of several records",
      { ...rule, versions: [measured] },
      { period: "2025-09", records: [{ facts }, published], on: "2026-09-28" },
      "/records/1/facts/publishedOn",
      "2026-09-28",
    ],
  ];
  it.each(later)("fail in which something is done only later: %s", async (_, probe, one, pointer, on) => {
    const found = await report([{ name: "错", ...one, expect: { outcome: "applies" } }], probe);
    const failure = expect.stringContaining(`已经发生的日期不得晚于 ${on}（案例的查询日期 on，`);
    expect(found.cases).toEqual([{ name: "错", failures: [failure], pointer }]);
  });

  it("of a gate say what it opens on", async () => {
    const gate = {
      ...rule,
      versions: [
        {
          effectiveFrom: "2019-08-06",
          appliesTo: "enforcement-decision",
          gate: {
            step: "decide",
            reason: "须经法制审核",
            opensWhen: { fact: "review.result", operator: "equal", value: "同意" },
          },
        },
      ],
    };
    const one = { name: "未审核", record: { facts }, expect: { outcome: "applies", gate: "open" } };
    expect((await report([one], gate)).cases[0]?.failures).toEqual([
      "应当：可以办理；实际：不得办理",
      "适用",
      "放行条件：因法制审核结果未填写，尚不具备",
    ]);
  });

  it("of a duty say who owes it", async () => {
    const one = { name: "他人", record: { agency: "housing", facts }, on: "2026-09-18" };
    const wrong = { ...one, expect: { outcome: "applies", responsible: "justice" } };
    expect((await report([wrong])).cases[0]?.failures[0]).toBe(
      "应当：由昌吉市司法局办理；实际：由昌吉市住房和城乡建设局办理",
    );
  });
});
