import {
  type Permission,
  ROLE_NAMES,
  type Scope,
  scopesOf,
} from "../../functions/domain/access/permissions.ts";
import type { Role } from "../../functions/domain/entities.ts";
import { TAGS } from "../../functions/handlers/http/operation.ts";
import type { ApiRoute } from "../../functions/handlers/http/route.ts";

/** Who may do what to whose, as people read it: the text of docs/access.md. */

const CELLS: Record<Scope, string> = { own: "本机关", others: "其他机关", all: "全部" };
const NOBODY = "否";
const ANYBODY = "任何人";
const ROLES = Object.keys(ROLE_NAMES) as Role[];

const HEAD = `# 谁可以做什么

本表由接口的说明和权限生成（\`npm run access\`），有一致性测试；test/flow/separation/matrix.test.ts 逐格试过：每个操作，每种角色，对本机关的、其他机关的和不存在的。

- **本机关**：只对令牌所载机关的。其他机关的与不存在的，答复相同。
- **其他机关**：只对令牌所载机关以外的，因为不得自己监督自己；对本机关的，拒绝（403）。
- **全部**：不分机关。**否**：拒绝（403）。没有令牌或者令牌无效的，一律拒绝（401），写明“任何人”的除外。
- 一个操作有几种权限的，以请求体写明的为准，各占一行。
`;

export type Row = {
  readonly key: string;
  readonly cells: Readonly<Record<Role, string>>;
  readonly also: string;
};

/** An operation, and where its body says which permission counts, the permission. */
export function rowKeys({ id, permission }: ApiRoute): string[] {
  const permissions = permission === undefined ? [] : [permission].flat();
  return permissions.length > 1 ? permissions.map((one) => `${id} ${one}`) : [id];
}

export function accessTable(routes: readonly ApiRoute[]): string {
  const sections = Object.entries(TAGS).flatMap(([tag, title]) => {
    const own = routes.filter((route) => route.tag === tag);
    const head = ["操作", "路由", ...ROLES.map((role) => ROLE_NAMES[role]), "另须"];
    const lines = [head, head.map(() => "---"), ...own.flatMap(rowsOf)];
    return [`## ${title}`, lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")];
  });
  return `${[HEAD.trimEnd(), ...sections].join("\n\n")}\n`;
}

function rowsOf(route: ApiRoute): string[][] {
  const { method, path, summary, permission, alsoChecked = "" } = route;
  const permissions: (Permission | undefined)[] =
    permission === undefined ? [undefined] : [permission].flat();
  return permissions.map((one, n) => [
    `${summary} \`${rowKeys(route)[n]}\``,
    `\`${method} ${path}\``,
    ...ROLES.map((role) => cellOf(role, one)),
    alsoChecked,
  ]);
}

function cellOf(role: Role, permission: Permission | undefined): string {
  if (permission === undefined) return ANYBODY;
  const scope = scopesOf(permission)[role];
  return scope === undefined ? NOBODY : CELLS[scope];
}

/** The rows of the table as they stand in the file. */
export function readAccessTable(text: string): ReadonlyMap<string, Row> {
  const rows = text.split("\n").flatMap((line): [string, Row][] => {
    const [, first = "", , ...rest] = line.split("|").map((cell) => cell.trim());
    const key = /`([^`]+)`$/.exec(first)?.[1];
    if (!key) return [];
    const cells = Object.fromEntries(ROLES.map((role, n) => [role, rest[n]])) as Row["cells"];
    return [[key, { key, cells, also: rest[ROLES.length] ?? "" }]];
  });
  return new Map(rows);
}
