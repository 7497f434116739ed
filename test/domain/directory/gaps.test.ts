import { beforeAll, describe, expect, it } from "vitest";
import { directoryGaps } from "../../../functions/domain/directory/gaps.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Person } from "../../../functions/domain/schema/folder.ts";
import { shippedRules } from "../../support/rules.ts";

let shipped: Ruleset;
beforeAll(async () => {
  shipped = await shippedRules();
});

const ON = "2026-11-23";
const ROLES = ["case-officer", "disclosure-officer", "legal-unit", "head"];
const someone = (role: string, more: Partial<Person> = {}): Person => ({
  id: role,
  role,
  email: `${role}@justice.gov.cn`,
  ...more,
});

/** A directory of one agency in which everybody is there, but for the people given in place of those of their role. */
function gapsOf(...people: Person[]) {
  const others = ROLES.filter((role) => !people.some((one) => one.role === role)).map((role) =>
    someone(role),
  );
  const agency = shipped.directory.agencies.find(({ id }) => id === "justice");
  const agencies = agency ? [{ ...agency, people: [...people, ...others] }] : [];
  return directoryGaps({ ...shipped, directory: { ...shipped.directory, agencies } }, ON);
}
const head = (from: string, to: string, person?: string) =>
  someone("head", { substitutes: [{ from, to, ...(person !== undefined && { person }) }] });
const gone = (from: string) => [
  { kind: "away", agencies: ["justice"], role: "head", from, people: ["head"] },
];

describe("the check of the directory", () => {
  it.each([
    ["finds nothing where everybody is there", [], []],
    ["finds somebody away without a substitute", [head("2026-11-25", "2026-11-27")], gone("2026-11-25")],
    ["counts from the day of the question", [head("2026-11-02", "2026-11-27")], gone(ON)],
    ["looks thirty days ahead", [head("2026-12-23", "2026-12-24")], gone("2026-12-23")],
    ["looks no further", [head("2026-12-24", "2026-12-31")], []],
    ["leaves out who is back", [head("2026-11-16", "2026-11-22")], []],
    ["leaves out who has a substitute", [head("2026-11-23", "2026-11-27", "legal-unit")], []],
    [
      "leaves out who has a colleague in the role",
      [head("2026-11-23", "2026-11-27"), someone("head", { id: "second", email: "second@justice.gov.cn" })],
      [],
    ],
    [
      "finds a substitute who is away for a part of it",
      [
        head("2026-11-23", "2026-11-27", "legal-unit"),
        someone("legal-unit", { substitutes: [{ from: "2026-11-26", to: "2026-11-26", person: "x" }] }),
      ],
      [
        {
          kind: "away",
          agencies: ["justice"],
          role: "legal-unit",
          from: "2026-11-26",
          people: ["legal-unit"],
        },
        ...gone("2026-11-26"),
      ],
    ],
    [
      "finds domains that nobody has",
      [
        someone("head", { email: "head@justice.example.org" }),
        someone("legal-unit", { email: "a@b.invalid" }),
      ],
      [{ kind: "doubtful", agencies: ["justice"], people: ["head", "legal-unit"] }],
    ],
    [
      "finds one address in two writings",
      [
        someone("head", { email: "Fazhi@司法局.中国" }),
        someone("legal-unit", { email: "fazhi@xn--sprq6q3no.xn--fiqs8s" }),
      ],
      [{ kind: "shared", agencies: ["justice"], people: ["head", "legal-unit"] }],
    ],
  ])("%s", (_, people, expected) => {
    expect(gapsOf(...people)).toEqual(expected);
  });

  it("finds a role that a ladder addresses and nobody holds", () => {
    const agencies = shipped.directory.agencies.map((agency) => ({
      ...agency,
      people: agency.people.filter(({ id }) => id !== "housing-head"),
    }));
    const found = directoryGaps({ ...shipped, directory: { ...shipped.directory, agencies } }, ON);
    expect(found[0]).toEqual({ kind: "vacant", agencies: ["housing"], role: "head" });
  });
});
