import { supervisorOf } from "../duty/supervisor.ts";
import type { Caller, Duty } from "../entities.ts";
import type { Directory } from "../schema/folder.ts";
import type { RuleVersion } from "../schema/rule.ts";

type Extension = NonNullable<NonNullable<RuleVersion["duty"]>["extension"]>;

/** Whether the rule names this caller as the one who grants; never the asker, whatever the rule says. */
export function isGranter(caller: Caller, by: Extension["by"], duty: Duty, directory: Directory): boolean {
  if (caller.name === duty.extension?.askedBy) return false;
  if ("supervisor" in by) {
    const office = supervisorOf(by.supervisor, directory, duty.agency);
    return caller.role === "supervisor" && office !== undefined && caller.agency === office;
  }
  if (caller.role !== "agency" || caller.agency !== duty.agency) return false;
  const people = directory.agencies.find((agency) => agency.id === duty.agency)?.people ?? [];
  return people.some((person) => person.id === caller.name && person.role === by.role);
}
