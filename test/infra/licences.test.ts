import { beforeAll, describe, expect, it } from "vitest";
import { allPackages, isAllowed, type Licensed, licencesOf, licencesWritten } from "../../infra/licences.ts";

let packages: Licensed[];
beforeAll(async () => {
  packages = await allPackages();
});

describe("what is in the bundles", () => {
  it("may be handed on: no licence is outside the list", () => {
    expect(packages.length).toBeGreaterThan(20);
    expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  });

  it.each([
    ["MIT", true],
    ["(MIT OR EUPL-1.1+)", true],
    ["GPL-3.0-only", false],
    ["(GPL-2.0-only OR AGPL-3.0-only)", false],
    ["MIT AND GPL-3.0-only", false],
    ["UNLICENSED", false],
  ])("%s: %j", (licence, allowed) => expect(isAllowed(licence)).toBe(allowed));

  it("is listed with its licence; npm run licences brings the list up to date", () => {
    expect(licencesWritten()).toBe(licencesOf(packages));
  });
});
