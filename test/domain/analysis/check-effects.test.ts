import { describe, expect, it } from "vitest";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import { check, comesTo, decided, exampleOf, licence, penalty, says } from "./checked.ts";
import { all, any, leaf } from "./fixture.ts";

describe("a gate is refused", () => {
  const opens = "/versions/0/gate/opensWhen";
  const gate = (opensWhen: Condition) => ({ step: "decide", reason: "须先审核", opensWhen });
  const reviewed = leaf("review.result", "equal", "同意");
  const cases: [name: string, version: object, expected: string[]][] = [
    [
      "that nothing opens",
      { when: penalty, gate: gate(all(reviewed, leaf("review.result", "isMissing"))) },
      [`error never-opens ${opens}/all/1`],
    ],
    [
      "that nothing opens while it applies",
      { when: penalty, gate: gate(all(reviewed, licence)) },
      [`error never-opens ${opens}`],
    ],
    [
      "that is always open while it applies",
      { when: penalty, gate: gate(any(reviewed, penalty)) },
      [`error always-opens ${opens}`],
    ],
    [
      "that opens on any value, but not without one",
      { when: penalty, gate: gate(leaf("review.result", "in", ["同意", "存在问题"])) },
      [],
    ],
    [
      "without a condition, that is always open",
      { gate: gate(any(decided, leaf("decidedOn", "isMissing"))) },
      [`error always-opens ${opens}`],
    ],
  ];
  it.each(cases)("%s", (_name, version, expected) => {
    expect(says(...check(version))).toEqual(expected);
  });
});

describe("a duty whose due date can never be known", () => {
  const due = "/versions/0/duty/due";
  const undecided = leaf("decidedOn", "isMissing");
  const duty = (after: string | string[], count: number | { fact: string } = 7) => ({
    duty: { action: "disclose", due: { after, count, unit: "working-day", source: "text" } },
  });
  const cases: [name: string, when: Condition, duty: object, expected: string[], says?: string][] = [
    [
      "is refused where what it is counted from must be missing",
      all(penalty, undecided),
      duty("decidedOn"),
      [`error never-due ${due}/after`],
      "执法类别为行政处罚，尚未作出的，不符合“作出决定日期已填写”",
    ],
    [
      "is refused where both that it may be counted from must be",
      all(undecided, leaf("publishedOn", "isMissing")),
      duty(["publishedOn", "decidedOn"]),
      [`error never-due ${due}/after`],
    ],
    [
      "is refused where the number must be missing",
      all(decided, leaf("fineYuan", "isMissing")),
      duty("decidedOn", { fact: "fineYuan" }),
      [`error never-due ${due}/count/fact`],
    ],
    ["passes where one of two may be there", undecided, duty(["decidedOn", "publishedOn"]), []],
    ["passes where nothing is said of it", penalty, duty("decidedOn"), []],
    ["passes where the number is a setting", penalty, duty("decidedOn", { fact: "setting.hearingYuan" }), []],
    [
      "is not told again where the rule never applies",
      all(licence, penalty),
      duty("decidedOn"),
      ["error never-applies /versions/0/when/all/1"],
    ],
  ];
  it.each(cases)("%s", async (_name, when, effect, expected, text) => {
    const found = check({ when, ...effect });
    expect(says(...found)).toEqual(expected);
    if (!text) return;
    expect(exampleOf(found[0])).toBe(text);
    expect(await comesTo(when, found[0]?.example)).toBe(true);
  });
});

describe("an indicator is refused", () => {
  const at = "/versions/0/indicator";
  const cases: [name: string, numerator: Condition, denominator: Condition, expected: string[]][] = [
    ["that counts nothing", all(penalty, licence), decided, [`error never-applies ${at}/numerator/all/1`]],
    ["over nothing", decided, all(penalty, licence), [`error never-applies ${at}/denominator/all/1`]],
    ["that every record meets", decided, all(decided, penalty), [`error never-applies ${at}`]],
    [
      "no more than warned of where it compares two kinds of records",
      licence,
      penalty,
      [`warning indicator-apart ${at}`],
    ],
    ["not at all when some records meet it", all(penalty, decided), penalty, []],
  ];
  it.each(cases)("%s", (_name, numerator, denominator, expected) => {
    expect(says(...check({ indicator: { numerator, denominator } }))).toEqual(expected);
  });
});
