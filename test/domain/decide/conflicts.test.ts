import { describe, expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import type { Facts } from "../../../functions/domain/schema/primitives.ts";
import { disclose, findings, no, probe, rulesetOf, TYPE, yes } from "./probe.ts";

const { recordTypes, actions } = rulesetOf();
const HEARING = recordTypes.get(TYPE)?.facts.find((f) => f.name === "hearingRequired")?.label;
const DISCLOSE = actions.get("disclose")?.label;
const decided = { decidedOn: "2026-09-17" };
const both = { complex: true, socialImpact: true };
const COMPLEX = yes("complex");
const SOCIAL = yes("socialImpact");

describe("flags that say different things of one fact", () => {
  const says = (value: boolean, otherwise?: boolean) => ({
    fact: "hearingRequired",
    value,
    ...(otherwise !== undefined && { otherwise }),
  });
  const yesRule = probe("a/yes", { when: COMPLEX, flag: says(true) });
  const noRule = probe("b/no", { when: SOCIAL, flag: says(false) });
  const uses = probe("c/uses", { when: yes("hearingRequired"), duty: disclose(7) });
  const ruleset = rulesetOf(noRule, yesRule, uses);

  it("give a finding of their own, and nobody wins", async () => {
    const decision = await findings(ruleset, { ...decided, ...both });
    expect(decision.flags).toEqual({});
    expect(decision.of("conflict/hearingRequired")).toEqual({
      rule: "conflict/hearingRequired",
      title: `规则对“${HEARING}”的归类相互矛盾`,
      law: { on: "2026-09-17", by: "decidedOn" },
      outcome: "applies",
      missing: [],
      cites: [
        { law: "a/yes", article: "1" },
        { law: "b/no", article: "1" },
      ],
      conflict: {
        kind: "flag",
        about: "hearingRequired",
        between: [
          { rule: "a/yes", says: true },
          { rule: "b/no", says: false },
        ],
      },
    });
    expect(decision.of("c/uses")).toMatchObject({ outcome: "undetermined", missing: ["hearingRequired"] });
  });

  it("block every step, with the contradiction as the reason", async () => {
    const { gates } = await findings(ruleset, { ...decided, ...both });
    expect(gates).toEqual([
      {
        step: "decide",
        state: "blocked",
        by: ["conflict/hearingRequired"],
        reasons: [
          {
            rule: "conflict/hearingRequired",
            state: "blocked",
            reason: `规则相互矛盾：“${HEARING}”，依“《a/yes》”为是，依“《b/no》”为否；在法制机构更正规则或者本机关据实填报该项之前，不得办理`,
            cites: expect.any(Array),
          },
        ],
      },
    ]);
  });

  it("are settled by stating the fact, not by what a third flag misses", async () => {
    const third = probe("d/third", { when: yes("majorRights"), flag: says(true) });
    const { of } = await findings(rulesetOf(noRule, yesRule, uses, third), { ...decided, ...both });
    expect(of("c/uses")?.missing).toEqual(["hearingRequired"]);
  });

  it("are reported, without a supervisor of their own", async () => {
    const { reports } = await findings(ruleset, { ...decided, ...both });
    expect(reports).toEqual([
      {
        rule: "conflict/hearingRequired",
        title: `规则对“${HEARING}”的归类相互矛盾`,
        cites: expect.any(Array),
      },
    ]);
  });

  const withOtherwise = rulesetOf(
    probe("a/yes", { when: COMPLEX, flag: says(true, false) }),
    probe("b/also", { when: SOCIAL, flag: says(true) }),
  );
  const agreeing = rulesetOf(yesRule, probe("b/also", { when: SOCIAL, flag: says(true, true) }));
  const rows: [string, ReturnType<typeof rulesetOf>, Facts, boolean, boolean | undefined][] = [
    ["one of them alone is no contradiction", ruleset, { complex: true, socialImpact: false }, false, true],
    ["one that may yet say otherwise leaves the fact open", ruleset, { complex: true }, false, undefined],
    ["what the record states settles it", ruleset, { ...both, hearingRequired: true }, false, undefined],
    [
      "the otherwise of one against the value of another is a contradiction",
      withOtherwise,
      { complex: false, socialImpact: true },
      true,
      undefined,
    ],
    ["rules that agree supply the fact", agreeing, both, false, true],
    ["one that can only agree is not waited for", agreeing, { complex: true }, false, true],
  ];
  it.each(rows)("%s", async (_name, rules, facts, conflict, value) => {
    const decision = await findings(rules, { ...decided, ...facts });
    expect(decision.of("conflict/hearingRequired") !== undefined).toBe(conflict);
    expect(decision.flags.hearingRequired).toBe(value);
    expect(decision.gates[0]?.state).toBe(conflict ? "blocked" : "open");
  });
});

describe("duties that set different days for one thing", () => {
  const seven = probe("a/seven", { when: COMPLEX, duty: disclose(7) });
  const twenty = (more: object = {}, exceptTo?: string[]) =>
    probe("b/twenty", { when: SOCIAL, duty: { ...disclose(20), ...more }, ...(exceptTo && { exceptTo }) });

  it("give a finding, block every step, and both stay due", async () => {
    const decision = await findings(rulesetOf(twenty(), seven), { ...decided, ...both });
    expect(decision.of("conflict/duty/disclose")).toMatchObject({
      title: `规则对“${DISCLOSE}”的期限相互矛盾`,
      conflict: {
        kind: "duty",
        about: "disclose",
        between: [
          { rule: "a/seven", says: "2026-09-28" },
          { rule: "b/twenty", says: "2026-10-21" },
        ],
      },
    });
    expect(decision.gates[0]).toMatchObject({ state: "blocked", by: ["conflict/duty/disclose"] });
    expect(decision.gates[0]?.reasons[0]?.reason).toBe(
      `规则相互矛盾：“${DISCLOSE}”的期限，依“《a/seven》”为2026-09-28，依“《b/twenty》”为2026-10-21；在法制机构更正规则之前，不得办理`,
    );
    expect(decision.duties.map((d) => d.dueOn).sort()).toEqual(["2026-09-28", "2026-10-21"]);
  });

  const after = (fact: string) => ({
    after: fact,
    count: 20,
    unit: "working-day" as const,
    source: "text" as const,
  });
  const rows: [string, ReturnType<typeof twenty>, Facts][] = [
    ["an exception is no contradiction", twenty({}, ["a/seven"]), both],
    ["one that does not apply is none", twenty(), { ...both, socialImpact: false }],
    ["another action is none", twenty({ action: "take-down" }), both],
    ["another agency is none", twenty({ responsible: { agency: "justice" } }), both],
    ["another way of doing it is none", twenty({ dischargedBy: "takenDownOn" }), both],
    [
      "another event is none, also on the same day",
      twenty({ due: after("outcomeOn") }),
      { ...both, outcomeOn: "2026-09-17" },
    ],
    [
      "the same day by another count is none",
      twenty({ due: { after: "decidedOn", count: 11, unit: "day", source: "text" } }),
      both,
    ],
  ];
  it.each(rows)("%s", async (_name, other, facts) => {
    const decision = await findings(rulesetOf(seven, other), { ...decided, ...facts });
    expect(decision.findings.filter((f) => f.conflict)).toEqual([]);
  });
});

it("a record type without steps has the finding all the same", async () => {
  const flag = (value: boolean) => ({ fact: "lapsed", value });
  const appliesTo = "personnel";
  const ruleset = rulesetOf(
    probe("a/yes", { appliesTo, when: { not: no("x") }, flag: flag(true) }),
    probe("b/no", { appliesTo, when: { not: no("x") }, flag: flag(false) }),
  );
  const decision = await decide({ type: appliesTo, id: "P", facts: { x: true } }, ruleset, "2026-11-23");
  expect(decision.findings.map((f) => f.rule)).toContain("conflict/lapsed");
});
