import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decision, Outcome } from "../../../functions/domain/entities.ts";
import { flagLevels } from "../../../functions/domain/ruleset/flag-levels.ts";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { ask, disclose, no, probe, rulesetOf, yes } from "./probe.ts";

const STATED = ["socialImpact", "majorPublicInterest", "majorRights", "complex"];
const FLAGS = ["hearingRequired", "onReviewCatalogue", "majorDecision"];

const leaf = fc
  .tuple(fc.constantFrom(...STATED, ...FLAGS), fc.boolean())
  .map(([fact, value]) => (value ? yes(fact) : no(fact)));
const when: fc.Arbitrary<Condition> = fc.oneof(
  leaf,
  fc.record({ all: fc.array(leaf, { minLength: 1, maxLength: 3 }) }),
  fc.record({ any: fc.array(leaf, { minLength: 1, maxLength: 3 }) }),
);
const effect = fc.oneof(
  fc
    .record(
      { fact: fc.constantFrom(...FLAGS), value: fc.boolean(), otherwise: fc.boolean() },
      { requiredKeys: ["fact", "value"] },
    )
    .map((flag) => ({ flag })),
  leaf.map((opensWhen) => ({ gate: { step: "decide" as const, reason: "须先审核", opensWhen } })),
  fc.constantFrom(7, 20, { fact: "otherLimit.workingDays" }).map((count) => ({ duty: disclose(count) })),
);
/** Some rules that flag, gate and owe, with exceptions between them, and no circle. */
const rules: fc.Arbitrary<Rule[]> = fc
  .array(fc.record({ when, effect, exceptTo: fc.array(fc.nat(6), { maxLength: 2 }) }), {
    minLength: 2,
    maxLength: 7,
  })
  .map((drafts) =>
    drafts.map((draft, i) =>
      probe(`probe/r${i}`, {
        when: draft.when,
        ...draft.effect,
        exceptTo: draft.exceptTo.filter((n) => n < drafts.length).map((n) => `probe/r${n}`),
      }),
    ),
  )
  .filter((drafts) => flagLevels(drafts).circles.length === 0);

const model = {
  ...Object.fromEntries(STATED.map((fact) => [fact, fc.boolean()])),
  "otherLimit.workingDays": fc.constantFrom(3, 20),
};
const dated = (facts: object) => ({ ...facts, decidedOn: "2026-09-17" }) as Facts;
const partial = fc.record(model, { requiredKeys: [] }).map(dated);
const whole = fc.record(model).map(dated);

const outcomes = (decision: Decision) => new Map(decision.findings.map((f) => [f.rule, f.outcome]));
const KLEENE: Readonly<Record<Outcome, boolean | null>> = {
  applies: true,
  "does-not-apply": false,
  undetermined: null,
};

describe("any rules on any record", () => {
  it("a rule applies exactly where its own condition does and none of its exceptions", async () => {
    await fc.assert(
      fc.asyncProperty(rules, partial, async (set, facts) => {
        const decision = await ask(rulesetOf(...set), facts);
        const found = outcomes(decision);
        for (const rule of set) {
          const finding = decision.findings.find((f) => f.rule === rule.id);
          const count = rule.versions[0]?.duty?.due;
          const counted =
            count &&
            "after" in count &&
            typeof count.count === "object" &&
            !("otherLimit.workingDays" in facts);
          const own = counted && finding?.trace?.result === true ? null : (finding?.trace?.result ?? null);
          const against = set
            .filter((r) => r.exceptTo?.includes(rule.id))
            .map((r) => KLEENE[found.get(r.id) as Outcome]);
          const expected =
            own === false || against.includes(true)
              ? false
              : own === null || against.includes(null)
                ? null
                : true;
          expect(KLEENE[finding?.outcome as Outcome]).toBe(expected);
          if (expected !== true) expect(decision.duties.filter((d) => d.rule === rule.id)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("what is decided stays so when more becomes known", async () => {
    await fc.assert(
      fc.asyncProperty(rules, partial, whole, async (set, some, all) => {
        const before = await ask(rulesetOf(...set), some);
        const after = await ask(rulesetOf(...set), { ...all, ...some });
        const later = outcomes(after);
        for (const [rule, outcome] of outcomes(before)) {
          if (outcome !== "undetermined") expect([rule, later.get(rule)]).toEqual([rule, outcome]);
        }
        expect(after.flags).toMatchObject(before.flags);
      }),
      { numRuns: 500 },
    );
  });

  it("the order of rules changes nothing", async () => {
    const sorted = ({ findings, gates, duties, reports, flags }: Decision) => ({
      findings: findings
        .map(({ missing, exceptions = [], ...f }) => ({
          ...f,
          missing: [...missing].sort(),
          exceptions: exceptions.toSorted((a, b) => a.rule.localeCompare(b.rule)),
        }))
        .sort((a, b) => a.rule.localeCompare(b.rule)),
      gates: gates.map((g) => ({
        ...g,
        by: [...g.by].sort(),
        reasons: g.reasons.toSorted((a, b) => a.rule.localeCompare(b.rule)),
      })),
      duties: duties.toSorted((a, b) => a.rule.localeCompare(b.rule)),
      reports: reports.toSorted((a, b) => a.rule.localeCompare(b.rule)),
      flags,
    });
    await fc.assert(
      fc.asyncProperty(rules, partial, fc.infiniteStream(fc.nat()), async (set, facts, random) => {
        const shuffled = set
          .map((rule) => ({ rule, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key);
        const [one, other] = [
          await ask(rulesetOf(...set), facts),
          await ask(rulesetOf(...shuffled.map((s) => s.rule)), facts),
        ];
        expect(sorted(other)).toEqual(sorted(one));
      }),
      { numRuns: 300 },
    );
  });

  it("stating what is named as missing decides everything, in the end", async () => {
    await fc.assert(
      fc.asyncProperty(
        rules,
        partial,
        fc.record({ ...model, ...Object.fromEntries(FLAGS.map((f) => [f, fc.boolean()])) }),
        async (set, some, all) => {
          let facts: Facts = some;
          for (;;) {
            const { findings } = await ask(rulesetOf(...set), facts);
            const open = findings.filter((f) => f.outcome === "undetermined");
            if (open.length === 0) break;
            const missing = open.flatMap((f) => f.missing);
            expect(open.every((f) => f.missing.length > 0)).toBe(true);
            for (const fact of missing) expect(fact in facts).toBe(false);
            facts = { ...facts, ...Object.fromEntries(missing.map((fact) => [fact, all[fact as never]])) };
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
