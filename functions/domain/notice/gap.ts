import type { Directory } from "../schema/folder.ts";
import type { Gap, Reachable } from "./recipients.ts";

type Place = { readonly agency: string; readonly role: string };

/** A role that nobody holds, or holds with an address that works, as the keeper of the directory reads it. */
export function gapText(gap: Gap, directory: Reachable): string {
  const { agency, role } = nameOf(gap, directory);
  if (gap.away) return `${agency}“${role}”离岗，没有代办人，发给该岗位的通知无人接收`;
  const people = directory.agencies.find((one) => one.id === gap.agency)?.people ?? [];
  if (people.some(({ id, role }) => role === gap.role && directory.bouncing?.has(id)))
    return bouncedText(gap, directory);
  return `${agency}没有登记“${role}”，发给该岗位的通知无人接收`;
}

/** The address of somebody in the role came back. */
export function bouncedText(place: Place, directory: Directory): string {
  const { agency, role } = nameOf(place, directory);
  return `${agency}“${role}”的邮箱退信或者拒收，发给该岗位的通知未能送达，请核实并更正通讯录`;
}

const nameOf = ({ agency, role }: Place, { agencies, roles }: Directory): Place => ({
  agency: agencies.find((one) => one.id === agency)?.name ?? agency,
  role: roles.find((one) => one.id === role)?.label ?? role,
});
