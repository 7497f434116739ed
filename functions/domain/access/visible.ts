import type { Caller, Duty, StoredRecord } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Directory } from "../schema/folder.ts";
import { may, type Permission } from "./permissions.ts";

/** What the caller may not see does not exist for it: the same answer as for an id that nobody has used. */
export function visibleRecord(
  caller: Caller,
  record: StoredRecord | undefined,
  key: { type: string; id: string },
): StoredRecord {
  if (record && may(caller, "record:read", record.agency)) return record;
  throw new YifaError("unknown", "unknown-record", `没有台账条目“${key.type}/${key.id}”`);
}

export function visibleDuty(caller: Caller, duty: Duty | undefined, id: string): Duty {
  if (duty && may(caller, "duty:read", duty.agency)) return duty;
  throw new YifaError("unknown", "unknown-duty", `没有应办事项“${id}”`);
}

/** The agencies that a list may show: the one asked for, else all that the caller may see. */
export function visibleAgencies(
  caller: Caller,
  permission: Permission,
  directory: Directory,
  asked: string | undefined,
): string[] {
  const visible = directory.agencies.map((agency) => agency.id).filter((id) => may(caller, permission, id));
  if (asked === undefined) return visible;
  if (visible.includes(asked)) return [asked];
  throw new YifaError(
    "unknown",
    "unknown-agency",
    `没有您可以查看的机关“${asked}”，可以查看：${visible.slice(0, 5).join("、") || "无"}${visible.length > 5 ? " 等" : ""}`,
  );
}
