import fc from "fast-check";
import { expect, it } from "vitest";
import { dischargeDuty, waiveDuty } from "../../../functions/domain/duty/close.ts";
import { reconcile } from "../../../functions/domain/duty/reconcile.ts";
import type { DecidedDuty, Decision, Duty } from "../../../functions/domain/entities.ts";
import { shippedRules } from "../../support/rules.ts";
import { apply, decidedDuty, decision, RECURRING, RULE, subject } from "./decided.ts";

const ruleset = await shippedRules();
const context = { ruleset, subject, on: "2026-11-16", by: "test" };

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, "0")}`);
const once = fc
  .record({ triggerOn: day, dueOn: day, dischargedOn: fc.option(day, { nil: undefined }) })
  .map(
    ({ dischargedOn, ...rest }): DecidedDuty =>
      decidedDuty({ ...rest, rule: RULE, ...(dischargedOn ? { status: "discharged", dischargedOn } : {}) }),
  );
const again = fc
  .record({ triggerOn: day, dueOn: day, responsible: fc.constantFrom("housing", "market-regulation") })
  .map((rest): DecidedDuty => decidedDuty({ ...rest, rule: RECURRING, recurring: true }));

type Step = { decide: Decision } | { close: "waive" | "discharge"; index: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.option(once, { nil: undefined }),
        fc.option(again, { nil: undefined }),
        fc.constantFrom("does-not-apply", "undetermined"),
      )
      .map(([a, b, outcome]) => ({
        decide: decision(
          [a, b].filter((duty) => duty !== undefined),
          outcome as "undetermined",
        ),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      close: fc.constantFrom("waive" as const, "discharge" as const),
      index: fc.nat(5),
    }),
  },
);

function closeOne(duties: readonly Duty[], { close, index }: Extract<Step, { close: string }>): Duty[] {
  const closing = { on: "2026-11-16", reason: "理由", evidence: {}, by: "test" };
  const end = close === "waive" ? waiveDuty : dischargeDuty;
  return duties.map((duty, i) => (i === index && duty.status === "open" ? end(duty, closing) : duty));
}

it("whatever decisions come in whatever order: ids unique, nothing deleted, versions by one, a second time changes nothing", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let duties: Duty[] = [];
      for (const one of steps) {
        if ("close" in one) {
          duties = closeOne(duties, one);
          continue;
        }
        const before = new Map(duties.map((duty) => [duty.id, duty]));
        const changes = reconcile(duties, one.decide, context);
        expect(new Set(changes.map((change) => change.duty.id)).size).toBe(changes.length);
        for (const { duty } of changes) expect(duty.version).toBe((before.get(duty.id)?.version ?? 0) + 1);
        for (const { duty } of changes) expect(before.get(duty.id)?.status === "waived").toBe(false);
        duties = apply(duties, changes);
        expect([...before.keys()].every((id) => duties.some((duty) => duty.id === id))).toBe(true);
        expect(new Set(duties.map((duty) => `${duty.rule}#${duty.instance}`)).size).toBe(duties.length);
        expect(
          duties.every(
            (duty) => (duty.status === "open") === (duty.closed === undefined) || duty.status === "withdrawn",
          ),
        ).toBe(true);
        for (const rule of [RULE, RECURRING]) {
          expect(
            duties.filter((duty) => duty.rule === rule && duty.status === "open").length,
          ).toBeLessThanOrEqual(1);
        }
        expect(reconcile(duties, one.decide, context)).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
});
