import type { Caller, Role } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Directory } from "../schema/folder.ts";

/** What a verified token says. */
export type Claims = Readonly<Record<string, unknown>>;

/** The roles that people have by a claim; a case system is named by the deployment, never by a claim. */
export const PERSON_ROLES = ["agency", "supervisor", "administrator", "operator"] as const;
export type PersonRole = Exclude<Role, "case-system">;

export type ServiceAccount = { readonly name: string; readonly agencies: readonly string[] };

export type ClaimMapping = {
  /** Where each stands: the name of a claim, or a path into one, `realm_access.roles`. */
  readonly roleClaim: string;
  readonly agencyClaim: string;
  readonly nameClaim: string;
  /** What the issuer calls our roles. */
  readonly roles: Readonly<Record<string, PersonRole>>;
  /** By `sub`: who acts through a client has a `sub` of their own, the client acting for itself has another. */
  readonly serviceAccounts: Readonly<Record<string, ServiceAccount>>;
};

/** @throws {YifaError} `forbidden`: whoever it is, it is nobody here. */
export function callerOfClaims(claims: Claims, mapping: ClaimMapping): Caller {
  if (typeof claims.sub !== "string") throw unreadable("sub", "账号编号");
  const subject = oneOf(claims, "sub", "账号编号");
  const account = own(mapping.serviceAccounts, subject) as ServiceAccount | undefined;
  if (account) return { ...account, subject, role: "case-system" };
  const role = roleOf(claims, mapping);
  const name = oneOf(claims, mapping.nameClaim, "姓名或者账号");
  if (role === "operator") return { name, subject, role };
  return { name, subject, role, agency: oneOf(claims, mapping.agencyClaim, "机关代号") };
}

/** One role a token: with two, whoever supervises could also act for the supervised. */
function roleOf(claims: Claims, { roleClaim, roles }: ClaimMapping): PersonRole {
  const said = textsAt(claims, roleClaim).flatMap((value) => (own(roles, value) as PersonRole) ?? []);
  const [role, ...others] = new Set(said);
  if (role && others.length === 0) return role;
  const accepted = Object.keys(roles).join("、");
  if (role) throw refuse("caller-roles", `令牌“${roleClaim}”载有多个角色，应为其中一个：${accepted}`);
  throw refuse("caller-role", `令牌“${roleClaim}”没有本系统的角色，应为其中一个：${accepted}`);
}

const LONGEST = 200;

/** Exactly one text. Whatever is missing here would otherwise widen what the caller may do. */
function oneOf(claims: Claims, claim: string, what: string): string {
  const [text, ...others] = textsAt(claims, claim);
  const plain = text !== undefined && text.length <= LONGEST && /\S/.test(text) && !/\p{C}/u.test(text);
  if (plain && others.length === 0) return text.normalize("NFC");
  throw unreadable(claim, what);
}

function textsAt(claims: Claims, claim: string): string[] {
  const found = claimAt(claims, claim);
  return (Array.isArray(found) ? found : [found]).filter((value) => typeof value === "string");
}

/** A claim of this very name, dots and all (`https://example.org/roles`), else a path. */
function claimAt(claims: Claims, claim: string): unknown {
  const whole = own(claims, claim);
  return whole === undefined ? claim.split(".").reduce<unknown>(own, claims) : whole;
}

function own(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** @throws {YifaError} `forbidden` where the directory has none of the caller's agencies. */
export function requireKnownAgency(caller: Caller, directory: Directory): void {
  const agencies = agenciesOf(caller);
  if (agencies.length === 0 || directory.agencies.some(({ id }) => agencies.includes(id))) return;
  throw refuse(
    "caller-agency",
    `通讯录中没有您的机关“${agencies[0]}”，应为通讯录中的机关代号，例如 ${directory.agencies[0]?.id}`,
  );
}

/** Those that the caller acts for. */
export function agenciesOf({ agency, agencies = [] }: Caller): readonly string[] {
  return agency === undefined ? agencies : [agency];
}

/** The one that is meant where none is named. */
export function agencyOf(caller: Caller): string | undefined {
  const [agency, ...others] = agenciesOf(caller);
  return others.length === 0 ? agency : undefined;
}

const unreadable = (claim: string, what: string) =>
  refuse(
    "caller-claim",
    `令牌的“${claim}”应写明${what}，一个且不超过 ${LONGEST} 个字符，请联系身份认证系统的管理员`,
  );

const refuse = (code: string, message: string) => new YifaError("forbidden", code, message);
