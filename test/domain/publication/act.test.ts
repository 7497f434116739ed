import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Caller } from "../../../functions/domain/entities.ts";
import { approve, propose, reject, rollBack, withdraw } from "../../../functions/domain/publication/act.ts";
import { maySamePerson } from "../../../functions/domain/publication/person.ts";
import { approvalFault, pointerFault } from "../../../functions/domain/publication/proof.ts";
import type { InForce, Publication } from "../../../functions/domain/publication/publication.ts";

const administrator = (name: string, subject?: string): Caller => ({
  name,
  role: "administrator",
  ...(subject === undefined ? {} : { subject }),
});
const [LI, WANG, ZHAO] = [administrator("李某"), administrator("王某"), administrator("赵某")];
const checks = { rules: 1, cases: 2, warnings: 0 };
const at = "2026-11-23T02:00:00.000Z";
const by = (caller: Caller) => ({ caller, at });
const proposal = (hash: string, caller = LI, inForce?: InForce, known?: Publication) =>
  propose({ hash, checks }, known, inForce, by(caller));
const inForceOf = (hash: string, before?: InForce) =>
  approve(proposal(hash, LI, before), before, by(WANG)).inForce;

const code = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return "done";
};

describe("who may be one person", () => {
  it.each<[string, Caller, Caller, boolean]>([
    ["the same name", LI, administrator("李某"), true],
    ["another name", LI, WANG, false],
    ["capitals", administrator("Li Mou"), administrator("li mou"), true],
    ["spaces around and within", administrator("李 某"), administrator(" 李某　"), true],
    ["full-width letters", administrator("ｌｉ"), administrator("li"), true],
    ["a composed accent", administrator("Zo\u00e9"), administrator("Zoe\u0301"), true],
    ["a character that does not show", administrator("李\u200b某"), LI, true],
    ["compatibility ideographs", administrator("\uf9e1某"), administrator("李某"), true],
    ["one account under two names", administrator("李某", "u1"), administrator("王某", "u1"), true],
    ["two accounts of one name", administrator("李某", "u1"), administrator("李某", "u2"), true],
    ["two accounts and names", administrator("李某", "u1"), administrator("王某", "u2"), false],
  ])("%s: %s", (_, a, b, expected) => {
    expect([maySamePerson(a, b), maySamePerson(b, a)]).toEqual([expected, expected]);
    if (expected) expect(code(() => approve(proposal("a", a), undefined, by(b)))).toBe("own-proposal");
  });
});

describe("what may be done when", () => {
  const first = inForceOf("a");
  const proposed = proposal("b", LI, first);
  const approved = approve(proposed, first, by(WANG));
  it.each<[string, () => unknown, string]>([
    ["proposing what is in force", () => proposal("a", LI, first), "already-in-force"],
    [
      "proposing what was approved once",
      () => proposal("b", LI, first, approved.publication),
      "already-approved",
    ],
    ["proposing what another has proposed", () => proposal("b", WANG, first, proposed), "already-proposed"],
    ["proposing again what one has proposed", () => proposal("b", LI, first, proposed), "done"],
    [
      "proposing again what was rejected",
      () => proposal("b", WANG, first, reject(proposed, "不妥", by(WANG))),
      "done",
    ],
    ["approving twice", () => approve(approved.publication, approved.inForce, by(ZHAO)), "not-proposed"],
    [
      "approving what was rejected",
      () => approve(reject(proposed, "不妥", by(WANG)), first, by(ZHAO)),
      "not-proposed",
    ],
    [
      "approving what was withdrawn",
      () => approve(withdraw(proposed, by(LI)), first, by(WANG)),
      "not-proposed",
    ],
    [
      "approving against another ruleset in force",
      () => approve(proposed, inForceOf("c", first), by(WANG)),
      "base-changed",
    ],
    ["approving the first against a second", () => approve(proposal("b"), first, by(WANG)), "base-changed"],
    ["rejecting one's own", () => reject(proposed, "写错了", by(LI)), "done"],
    ["withdrawing another's", () => withdraw(proposed, by(WANG)), "not-own-proposal"],
    ["going back to what nobody approved", () => rollBack(proposed, first, "有误", by(LI)), "not-approved"],
    [
      "going back to what is in force",
      () => rollBack(approved.publication, approved.inForce, "有误", by(LI)),
      "already-in-force",
    ],
  ])("%s: %s", (_, act, expected) => {
    expect(code(act)).toBe(expected);
  });

  it("a proposal brought up to another base is approved against that one", () => {
    const now = inForceOf("c", first);
    const again = proposal("b", LI, now, proposed);
    expect(again).toMatchObject({ base: "c", version: 2 });
    expect(approve(again, now, by(WANG)).inForce).toMatchObject({ hash: "b", previous: ["c", "a"] });
  });

  it("going back drops what lay above, going forward again does not", () => {
    const two = approve(proposed, first, by(WANG));
    const a = approve(proposal("a"), undefined, by(WANG)).publication;
    const back = rollBack(a, two.inForce, "有误", by(ZHAO));
    expect(back).toMatchObject({
      hash: "a",
      previous: [],
      approvedBy: { name: "王某" },
      rolledBackBy: { name: "赵某" },
      reason: "有误",
    });
    expect(rollBack(two.publication, back, "无误", by(ZHAO))).toMatchObject({ hash: "b", previous: ["a"] });
  });
});

/** A few people and rulesets, and any acts in any order by anybody. */
const act = fc.record({
  what: fc.constantFrom("propose", "approve", "reject", "withdraw", "roll-back"),
  who: fc.constantFrom(LI, WANG, ZHAO, administrator(" 李某")),
  hash: fc.constantFrom("a", "b", "c"),
});

describe("whatever administrators do, in whatever order", () => {
  it("nothing is in force that two different people did not put there, and versions count up", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const publications = new Map<string, Publication>();
        let inForce: InForce | undefined;
        for (const { what, who, hash } of acts) {
          const known = publications.get(hash);
          const before = inForce;
          try {
            let after = known;
            if (what === "propose") after = proposal(hash, who, inForce, known);
            else if (known && what === "reject") after = reject(known, "不妥", by(who));
            else if (known && what === "withdraw") after = withdraw(known, by(who));
            else if (known && what === "approve")
              ({ publication: after, inForce } = approve(known, inForce, by(who)));
            else if (known && inForce) inForce = rollBack(known, inForce, "有误", by(who));
            if (after) publications.set(hash, after);
            if (after !== known) expect(after?.version).toBe((known?.version ?? 0) + 1);
            if (inForce !== before) expect(inForce?.version).toBe((before?.version ?? 0) + 1);
          } catch (error) {
            expect(error).toMatchObject({ name: "YifaError" });
          }
          if (!inForce) continue;
          expect(pointerFault(inForce, publications.get(inForce.hash))).toBeUndefined();
          for (const one of inForce.previous)
            expect(approvalFault(publications.get(one), one)).toBeUndefined();
          expect(inForce.previous).not.toContain(inForce.hash);
        }
      }),
      { numRuns: 500 },
    );
  });
});
