import type { Directory } from "../schema/folder.ts";

/** A role that nobody holds, as the keeper of the directory reads it. */
export function gapText(gap: { agency: string; role: string }, directory: Directory): string {
  const agency = directory.agencies.find((one) => one.id === gap.agency)?.name ?? gap.agency;
  const role = directory.roles.find((one) => one.id === gap.role)?.label ?? gap.role;
  return `${agency}没有登记“${role}”，发给该岗位的通知无人接收`;
}
