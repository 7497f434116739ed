import { PERSON_ROLES, type PersonRole } from "../../functions/domain/access/caller-of-claims.ts";

/** The one service account: a case system that serves every agency. */
export const CASE_SYSTEM = "case-system";
const ROLES: readonly string[] = [...PERSON_ROLES, CASE_SYSTEM];

export type Offices = { readonly agencies: readonly string[]; readonly supervisor?: string | undefined };

export class GrantError extends Error {}

/** What a token says: `role`, and where they are not to be the usual ones `agency` and `name`. */
export function grant(asked: URLSearchParams, { agencies, supervisor }: Offices): Record<string, unknown> {
  for (const name of asked.keys())
    if (!["role", "agency", "name"].includes(name))
      throw new GrantError(`没有参数“${name.slice(0, 80)}”，可用：role、agency、name`);
  const role = asked.get("role") ?? "";
  if (role === CASE_SYSTEM) return { sub: CASE_SYSTEM };
  if (!isPersonRole(role))
    throw new GrantError(
      `role 的值“${role.slice(0, 80)}”不可用，应为 ${ROLES.join("、")} 之一，例如 role=supervisor`,
    );
  if (role === "operator") return { sub: asked.get("name") ?? "local-operator", roles: [role] };
  const agency = asked.get("agency") ?? (role === "agency" ? "" : (supervisor ?? ""));
  if (!agencies.includes(agency))
    throw new GrantError(
      `agency 的值“${agency.slice(0, 80)}”不可用，应为通讯录中的机关代号，例如 agency=${agencies[0] ?? ""}`,
    );
  const name = asked.get("name") ?? `local-${role === "agency" ? agency : role}`;
  return { sub: name, roles: [role], agency };
}

const isPersonRole = (role: string): role is PersonRole => PERSON_ROLES.some((each) => each === role);
