import { describe, expect, it } from "vitest";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { ask, disclose, probe, rulesetOf, yes } from "./probe.ts";

describe("gates", () => {
  const gated = rulesetOf(
    probe("probe/gate", {
      gate: {
        step: "decide",
        reason: "须先审核",
        opensWhen: { fact: "review.result", operator: "equal", value: "同意" },
      },
    }),
  );
  const rows: [string, Facts, string][] = [
    ["not applying is open", { complex: false }, "open"],
    ["applying and satisfied is open", { complex: true, "review.result": "同意" }, "open"],
    ["applying and unsatisfied is blocked", { complex: true, "review.result": "存在问题" }, "blocked"],
    [
      "applying with nothing on record is blocked: a missing review has not happened",
      { complex: true },
      "blocked",
    ],
    ["perhaps applying and satisfied is open", { "review.result": "同意" }, "open"],
    ["perhaps applying and not satisfied never opens", {}, "undetermined"],
  ];
  it.each(rows)("%s", async (_name, facts, state) => {
    const { gates } = await ask(gated, facts);
    expect(gates.find((g) => g.step === "decide")?.state).toBe(state);
  });

  it("list each step of the record type once, open ones included", async () => {
    const { gates } = await ask(gated, {});
    const steps = gated.recordTypes.get("enforcement-decision")?.steps;
    expect(gates.map((g) => g.step)).toEqual(steps);
  });
});

describe("duties", () => {
  const one = rulesetOf(probe("probe/duty", { duty: disclose(7) }));
  it("are listed also when the record shows them done", async () => {
    const { duties } = await ask(one, {
      complex: true,
      decidedOn: "2026-09-17",
      publishedOn: "2026-09-20",
    });
    expect(duties[0]).toMatchObject({
      status: "discharged",
      dischargedOn: "2026-09-20",
      dueOn: "2026-09-28",
    });
  });
  it("whose trigger is missing are undetermined and name it", async () => {
    const { findings, duties } = await ask(one, { complex: true });
    expect(findings[0]).toMatchObject({ outcome: "undetermined", missing: ["decidedOn"] });
    expect(duties).toEqual([]);
  });
  it("name the facts behind a flag that is still open, not the flag", async () => {
    const two = rulesetOf(
      probe("probe/flag", {
        when: yes("socialImpact"),
        flag: { fact: "complex", value: true, otherwise: false },
      }),
      probe("probe/uses", { when: yes("complex"), duty: disclose(7) }),
    );
    const { findings } = await ask(two, { decidedOn: "2026-09-17" });
    expect(findings.find((f) => f.rule === "probe/uses")?.missing).toEqual(["socialImpact"]);
  });
});
