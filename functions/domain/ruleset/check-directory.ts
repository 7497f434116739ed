import { readCreditCode } from "../import/credit-code.ts";
import { normaliseHeader } from "../import/header.ts";
import { groupMembers } from "../period/responsible.ts";
import type { Directory } from "../schema/folder.ts";
import { acceptedAgencies, acceptedNames } from "./accepted.ts";
import { checkAddress } from "./check-address.ts";
import { checkSubstitutes } from "./check-substitutes.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry } from "./parts.ts";
import { repeated } from "./repeated.ts";
import type { Path, SourceFile } from "./source-file.ts";

export function* checkDirectory({ value: directory, source }: Entry<Directory>): Iterable<Diagnostic> {
  yield* checkIds(directory, source);
  yield* checkNames(directory, source);
  yield* checkPeople(directory, source);
  yield* checkSubstitutes(directory, source);
  yield* checkOffices(directory, source);
  yield* checkGroups(directory, source);
}

type Named = { readonly id: string; readonly path: Path };

/** Agencies and bodies outside share one space of names, people another. */
function* checkIds(
  { roles, groups, agencies, outside }: Directory,
  source: SourceFile,
): Iterable<Diagnostic> {
  const named = (list: string, items: readonly { id: string }[]): Named[] =>
    items.map(({ id }, i) => ({ id, path: [list, i, "id"] }));
  const people = agencies.flatMap(({ people }, a) =>
    people.map(({ id }, p): Named => ({ id, path: ["agencies", a, "people", p, "id"] })),
  );
  const spaces = [
    named("roles", roles),
    named("groups", groups),
    [...named("agencies", agencies), ...named("outside", outside)],
    people,
  ];
  for (const space of spaces)
    for (const { item } of repeated(space, ({ id }) => id))
      yield source.at(item.path, "repeated-id", `代号“${item.id}”已在前面使用`, { found: item.id });
}

/** An import tells agencies by their names: no two may share one, whatever spaces and brackets they are written with. */
function* checkNames({ agencies }: Directory, source: SourceFile): Iterable<Diagnostic> {
  const owners = new Map<string, Directory["agencies"][number]>();
  for (const [i, agency] of agencies.entries()) {
    const names: [string, Path][] = [
      [agency.name, ["name"]],
      [agency.short, ["short"]],
      ...agency.aliases.map((alias, n): [string, Path] => [alias, ["aliases", n]]),
    ];
    for (const [name, path] of names) {
      const key = normaliseHeader(name);
      const owner = owners.get(key) ?? agency;
      owners.set(key, owner);
      const at: Path = ["agencies", i, ...path];
      if (key === "") yield source.at(at, "blank-name", `名称“${show(name)}”没有文字`, { found: name });
      else if (owner !== agency)
        yield source.at(
          at,
          "ambiguous-name",
          `名称“${show(name)}”已由“${show(owner.name)}”使用，导入时无法区分`,
          {
            found: name,
          },
        );
    }
    const code = agency.uscc;
    const reading = code === undefined ? undefined : readCreditCode(code);
    if (reading && (!reading.ok || reading.value !== code))
      yield source.at(
        ["agencies", i, "uscc"],
        "bad-credit-code",
        `统一社会信用代码“${show(code)}”无效，应为18位数字或者大写字母，末位校验码符合 GB 32100`,
        { found: code, ...(reading.ok && { suggestion: reading.value }) },
      );
  }
}

function* checkPeople({ roles, agencies }: Directory, source: SourceFile): Iterable<Diagnostic> {
  const known = new Set(roles.map((role) => role.id));
  for (const [a, { people }] of agencies.entries())
    for (const [p, { role, email }] of people.entries()) {
      if (!known.has(role))
        yield source.at(["agencies", a, "people", p, "role"], "unknown-role", `通讯录没有岗位“${role}”`, {
          found: role,
          ...acceptedNames(roles),
        });
      yield* checkAddress(email, source, ["agencies", a, "people", p, "email"]);
    }
}

/** Supervising offices and the keeper must be able to receive mail: there is nobody behind them to hear of a gap. */
function* checkOffices(directory: Directory, source: SourceFile): Iterable<Diagnostic> {
  const { agencies, supervisors, supervisorRole, keeper } = directory;
  const roles = directory.roles.map((role) => role.id);
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const knownRole = roles.includes(supervisorRole);
  const offices: { agency: string; role: string; path: Path }[] = [
    ...Object.entries(supervisors).flatMap(([office, line]) =>
      line.map((agency, n) => ({ agency, role: supervisorRole, path: ["supervisors", office, n] })),
    ),
    { ...keeper, path: ["keeper", "agency"] },
  ];
  for (const [office, line] of Object.entries(supervisors))
    for (const { key, index } of repeated(line, (id) => id))
      yield source.at(["supervisors", office, index], "repeated-value", `机关“${show(key)}”已在前面列出`, {
        found: key,
      });
  for (const [i, { supervisedBy }] of agencies.entries())
    if (supervisedBy !== undefined && !Object.hasOwn(supervisors, supervisedBy))
      yield source.at(
        ["agencies", i, "supervisedBy"],
        "unknown-supervisor",
        `没有监督岗位“${show(supervisedBy)}”`,
        {
          found: supervisedBy,
          accepted: Object.keys(supervisors),
        },
      );
  if (!knownRole)
    yield source.at(["supervisorRole"], "unknown-role", `通讯录没有岗位“${supervisorRole}”`, {
      found: supervisorRole,
      ...acceptedNames(directory.roles),
    });
  if (!roles.includes(keeper.role))
    yield source.at(["keeper", "role"], "unknown-role", `通讯录没有岗位“${keeper.role}”`, {
      found: keeper.role,
      ...acceptedNames(directory.roles),
    });
  for (const { agency: id, role, path } of offices) {
    const agency = byId.get(id);
    if (!agency)
      yield source.at(path, "unknown-agency", `通讯录没有机关“${id}”`, {
        found: id,
        ...acceptedAgencies(agencies),
      });
    else if (roles.includes(role) && !agency.people.some((person) => person.role === role))
      yield source.at(path, "vacant-role", `“${show(agency.name)}”没有人担任岗位“${role}”，通知将无人接收`, {
        found: id,
      });
  }
}

function* checkGroups(directory: Directory, source: SourceFile): Iterable<Diagnostic> {
  const ids = new Set(directory.agencies.map((agency) => agency.id));
  for (const [i, group] of directory.groups.entries()) {
    const path: Path = ["groups", i];
    const { members, kinds, enforcement } = group;
    if ((members === undefined) === (kinds === undefined && enforcement === undefined))
      yield source.at(
        path,
        "group-form",
        `机关组“${show(group.label)}”应当或者以 members 逐一列出，或者以 kinds、enforcement 划定，二者择一`,
        { found: group.id },
      );
    for (const { key, index } of repeated(members ?? [], (member) => member))
      yield source.at([...path, "members", index], "repeated-value", `机关“${key}”重复`, { found: key });
    for (const [m, member] of (members ?? []).entries())
      if (!ids.has(member))
        yield source.at([...path, "members", m], "unknown-agency", `通讯录没有机关“${member}”`, {
          found: member,
          ...acceptedAgencies(directory.agencies),
        });
    if (groupMembers(group, directory).length === 0)
      yield source.at(path, "empty-group", `机关组“${show(group.label)}”中没有任何机关`, { found: group.id });
  }
}
