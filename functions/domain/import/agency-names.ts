import type { Directory } from "../schema/folder.ts";
import { quote, type Reading, read, refuse } from "./cell.ts";
import { normaliseHeader } from "./header.ts";

/** Agency id by normalised name, alias or short form; `undefined` where two agencies share it. */
export type AgencyNames = ReadonlyMap<string, string | undefined>;

export function agencyNames(directory: Directory): AgencyNames {
  const names = new Map<string, string | undefined>();
  const add = (name: string, id: string) => {
    const key = normaliseHeader(name);
    names.set(key, names.has(key) && names.get(key) !== id ? undefined : id);
  };
  for (const agency of directory.agencies)
    for (const alias of [agency.short, ...agency.aliases]) add(alias, agency.id);
  // A full name wins over another agency's alias.
  for (const agency of directory.agencies) names.set(normaliseHeader(agency.name), agency.id);
  return names;
}

export function readAgency(text: string, names: AgencyNames): Reading<string> {
  const id = names.get(normaliseHeader(text));
  if (id !== undefined) return read(id);
  return refuse(
    "unknown-agency",
    `通讯录中没有名称为${quote(text)}的机关；应填通讯录中的机关全称、简称或别名，例如“昌吉市市场监督管理局”。`,
  );
}
