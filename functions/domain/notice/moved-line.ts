import type { Moved } from "../duty/recompute.ts";
import type { Directory } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { lineKey, type NoticeLine } from "./line.ts";
import { chineseDate } from "./matter.ts";
import { plain } from "./plain.ts";
import { clerks, keeperAddressees } from "./recipients.ts";

/** One line to the agency and one to the keeper of the directory on a duty whose due date the calendar moved. */
export function movedLines({ duty, dueBefore }: Moved, directory: Directory, on: IsoDate): NoticeLine[] {
  if (duty.historical || duty.dueOn === dueBefore) return [];
  const readers = new Map(
    [...clerks(duty.agency, directory, on), ...keeperAddressees(directory, on)].flatMap(
      ({ agency, recipient }) => (recipient === undefined ? [] : [[recipient, agency] as const]),
    ),
  );
  return [...readers].map(([recipient, agency]) => ({
    key: lineKey(duty.id, `moved.${duty.version}`, recipient),
    kind: "moved",
    agency,
    recipient,
    on,
    status: "collecting",
    dutyId: duty.id,
    subject: duty.subject,
    rule: duty.rule,
    text: movedText(duty, dueBefore, directory),
  }));
}

/** 昌吉市市场监督管理局　昌市许〔2026〕1号：…，期限由2027年1月8日改为2027年1月11日 */
function movedText(duty: Moved["duty"], dueBefore: IsoDate, directory: Directory): string {
  const owner = directory.agencies.find(({ id }) => id === duty.agency)?.name ?? duty.agency;
  const number = duty.caseNumber === undefined ? "" : `　${duty.caseNumber}`;
  const dates = `期限由${chineseDate(dueBefore)}改为${chineseDate(duty.dueOn)}${duty.provisional ? "（暂定）" : ""}`;
  return `${plain(`${owner}${number}：${duty.title}`, 200)}，${dates}`;
}
