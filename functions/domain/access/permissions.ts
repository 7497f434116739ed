import type { Caller, Role } from "../entities.ts";
import { YifaError } from "../errors.ts";
import { agenciesOf } from "./caller-of-claims.ts";

/** `own`: only what belongs to the caller's agency; `others`: only what does not, because nobody supervises itself. */
export type Scope = "own" | "others" | "all";

/** Who may do what. What a row does not name is forbidden. */
const PERMISSIONS = {
  "record:write": { agency: "own", administrator: "all", "case-system": "own" },
  "record:read": { agency: "own", supervisor: "all", administrator: "all", "case-system": "own" },
  /** What it tells of persons, once nothing is open on it. */
  "record:erase": { administrator: "all" },
  "duty:read": { agency: "own", supervisor: "all", administrator: "all", "case-system": "own" },
  /** Imports of dropped files. */
  "import:read": { agency: "own", supervisor: "all", administrator: "all", operator: "all" },
  "indicator:read": { agency: "own", supervisor: "all", administrator: "all" },
  "duty:discharge": { agency: "own", administrator: "all" },
  "duty:acknowledge": { agency: "own", administrator: "all" },
  "duty:waive": { supervisor: "others", administrator: "others" },
  "duty:ask-extension": { agency: "own" },
  /** Whether this caller is the one whom the rule names is checked beside. */
  "duty:grant-extension": { agency: "own", supervisor: "others", administrator: "others" },
  "measure:read": { agency: "own", supervisor: "all", administrator: "all" },
  /** Whether the measure was drafted for this caller's office is checked beside. */
  "measure:issue": { supervisor: "others" },
  "measure:answer": { agency: "own" },
  /** How the daily runs went: no matter of any agency. */
  "run:read": { administrator: "all", operator: "all" },
  "mail:read": { administrator: "all", operator: "all" },
  "mail:settle": { administrator: "all" },
  /** Handing in again changes nothing that was done before. */
  "dead-letter:replay": { administrator: "all", operator: "all" },
  "ruleset:read": { supervisor: "all", administrator: "all" },
  "ruleset:propose": { administrator: "all" },
  /** That nobody approves a proposal of their own is checked beside. */
  "ruleset:approve": { administrator: "all" },
  /** What a proposed one would do to all that is stored. */
  "ruleset:weigh": { administrator: "all" },
  "ruleset:roll-back": { administrator: "all" },
  decide: { agency: "all", supervisor: "all", administrator: "all", "case-system": "all" },
  due: { agency: "all", supervisor: "all", administrator: "all", operator: "all", "case-system": "all" },
} as const satisfies Record<string, Partial<Record<Role, Scope>>>;

export type Permission = keyof typeof PERMISSIONS;

export const ROLE_NAMES: Record<Role, string> = {
  agency: "执法机关",
  supervisor: "监督机关",
  administrator: "管理员",
  operator: "运维人员",
  "case-system": "业务系统",
};

/** What each role may do it to; a role that is not there may not. */
export const scopesOf = (permission: Permission): Partial<Record<Role, Scope>> => PERMISSIONS[permission];

function scopeOf(caller: Caller, permission: Permission): Scope | undefined {
  return scopesOf(permission)[caller.role];
}

/** Whether the role may do it at all, to anything. */
function mayEver(caller: Caller, permission: Permission): boolean {
  return scopeOf(caller, permission) !== undefined;
}

export function may(caller: Caller, permission: Permission, agency: string): boolean {
  const scope = scopeOf(caller, permission);
  if (scope === undefined) return false;
  return scope === "all" || (scope === "own") === agenciesOf(caller).includes(agency);
}

/** @throws {YifaError} `forbidden`. */
export function requirePermission(caller: Caller, permission: Permission, agency?: string): void {
  if (agency === undefined ? mayEver(caller, permission) : may(caller, permission, agency)) return;
  const allowed = (Object.keys(PERMISSIONS[permission]) as Role[]).map((role) => ROLE_NAMES[role]).join("、");
  const self = scopeOf(caller, permission) === "others" ? "，且不得办理本机关自己的事项" : "";
  throw new YifaError(
    "forbidden",
    "forbidden",
    `您的角色（${ROLE_NAMES[caller.role]}）无权对该机关进行此操作，可以办理的角色：${allowed}${self}`,
  );
}

/** @throws {YifaError} `forbidden` where the role may do none of them to anything. */
export function requireOneOf(caller: Caller, permissions: readonly Permission[]): void {
  if (!permissions.some((one) => mayEver(caller, one)))
    requirePermission(caller, permissions[0] as Permission);
}
