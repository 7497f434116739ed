import { supervisorOf } from "../duty/supervisor.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Directory } from "../schema/folder.ts";
import type { Responsible } from "../schema/rule.ts";

/** The agencies that owe something that no record opens; for `record.agency`, every agency. */
export function responsibleAgencies(responsible: Responsible, { directory }: Ruleset): string[] {
  if (responsible === "record.agency") return directory.agencies.map((one) => one.id);
  if ("agency" in responsible) return [responsible.agency];
  if ("supervisor" in responsible) {
    const agency = supervisorOf(responsible.supervisor, directory);
    return agency === undefined ? [] : [agency];
  }
  const group = directory.groups.find((one) => one.id === responsible.group);
  return group ? groupMembers(group, directory) : [];
}

export function groupMembers(group: Directory["groups"][number], directory: Directory): string[] {
  if (group.members) return [...group.members];
  return directory.agencies
    .filter((one) => group.enforcement === undefined || one.enforcement === group.enforcement)
    .filter((one) => group.kinds === undefined || group.kinds.includes(one.kind))
    .map((one) => one.id);
}
