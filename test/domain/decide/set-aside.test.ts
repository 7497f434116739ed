import { describe, expect, it } from "vitest";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { disclose, findings, probe, rulesetOf, yes } from "./probe.ts";

const decided = { decidedOn: "2026-09-17" };
/** Two independent facts: what makes the general rule apply and what makes its exception apply. */
const GENERAL = yes("complex");
const SPECIAL = yes("socialImpact");

describe("what is set aside", () => {
  const gate = {
    step: "decide" as const,
    reason: "须先审核",
    opensWhen: { fact: "review.result", operator: "equal" as const, value: "同意" },
  };
  const gated = rulesetOf(
    probe("a/gate", { when: GENERAL, gate }),
    probe("b/special", { when: SPECIAL, flag: { fact: "majorRights", value: true }, exceptTo: ["a/gate"] }),
  );
  const gates: [string, Facts, string][] = [
    ["a gate with an exception that applies is open", { complex: true, socialImpact: true }, "open"],
    ["a gate whose exception does not apply is blocked", { complex: true, socialImpact: false }, "blocked"],
    ["a gate whose exception is open never opens", { complex: true }, "undetermined"],
    [
      "a gate that is satisfied is open whatever its exception",
      { complex: true, "review.result": "同意" },
      "open",
    ],
  ];
  it.each(gates)("%s", async (_name, facts, state) => {
    const decision = await findings(gated, facts);
    expect(decision.gates.find((g) => g.step === "decide")?.state).toBe(state);
  });

  const flag = { fact: "majorDecision", value: true, otherwise: false };
  const flagged = (value?: boolean) =>
    rulesetOf(
      probe("a/flag", {
        when: GENERAL,
        flag: { ...flag, report: { supervisor: "supervision", title: "报告" } },
      }),
      probe("b/special", {
        when: SPECIAL,
        ...(value === undefined
          ? { duty: disclose(20) }
          : { flag: { fact: "majorDecision", value, otherwise: !value } }),
        exceptTo: ["a/flag"],
      }),
      probe("c/uses", {
        when: yes("majorDecision"),
        flag: { fact: "majorRights", value: true, otherwise: false },
      }),
    );
  type Row = [string, ReturnType<typeof flagged>, Facts, boolean | undefined, string[], number];
  const flags: Row[] = [
    [
      "a flag with an exception is silent",
      flagged(),
      { complex: true, socialImpact: true },
      undefined,
      ["majorDecision"],
      0,
    ],
    [
      "silent of its otherwise too",
      flagged(),
      { complex: false, socialImpact: true },
      undefined,
      ["majorDecision"],
      0,
    ],
    [
      "a flag speaks where its exception does not apply",
      flagged(),
      { complex: true, socialImpact: false },
      true,
      [],
      1,
    ],
    ["and its otherwise too", flagged(), { complex: false, socialImpact: false }, false, [], 0],
    [
      "a flag whose exception is open leaves the fact open",
      flagged(),
      { complex: true },
      undefined,
      ["socialImpact"],
      0,
    ],
    [
      "a flag's otherwise is open while its exception is",
      flagged(),
      { complex: false },
      undefined,
      ["socialImpact"],
      0,
    ],
    [
      "an exception on the same fact supplies its own value",
      flagged(false),
      { complex: true, socialImpact: true },
      false,
      [],
      0,
    ],
    [
      "an exception that does not apply leaves the fact to the general rule",
      flagged(true),
      { complex: true, socialImpact: false },
      true,
      [],
      1,
    ],
    [
      "also where the general rule says its otherwise",
      flagged(false),
      { complex: false, socialImpact: false },
      false,
      [],
      0,
    ],
    [
      "and while the general rule is open, the fact is",
      flagged(false),
      { socialImpact: false },
      undefined,
      ["complex"],
      0,
    ],
    [
      "what the record states counts whatever flags say",
      flagged(false),
      { complex: true, majorDecision: true, socialImpact: true },
      undefined,
      [],
      0,
    ],
  ];
  it.each(flags)("%s", async (_name, ruleset, facts, value, missing, reports) => {
    const decision = await findings(ruleset, { ...decided, ...facts });
    expect(decision.flags.majorDecision).toBe(value);
    expect(decision.of("c/uses")?.missing).toEqual(missing);
    expect(decision.reports.length).toBe(reports);
    expect(decision.findings.some((f) => f.conflict)).toBe(false);
  });
});
