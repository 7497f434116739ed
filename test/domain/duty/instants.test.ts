import { describe, expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { normaliseFacts } from "../../../functions/domain/decide/facts.ts";
import { recompute } from "../../../functions/domain/duty/recompute.ts";
import { reconcile } from "../../../functions/domain/duty/reconcile.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { matterOf } from "../../../functions/domain/notice/matter.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { registrationRules } from "../../support/registration.ts";

const ruleset = registrationRules();
const ON = "2026-11-23";

/** What is stored of one record after each of these versions of its facts. */
async function stored(...versions: object[]) {
  let duties: readonly Duty[] = [];
  let last: ReturnType<typeof reconcile> = [];
  for (const facts of versions) {
    const read = normaliseFacts(ruleset, "registration", facts);
    const subject = { type: "registration", id: "1", agency: "housing", facts: read };
    last = reconcile(duties, await decide(subject, ruleset, ON), { ruleset, subject, on: ON, by: "试" });
    const after = new Map([...duties, ...last.map(({ duty }) => duty)].map((duty) => [duty.id, duty]));
    duties = [...after.values()];
  }
  return { duty: duties[0] as Duty, last };
}

describe("a duty that ends at 14:00", () => {
  const acceptedAt = "2026-09-17 15:00";
  it.each<[string, string, boolean, string]>([
    ["is met at 14:00", "2026-09-28 14:00", false, "台账事实表明已办结"],
    ["is missed a minute later", "2026-09-28 14:01", true, "台账事实表明已办结"],
    ["is met the day before at any hour", "2026-09-27 23:00", false, "台账事实表明已办结"],
    [
      "is met on that day where nobody knows the hour, and says so",
      "2026-09-28",
      false,
      "台账事实表明已办结；只填写了日期，届满日当日办结的视为按期",
    ],
    ["is missed on the day after where nobody knows the hour", "2026-09-29", true, "台账事实表明已办结"],
  ])("%s", async (_name, completedAt, late, reason) => {
    const { duty } = await stored({ acceptedAt }, { acceptedAt, completedAt });
    expect(duty.closed).toMatchObject({ late, reason, on: completedAt.slice(0, 10) });
    expect(duty.closed?.at).toBe(
      completedAt.length > 10 ? `${completedAt.replace(" ", "T")}+08:00` : undefined,
    );
  });

  it("moves where the event is corrected, also by half a day", async () => {
    const { last } = await stored({ acceptedAt: "2026-09-18 10:00" }, { acceptedAt: "2026-09-17 15:00" });
    expect(last.map(({ kind, duty }) => [kind, duty.dueOn, duty.derivation.dueAt])).toEqual([
      ["moved", "2026-09-28", "2026-09-28T06:00:00.000Z"],
    ]);
  });

  it("is judged anew where the hour of what was done is corrected", async () => {
    const { duty, last } = await stored(
      { acceptedAt, completedAt: "2026-09-28 14:30" },
      { acceptedAt, completedAt: "2026-09-28 13:30" },
    );
    expect(last.map(({ reason }) => reason)).toEqual(["办结日期或期限已更正"]);
    expect(duty.closed?.late).toBe(false);
  });
});

it("a mail names the hour at which it is due", async () => {
  const { duty } = await stored({ acceptedAt: "2026-09-17 15:00" });
  const { due, why } = matterOf(duty, {}, "housing", "2026-09-20", ruleset);
  expect(due).toBe("2026年9月28日14时");
  expect(why).toContain("自2026年9月17日15时所在半日之后起算，计6.5个工作日");
});

it("a change of the calendar that moves only the hour is told", async () => {
  const { duty } = await stored({ acceptedAt: "2026-09-18 10:00" });
  const before: Duty = { ...duty, derivation: { ...duty.derivation, dueAt: "2026-09-28T06:00:00.000Z" } };
  const moved = recompute(before, ruleset as Ruleset);
  expect(moved).toMatchObject({ dueBefore: duty.dueOn, duty: { dueOn: duty.dueOn } });
  expect(moved?.reason).toMatch(/^放假安排改变，期限仍为 2026-09-28，改为20时届满$/);
});
