import { describe, expect, it } from "vitest";
import { waiveDuty } from "../../../functions/domain/duty/close.ts";
import { askExtension, grantExtension } from "../../../functions/domain/duty/extend.ts";
import { reconcile } from "../../../functions/domain/duty/reconcile.ts";
import type { DecidedDuty, Duty, Outcome } from "../../../functions/domain/entities.ts";
import { shippedRules } from "../../support/rules.ts";
import { apply, decidedDuty, decision, RECURRING, subject } from "./decided.ts";

const ruleset = await shippedRules();

/** Decides and reconciles a series of decisions, one after the other. */
function run(series: readonly (readonly DecidedDuty[])[], start: readonly Duty[] = [], outcome?: Outcome) {
  let duties = [...start];
  let kinds: string[] = [];
  for (const decided of series) {
    const changes = reconcile(duties, decision(decided, outcome), {
      ruleset,
      subject,
      on: "2026-11-16",
      by: "test",
    });
    kinds = changes.map((change) => change.kind);
    duties = apply(duties, changes);
  }
  return { duties, kinds };
}

const done = { status: "discharged", dischargedOn: "2026-11-20" } as const;
const lasting = (triggerOn: string) =>
  decidedDuty({ rule: RECURRING, recurring: true, triggerOn, dueOn: `${+triggerOn.slice(0, 4) + 2}-12-01` });

describe("reconcile", () => {
  const table: [string, DecidedDuty[][], string[], string[]][] = [
    ["a rule that applies opens a duty", [[decidedDuty()]], ["opened"], ["open"]],
    ["the same decision again changes nothing", [[decidedDuty()], [decidedDuty()]], [], ["open"]],
    [
      "a record that comes in done opens a discharged duty",
      [[decidedDuty(done)]],
      ["discharged"],
      ["discharged"],
    ],
    [
      "a corrected date moves the duty",
      [[decidedDuty()], [decidedDuty({ dueOn: "2026-11-25" })]],
      ["moved"],
      ["open"],
    ],
    ["a publication discharges it", [[decidedDuty()], [decidedDuty(done)]], ["discharged"], ["discharged"]],
    ["a publication taken back reopens it", [[decidedDuty(done)], [decidedDuty()]], ["reopened"], ["open"]],
    ["a rule that no longer applies withdraws it", [[decidedDuty()], []], ["withdrawn"], ["withdrawn"]],
    [
      "a withdrawn duty that applies again is reopened",
      [[decidedDuty()], [], [decidedDuty()]],
      ["reopened"],
      ["open"],
    ],
    ["what is done stays done when the rule stops applying", [[decidedDuty(done)], []], [], ["discharged"]],
    [
      "a later trigger ends the old instance and opens the next",
      [[lasting("2024-01-05")], [lasting("2026-01-05")]],
      ["discharged", "opened"],
      ["discharged", "open"],
    ],
    [
      "a later trigger taken back restores the old instance",
      [[lasting("2024-01-05")], [lasting("2026-01-05")], [lasting("2024-01-05")]],
      ["withdrawn", "reopened"],
      ["open", "withdrawn"],
    ],
  ];
  it.each(table)("%s", (_, series, kinds, statuses) => {
    const result = run(series);
    expect(result.kinds).toEqual(kinds);
    expect(result.duties.map((duty) => duty.status)).toEqual(statuses);
  });

  it("keeps an open duty whose rule lost a fact and is undetermined", () => {
    const { duties } = run([[decidedDuty()]]);
    expect(run([[]], duties, "undetermined").kinds).toEqual([]);
  });

  it("leaves a waived duty as it is", () => {
    const [duty] = run([[decidedDuty()]]).duties as [Duty];
    const waived = waiveDuty(duty, { on: "2026-11-16", reason: "重复登记", evidence: {}, by: "supervisor" });
    expect(run([[decidedDuty({ dueOn: "2026-12-01" })], []], [waived]).duties).toEqual([waived]);
  });

  it.each([
    ["on the due date is in time", "2026-11-23", false],
    ["the day after is late", "2026-11-24", true],
  ])("done %s", (_, dischargedOn, late) => {
    const { duties } = run([[decidedDuty({ status: "discharged", dischargedOn })]]);
    expect(duties[0]?.closed).toMatchObject({
      on: dischargedOn,
      late,
      evidence: { publishedUrl: "https://www.example.org/1" },
    });
  });

  it("a granted extension outlives the next decision, a request does not move anything", () => {
    const [duty] = run([[decidedDuty()]]).duties as [Duty];
    const terms = {
      by: { supervisor: "supervision" },
      max: { count: 5, unit: "working-day" as const },
      basis: "依据",
    };
    const asked = askExtension(
      duty,
      terms,
      { until: "2026-11-30", reason: "案情复杂", by: "a", on: "2026-11-20" },
      ruleset,
    );
    expect(asked.dueOn).toBe("2026-11-23");
    const granted = grantExtension(asked, "b", ruleset);
    expect(granted.dueOn).toBe("2026-11-30");
    expect(run([[decidedDuty()]], [granted]).kinds).toEqual([]);
    expect(() =>
      askExtension(duty, terms, { until: "2026-12-01", reason: "x", by: "a", on: "2026-11-20" }, ruleset),
    ).toThrow("不晚于 2026-11-30");
  });

  it("does not take again, under a new date, the steps that were taken", () => {
    const [duty] = run([[decidedDuty()]]).duties as [Duty];
    expect(duty.nextStep).toBe(0);
    const [moved] = run([[decidedDuty({ dueOn: "2026-12-01" })]], [{ ...duty, nextStep: 1 }]).duties as [
      Duty,
    ];
    expect(moved.nextStep).toBe(1);
    expect(moved.steps[1]?.on).not.toBe(duty.steps[1]?.on);
  });

  it("calls duties due before the installation went live historical", () => {
    expect(run([[decidedDuty({ dueOn: "2026-07-31" })]]).duties[0]?.historical).toBe(true);
    expect(run([[decidedDuty({ dueOn: "2026-08-01" })]]).duties[0]?.historical).toBe(false);
  });
});
