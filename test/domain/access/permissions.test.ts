import { describe, expect, it } from "vitest";
import { isGranter } from "../../../functions/domain/access/granter.ts";
import { may, type Permission } from "../../../functions/domain/access/permissions.ts";
import { visibleAgencies, visibleRecord } from "../../../functions/domain/access/visible.ts";
import type { Caller, Duty } from "../../../functions/domain/entities.ts";
import { shippedRules } from "../../support/rules.ts";

const agency: Caller = { name: "market", role: "agency", agency: "market-regulation" };
const supervisor: Caller = { name: "justice", role: "supervisor", agency: "justice" };
const administrator: Caller = { name: "admin", role: "administrator" };
const operator: Caller = { name: "ops", role: "operator" };
const { directory } = await shippedRules();

describe("permissions", () => {
  it.each<[string, Caller, Permission, string, boolean]>([
    ["an agency writes its own records", agency, "record:write", "market-regulation", true],
    ["an agency does not write another's", agency, "record:write", "housing", false],
    ["an agency does not see another's", agency, "record:read", "housing", false],
    ["a supervisor sees all", supervisor, "record:read", "housing", true],
    ["a supervisor writes no records", supervisor, "record:write", "justice", false],
    ["an agency waives nothing", agency, "duty:waive", "market-regulation", false],
    ["a supervisor waives", supervisor, "duty:waive", "housing", true],
    ["a supervisor does not waive what its own office owes", supervisor, "duty:waive", "justice", false],
    ["an administrator waives", administrator, "duty:waive", "housing", true],
    ["an agency sees its own figures", agency, "indicator:read", "market-regulation", true],
    ["an agency does not see another's figures", agency, "indicator:read", "housing", false],
    ["a supervisor sees the figures of all", supervisor, "indicator:read", "housing", true],
    ["an agency sees its own imports", agency, "import:read", "market-regulation", true],
    ["an agency does not see another's imports", agency, "import:read", "housing", false],
    ["an operator sees how imports went", operator, "import:read", "housing", true],
    ["an operator sees no records", operator, "record:read", "housing", false],
  ])("%s", (_, caller, permission, of, expected) => {
    expect(may(caller, permission, of)).toBe(expected);
  });

  it("hides another's record as if it did not exist", () => {
    const key = { type: "enforcement-decision", id: "1" };
    const record = { ...key, agency: "housing", facts: {}, version: 1, receivedOn: "2026-11-16" };
    const message = (found: typeof record | undefined) => {
      try {
        visibleRecord(agency, found, key);
      } catch (error) {
        return String(error);
      }
      return "visible";
    };
    expect(message(record)).toBe(message(undefined));
  });

  it("lists for an agency only itself, whatever it asks for", () => {
    expect(visibleAgencies(agency, "duty:read", directory, undefined)).toEqual(["market-regulation"]);
    expect(() => visibleAgencies(agency, "duty:read", directory, "housing")).toThrow("没有您可以查看的机关");
  });

  it.each<[string, Caller, Parameters<typeof isGranter>[1], string, boolean]>([
    ["the office that the rule names", supervisor, { supervisor: "supervision" }, "market", true],
    [
      "another office",
      { ...supervisor, agency: "performance" },
      { supervisor: "supervision" },
      "market",
      false,
    ],
    ["the asker", supervisor, { supervisor: "supervision" }, "justice", false],
    ["the agency instead of its head", agency, { role: "head" }, "other", false],
  ])("extension granted by %s", (_, caller, by, askedBy, expected) => {
    const duty = {
      agency: "market-regulation",
      extension: { until: "2026-12-01", reason: "x", askedBy },
    } as Duty;
    expect(isGranter(caller, by, duty, directory)).toBe(expected);
  });
});
