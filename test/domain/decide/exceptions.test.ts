import { describe, expect, it } from "vitest";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import type { Rule } from "../../../functions/domain/schema/rule.ts";
import { disclose, findings, no, probe, ruleOf, rulesetOf, yes } from "./probe.ts";

const decided = { decidedOn: "2026-09-17" };
/** Two independent facts: what makes the general rule apply and what makes its exception apply. */
const GENERAL = yes("complex");
const SPECIAL = yes("socialImpact");
const general = probe("a/general", { when: GENERAL, duty: disclose(7) });
const special = probe("b/special", { when: SPECIAL, duty: disclose(20), exceptTo: ["a/general"] });

describe("an exception that is a duty", () => {
  type Row = [string, Facts, string, string[], string[], object | undefined];
  const applies = [{ rule: "b/special", outcome: "applies" }];
  const open = [{ rule: "b/special", outcome: "undetermined" }];
  const rows: Row[] = [
    [
      "sets the general rule aside",
      { complex: true, socialImpact: true },
      "does-not-apply",
      [],
      ["2026-10-21"],
      applies,
    ],
    [
      "leaves it alone while it does not apply",
      { complex: true, socialImpact: false },
      "applies",
      [],
      ["2026-09-28"],
      undefined,
    ],
    ["leaves it open while it is open itself", { complex: true }, "undetermined", ["socialImpact"], [], open],
    ["sets aside also what is open", { socialImpact: true }, "does-not-apply", [], ["2026-10-21"], applies],
    [
      "adds its facts to those that the general rule misses",
      {},
      "undetermined",
      ["complex", "socialImpact"],
      [],
      open,
    ],
    [
      "is not named where the general rule does not apply anyway",
      { complex: false, socialImpact: true },
      "does-not-apply",
      [],
      ["2026-10-21"],
      undefined,
    ],
    ["does not open what does not apply", { complex: false }, "does-not-apply", [], [], undefined],
  ];
  it.each(rows)("%s", async (_name, facts, outcome, missing, dueOn, exceptions) => {
    for (const rules of [
      [general, special],
      [special, general],
    ]) {
      const { of, duties } = await findings(rulesetOf(...rules), { ...decided, ...facts });
      expect(of("a/general")).toMatchObject({ outcome, missing });
      expect(of("a/general")?.exceptions).toEqual(exceptions);
      expect(duties.map((d) => d.dueOn)).toEqual(dueOn);
    }
  });

  it("leaves the general rule its own trace", async () => {
    const { of } = await findings(rulesetOf(general, special), {
      ...decided,
      complex: true,
      socialImpact: true,
    });
    expect(of("a/general")?.trace).toMatchObject({ fact: "complex", result: true });
  });
});

describe("an exception counts only where it really stands", () => {
  const facts = { ...decided, complex: true, socialImpact: true };
  const rows: [string, Rule, string, string[]][] = [
    [
      "not before it is in force on its own triggering date",
      probe("b/special", {
        effectiveFrom: "2026-09-18",
        when: SPECIAL,
        duty: disclose(20),
        exceptTo: ["a/general"],
      }),
      "applies",
      [],
    ],
    [
      "from the day on which it is",
      probe("b/special", {
        effectiveFrom: "2026-09-17",
        when: SPECIAL,
        duty: disclose(20),
        exceptTo: ["a/general"],
      }),
      "does-not-apply",
      [],
    ],
    [
      "not after its repeal",
      probe("b/special", {
        effectiveTo: "2026-09-16",
        when: SPECIAL,
        duty: disclose(20),
        exceptTo: ["a/general"],
      }),
      "applies",
      [],
    ],
    [
      "not where it covers what is earlier but was due before it took effect",
      probe("b/special", {
        effectiveFrom: "2026-10-22",
        coversEarlier: true,
        when: SPECIAL,
        duty: disclose(20),
        exceptTo: ["a/general"],
      }),
      "applies",
      [],
    ],
    [
      "where it covers what is earlier and still due",
      probe("b/special", {
        effectiveFrom: "2026-10-21",
        coversEarlier: true,
        when: SPECIAL,
        duty: disclose(20),
        exceptTo: ["a/general"],
      }),
      "does-not-apply",
      [],
    ],
    [
      "not surely while its due date cannot be computed",
      probe("b/special", {
        when: SPECIAL,
        duty: disclose({ fact: "otherLimit.workingDays" }),
        exceptTo: ["a/general"],
      }),
      "undetermined",
      ["otherLimit.workingDays"],
    ],
  ];
  it.each(rows)("%s", async (_name, exception, outcome, missing) => {
    const { of } = await findings(rulesetOf(general, exception), facts);
    expect(of("a/general")).toMatchObject({ outcome, missing });
  });
});

describe("exceptions to exceptions", () => {
  const back = probe("c/back", {
    when: yes("majorRights"),
    flag: { fact: "majorDecision", value: true },
    exceptTo: ["b/special"],
  });
  const chain = rulesetOf(general, special, back);
  const rows: [string, Facts, string, string][] = [
    ["restore the general rule", { majorRights: true }, "applies", "does-not-apply"],
    ["that do not apply leave the exception in place", { majorRights: false }, "does-not-apply", "applies"],
    ["that are open leave both open", {}, "undetermined", "undetermined"],
  ];
  it.each(rows)("%s", async (_name, facts, first, second) => {
    const { of } = await findings(chain, { ...decided, complex: true, socialImpact: true, ...facts });
    expect([of("a/general")?.outcome, of("b/special")?.outcome]).toEqual([first, second]);
  });

  it("an exception may look at a flag, and a flag may have an exception that counts days by a flag", async () => {
    const ruleset = rulesetOf(
      probe("a/days", { when: no("majorRights"), flag: { fact: "otherLimit.workingDays", value: 20 } }),
      probe("b/duty", {
        when: SPECIAL,
        duty: disclose({ fact: "otherLimit.workingDays" }),
        exceptTo: ["c/flag"],
      }),
      probe("c/flag", { when: GENERAL, flag: { fact: "majorDecision", value: true } }),
      probe("d/uses", { when: yes("majorDecision"), flag: { fact: "hearingRequired", value: true } }),
    );
    const facts = { ...decided, complex: true, socialImpact: true };
    const stands = await findings(ruleset, { ...facts, majorRights: false });
    expect([stands.of("c/flag")?.outcome, stands.duties[0]?.dueOn]).toEqual(["does-not-apply", "2026-10-21"]);
    const open = await findings(ruleset, facts);
    expect(open.of("d/uses")).toMatchObject({ outcome: "undetermined", missing: ["majorRights"] });
  });
});

it("several exceptions to one rule are all named", async () => {
  const other = ruleOf(
    "b/other",
    [{ when: yes("majorRights"), flag: { fact: "majorDecision", value: true } }],
    ["a/general"],
  );
  const { of } = await findings(rulesetOf(general, special, other), {
    ...decided,
    complex: true,
    socialImpact: true,
  });
  expect(of("a/general")).toMatchObject({
    outcome: "does-not-apply",
    exceptions: [
      { rule: "b/special", outcome: "applies" },
      { rule: "b/other", outcome: "undetermined" },
    ],
  });
});
