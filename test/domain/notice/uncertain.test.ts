import { describe, expect, it } from "vitest";
import type { NoticeLine } from "../../../functions/domain/notice/line.ts";
import { askLines, isOverdue, uncertainPolicy } from "../../../functions/domain/notice/uncertain.ts";
import type { Ladder, WhenUncertain } from "../../../functions/domain/schema/folder.ts";
import { aDuty, shippedRuleset } from "./rules.ts";

const ruleset = await shippedRuleset();
const SLOW: WhenUncertain = { afterHours: 48, act: "resend" };
const QUICK: WhenUncertain = { afterHours: 2, act: "resend" };
const ASK: WhenUncertain = { afterHours: 6, act: "ask" };

/** The policy of a digest with one line of a duty for each of these, and one of the agency for `none`. */
function policyOf(...policies: (WhenUncertain | "silent" | "none")[]): WhenUncertain {
  const ladder = (whenUncertain: WhenUncertain | "silent"): Ladder => ({
    id: "x",
    title: "x",
    steps: [],
    ...(whenUncertain === "silent" ? {} : { whenUncertain }),
  });
  const lines = policies.map((policy, n) => ({
    key: `${n}`,
    ...(policy === "none" ? {} : { dutyId: `${n}` }),
  }));
  const duties = new Map(policies.map((_, n) => [`${n}`, aDuty({ id: `${n}`, ladder: `l${n}` })]));
  const ladders = new Map(policies.flatMap((p, n) => (p === "none" ? [] : [[`l${n}`, ladder(p)] as const])));
  return uncertainPolicy(lines as NoticeLine[], duties, { ladders });
}

describe("a mail whose outcome nobody knows", () => {
  it.each<[string, Parameters<typeof policyOf>, WhenUncertain]>([
    ["follows its ladder", [QUICK], QUICK],
    ["waits as long as the slowest of its ladders", [QUICK, SLOW], SLOW],
    ["whichever line comes first", [SLOW, QUICK], SLOW],
    ["is not sent again where one ladder would ask", [QUICK, ASK, SLOW], ASK],
    ["is asked about after a day where its ladder is silent", ["silent"], { afterHours: 24, act: "ask" }],
    [
      "is asked about after a day where a line has no ladder",
      [QUICK, "none"],
      { afterHours: 24, act: "ask" },
    ],
    ["is asked about after a day where it has no lines at all", [], { afterHours: 24, act: "ask" }],
  ])("%s", (_, policies, expected) => {
    expect(policyOf(...policies)).toEqual(expected);
  });

  it.each([
    ["2026-11-23T08:29:59.999Z", false],
    ["2026-11-23T08:30:00.000Z", true],
  ])("waits from when it was handed over: at %s %s", (at, expected) => {
    expect(isOverdue(ASK, "2026-11-23T02:30:00.000Z", at)).toBe(expected);
  });

  it("is put to the keeper of the directory by agency and role, not by name or address", () => {
    const digest = {
      id: "digest:1:market-regulation-head:2026-11-23",
      recipient: "market-regulation-head",
      agency: "market-regulation",
      day: "2026-11-23",
      status: "uncertain" as const,
    };
    expect(askLines(digest, 2, ruleset, "2026-11-24")).toMatchObject([
      {
        key: "line:1:digest:1:market-regulation-head:2026-11-23#uncertain.2#justice-legal-unit",
        kind: "mail",
        text: "有一封邮件不知是否送达，请核实后处理：2026年11月23日发给昌吉市市场监督管理局“主要负责人”，编号 digest:1:market-regulation-head:2026-11-23",
      },
    ]);
    expect(askLines({ ...digest, status: "failed" }, 2, ruleset, "2026-11-24")[0]?.text).toContain(
      "有一封邮件未能发出，请核实后处理",
    );
  });
});
