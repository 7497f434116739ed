import { describe, expect, it } from "vitest";
import {
  type ClaimMapping,
  callerOfClaims,
  requireKnownAgency,
} from "../../../functions/domain/access/caller-of-claims.ts";
import type { Caller } from "../../../functions/domain/entities.ts";
import type { Directory } from "../../../functions/domain/schema/folder.ts";

const MAPPING: ClaimMapping = {
  roleClaim: "roles",
  agencyClaim: "agency",
  nameClaim: "sub",
  roles: { agency: "agency", supervisor: "supervisor", administrator: "administrator", operator: "operator" },
  serviceAccounts: { "client-7": { name: "处罚案件系统", agencies: ["housing", "culture"] } },
};

describe("who a token stands for", () => {
  it.each<[string, object, Partial<ClaimMapping>, Caller]>([
    [
      "a role as one text",
      { sub: "li", roles: "agency", agency: "housing" },
      {},
      { name: "li", subject: "li", role: "agency", agency: "housing" },
    ],
    [
      "a role among others that are not ours",
      { sub: "li", roles: ["offline_access", "supervisor", "uma"], agency: "justice" },
      {},
      { name: "li", subject: "li", role: "supervisor", agency: "justice" },
    ],
    [
      "a role said twice",
      { sub: "li", roles: ["administrator", "administrator"], agency: ["justice"] },
      {},
      { name: "li", subject: "li", role: "administrator", agency: "justice" },
    ],
    [
      "an operator, whose agency does not matter",
      { sub: "wu", roles: ["operator"], agency: "justice" },
      {},
      { name: "wu", subject: "wu", role: "operator" },
    ],
    [
      "a path into a claim, as Keycloak has it",
      { sub: "li", realm_access: { roles: ["agency"] }, org: { agency: { id: "housing" } } },
      { roleClaim: "realm_access.roles", agencyClaim: "org.agency.id" },
      { name: "li", subject: "li", role: "agency", agency: "housing" },
    ],
    [
      "a claim whose name is an address, dots and all",
      { sub: "li", "https://example.org/roles": "agency", "https://example.org/agency": "housing" },
      { roleClaim: "https://example.org/roles", agencyClaim: "https://example.org/agency" },
      { name: "li", subject: "li", role: "agency", agency: "housing" },
    ],
    [
      "roles by the issuer's own names",
      { sub: "u1", preferred_username: "李某", duties: ["执法机关经办"], agency: "housing" },
      { roleClaim: "duties", nameClaim: "preferred_username", roles: { 执法机关经办: "agency" } },
      { name: "李某", subject: "u1", role: "agency", agency: "housing" },
    ],
    [
      "a service account, whatever its claims say",
      { sub: "client-7", roles: "administrator", agency: "justice" },
      {},
      { name: "处罚案件系统", subject: "client-7", role: "case-system", agencies: ["housing", "culture"] },
    ],
  ])("%s", (_, claims, mapping, caller) => {
    expect(callerOfClaims({ ...claims }, { ...MAPPING, ...mapping })).toEqual(caller);
  });
});

describe("forbidden", () => {
  const good = { sub: "li", roles: "agency", agency: "housing" };
  it.each<[string, object, string]>([
    ["no role", { ...good, roles: undefined }, "caller-role"],
    ["a role that is not ours", { ...good, roles: ["admin"] }, "caller-role"],
    ["a role that is no text", { ...good, roles: [{ name: "agency" }, 7, null] }, "caller-role"],
    ["a person as a case system", { ...good, roles: "case-system" }, "caller-role"],
    ["a name that every object has", { ...good, roles: "constructor" }, "caller-role"],
    ["two roles", { ...good, roles: ["agency", "supervisor"] }, "caller-roles"],
    ["no agency", { ...good, agency: undefined }, "caller-claim"],
    ["two agencies", { ...good, agency: ["housing", "justice"] }, "caller-claim"],
    [
      "a supervisor of no office, who could then supervise it",
      { sub: "li", roles: "supervisor" },
      "caller-claim",
    ],
    ["an administrator of no office", { sub: "li", roles: "administrator" }, "caller-claim"],
    ["no name", { ...good, sub: undefined }, "caller-claim"],
    ["an empty name", { ...good, sub: "  " }, "caller-claim"],
    ["a name with a line break", { ...good, sub: "li\nadmin" }, "caller-claim"],
    ["a name that turns what follows it round", { ...good, sub: "li\u202e" }, "caller-claim"],
    ["a name without end", { ...good, sub: "x".repeat(201) }, "caller-claim"],
    ["a list that looks like a service account", { ...good, sub: ["client-7"] }, "caller-claim"],
    [
      "a client's user, who has a sub of their own",
      { sub: "li", azp: "client-7", client_id: "client-7" },
      "caller-role",
    ],
  ])("%s", (_, claims, code) => {
    expect(() => callerOfClaims({ ...claims }, MAPPING)).toThrow(
      expect.objectContaining({ kind: "forbidden", code }),
    );
  });
});

describe("the directory knows the caller's agency", () => {
  const directory = { agencies: [{ id: "housing" }] } as unknown as Directory;
  const system: Caller = { name: "s", role: "case-system" };
  it.each<[string, Caller, boolean]>([
    ["a person's", { name: "li", subject: "li", role: "agency", agency: "housing" }, true],
    ["not a person's", { name: "li", subject: "li", role: "agency", agency: "hosing" }, false],
    ["an operator has none", { name: "wu", subject: "wu", role: "operator" }, true],
    [
      "one of a case system's, where another was dissolved",
      { ...system, agencies: ["gone", "housing"] },
      true,
    ],
    ["none of a case system's", { ...system, agencies: ["gone"] }, false],
  ])("%s", (_, caller, known) => {
    const check = () => requireKnownAgency(caller, directory);
    if (known) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ kind: "forbidden", code: "caller-agency" }));
  });
});
