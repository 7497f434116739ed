import { describe, expect, it } from "vitest";
import { analyse } from "../../../functions/domain/analysis/analyse.ts";
import { all, any, leaf, not } from "./fixture.ts";
import {
  decided,
  duty,
  flag,
  folderOf,
  large,
  licence,
  type Outcomes,
  type Own,
  outcomes,
  penalty,
  says,
} from "./small-folders.ts";

describe("rules without effect of their own are warned of", () => {
  const cases: [name: string, expected: string[], ...own: Own[]][] = [
    [
      "a flag that another one sets anyway",
      ["warning shadowed demo/a/two.json /versions/0/when"],
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, large), true)]],
    ],
    [
      "whichever comes first",
      ["warning shadowed demo/a/one.json /versions/0/when"],
      ["a/one", [flag(all(penalty, large), true)]],
      ["a/two", [flag(penalty, true)]],
    ],
    [
      "of two alike the later one",
      ["warning shadowed demo/a/two.json /versions/0/when"],
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(all(penalty, any(large, not(large), leaf("fineYuan", "isMissing"))), 7)]],
    ],
    [
      "not one that begins earlier",
      [],
      ["a/one", [{ ...flag(penalty, true), effectiveFrom: "2021-01-01" }]],
      ["a/two", [flag(all(penalty, large), true)]],
    ],
    [
      "not one that stands where the other is set aside",
      [],
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, large), true)]],
      ["a/z", [duty(all(penalty, decided), 7)], { exceptTo: ["a/one"] }],
    ],
    [
      "an exception that never meets its rule",
      ["warning exception-without-effect demo/a/two.json /exceptTo/0"],
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(licence, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "an exception that leaves nothing of its rule",
      ["warning always-excepted demo/a/one.json /versions/0"],
      ["a/one", [duty(all(penalty, large), 7)]],
      ["a/two", [duty(penalty, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "exceptions that together leave nothing of their rule",
      ["warning always-excepted demo/a/one.json /versions/0"],
      ["a/one", [duty(all(penalty, decided, leaf("fineYuan", "isPresent")), 7)]],
      ["a/three", [duty(not(large), 20)], { exceptTo: ["a/one"] }],
      ["a/two", [duty(large, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "a version for days on which it is not in force",
      ["warning never-in-force demo/a/one.json /versions/0/when"],
      ["a/one", [{ ...flag(all(penalty, leaf("decidedOn", "before", "2019-08-06")), true) }]],
    ],
    [
      "not one that also covers what was there before",
      [],
      [
        "a/one",
        [{ ...flag(all(penalty, leaf("decidedOn", "before", "2019-08-06")), true), coversEarlier: true }],
      ],
    ],
  ];
  it.each(cases)("%s", (_name, expected, ...own) => {
    expect(says(...own)).toEqual(expected);
  });
});

describe("what has no effect of its own is shown with a record", () => {
  const early = all(penalty, leaf("decidedOn", "before", "2019-08-06"));
  const [applies, not] = ["applies", "does-not-apply"];
  const cases: [name: string, says: string, outcomes: Outcomes, other: Outcomes | undefined, ...Own[]][] = [
    [
      "on which both flags stand",
      "执法类别为行政处罚，罚款数额为五万点零一元，作出决定日期为2019年8月6日的，两条规则都适用，后果相同",
      { "a/one": applies, "a/two": applies },
      undefined,
      ["a/one", [flag(penalty, true)]],
      ["a/two", [flag(all(penalty, large), true)]],
    ],
    [
      "that meets the rule and its exception",
      "执法类别为行政处罚，罚款数额为五万点零一元，作出决定日期为2019年8月6日的，符合本规则的条件，但适用例外",
      { "a/one": `${not}, excepted`, "a/two": applies },
      undefined,
      ["a/one", [duty(all(penalty, large), 7)]],
      ["a/two", [duty(penalty, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "for each of two rules that never meet",
      "执法类别为行政许可，作出决定日期为2019年8月6日的，只适用本规则；执法类别为行政处罚，作出决定日期为2019年8月6日的，只适用规则“规则a/one”",
      { "a/one": not, "a/two": applies },
      { "a/one": applies, "a/two": not },
      ["a/one", [duty(penalty, 7)]],
      ["a/two", [duty(licence, 20)], { exceptTo: ["a/one"] }],
    ],
    [
      "that meets a condition while it is not in force",
      "执法类别为行政处罚，作出决定日期为2019年8月5日的，符合条件，但不在施行期间",
      { "a/one": "not in force" },
      undefined,
      ["a/one", [flag(early, true)]],
    ],
  ];
  it.each(cases)("%s", async (_name, says, expected, other, ...own) => {
    const folder = folderOf(...own);
    const [found] = analyse(folder);
    expect(found?.message.split("。例：")[1]).toBe(says);
    expect(await outcomes(found?.example, folder.ruleset)).toEqual(expected);
    if (other) expect(await outcomes(found?.otherExample, folder.ruleset)).toEqual(other);
    else expect(found).not.toHaveProperty("otherExample");
  });
});
