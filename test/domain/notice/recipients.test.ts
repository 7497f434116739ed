import { beforeAll, describe, expect, it } from "vitest";
import { gapText } from "../../../functions/domain/notice/gap.ts";
import {
  addressees,
  clerks,
  keeperAddressees,
  type Reachable,
  type Target,
} from "../../../functions/domain/notice/recipients.ts";
import type { Directory, Person } from "../../../functions/domain/schema/folder.ts";
import { shippedRules } from "../../support/rules.ts";

let shipped: Directory;
beforeAll(async () => {
  shipped = (await shippedRules()).directory;
});

const ON = "2026-11-23";
const AWAY = { from: ON, to: "2026-11-27" };
const AGENCY = "market-regulation";
const id = (role: string) => `${AGENCY}-${role}`;
const [HEAD, LEGAL, CLERK]: Target[] = [{ role: "head" }, { role: "legal-unit" }, { role: "case-officer" }];

/** The shipped directory with periods away for people by id; `also` are more people of the agency. */
function directory(away: Record<string, Partial<Person>>, ...also: Person[]): Directory {
  const agencies = shipped.agencies.map((agency) => ({
    ...agency,
    people: [...agency.people, ...(agency.id === AGENCY ? also : [])].map((person) => ({
      ...person,
      ...away[person.id],
    })),
  }));
  return { ...shipped, agencies };
}
const leave = (person?: string): Partial<Person> => ({
  substitutes: [person === undefined ? AWAY : { ...AWAY, person }],
});
const second: Person = { id: "second-head", role: "head", email: "second@example.org" };
const to = (targets: readonly (Target | undefined)[], of: Reachable, on = ON) =>
  addressees(targets as Target[], AGENCY, of, on);

describe("a line goes", () => {
  it.each([
    ["to whoever holds the role", {}, [], [HEAD], [{ recipient: id("head") }]],
    ["to all who hold it", {}, [second], [HEAD], [{ recipient: id("head") }, { recipient: "second-head" }]],
    [
      "to the substitute of one who is away, who sees for whom",
      { [id("head")]: leave(id("legal-unit")) },
      [],
      [HEAD],
      [{ recipient: id("legal-unit"), standsInFor: id("head") }],
    ],
    [
      "to the substitute of the substitute, who stands in for the first",
      { [id("head")]: leave(id("legal-unit")), [id("legal-unit")]: leave(id("case-officer")) },
      [],
      [HEAD],
      [{ recipient: id("case-officer"), standsInFor: id("head") }],
    ],
    [
      "to the one who is there of two, once",
      { [id("head")]: leave("second-head") },
      [second],
      [HEAD],
      [{ recipient: "second-head" }],
    ],
    [
      "to the other one where one is away without a substitute",
      { [id("head")]: leave() },
      [second],
      [HEAD],
      [{ recipient: "second-head" }],
    ],
    [
      "once to a substitute who is addressed too, in their own name",
      { [id("head")]: leave(id("legal-unit")) },
      [],
      [HEAD, LEGAL, CLERK],
      [{ recipient: id("legal-unit") }, { recipient: id("case-officer") }],
    ],
    [
      "once to who stands in for two",
      { [id("head")]: leave(id("case-officer")), "second-head": leave(id("case-officer")) },
      [second],
      [HEAD],
      [{ recipient: id("case-officer"), standsInFor: id("head") }],
    ],
  ])("%s", (_, away, also, targets, expected) => {
    const found = to(targets, directory(away as Record<string, Partial<Person>>, ...also));
    expect(found).toEqual(expected.map((one) => ({ agency: AGENCY, ...one })));
  });

  it("to themselves again on the day after", () => {
    const found = to([HEAD], directory({ [id("head")]: leave(id("legal-unit")) }), "2026-11-28");
    expect(found).toEqual([{ agency: AGENCY, recipient: id("head") }]);
  });

  it("to the keeper where all are away and nobody stands in, who is told so", () => {
    const away = directory({ [id("head")]: leave() });
    const [found] = to([HEAD], away);
    const gap = { agency: AGENCY, role: "head", away: true as const };
    expect(found).toEqual({ agency: "justice", recipient: "justice-legal-unit", gap });
    expect(gapText(gap, away)).toBe(
      "昌吉市市场监督管理局“主要负责人”离岗，没有代办人，发给该岗位的通知无人接收",
    );
  });

  it("to the keeper where the address of the substitute does not work", () => {
    const away = directory({ [id("head")]: leave(id("legal-unit")) });
    const [found] = to([HEAD], { ...away, bouncing: new Set([id("legal-unit")]) });
    expect(found?.gap).toEqual({ agency: AGENCY, role: "head", away: true });
  });
});

describe("nothing is held back", () => {
  it("from a keeper who is away without a substitute", () => {
    const away = directory({ "justice-legal-unit": leave() });
    expect(keeperAddressees(away, ON)).toEqual([{ agency: "justice", recipient: "justice-legal-unit" }]);
  });

  it("where the clerk is away: the next role is asked for facts", () => {
    const found = clerks(AGENCY, directory({ [id("case-officer")]: leave() }), ON);
    expect(found).toEqual([{ agency: AGENCY, recipient: id("disclosure-officer") }]);
  });
});
