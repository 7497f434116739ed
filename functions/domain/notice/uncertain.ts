import type { Duty } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { WhenUncertain } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Digest } from "./digest.ts";
import { lineKey, type NoticeLine } from "./line.ts";
import { agencyName, chineseDate } from "./matter.ts";
import { findPerson, keeperAddressees } from "./recipients.ts";

/** Where no ladder says otherwise, and for lines that have none. */
const DEFAULT: WhenUncertain = { afterHours: 24, act: "ask" };
const HOUR_MS = 3_600_000;

/** The most cautious of what the ladders of the lines say: rather ask than resend, rather later than sooner. */
export function uncertainPolicy(
  lines: readonly NoticeLine[],
  duties: ReadonlyMap<string, Duty>,
  { ladders }: Pick<Ruleset, "ladders">,
): WhenUncertain {
  const policies = lines.map(({ dutyId = "" }) => {
    const ladder = duties.get(dutyId)?.ladder;
    return (ladder === undefined ? undefined : ladders.get(ladder)?.whenUncertain) ?? DEFAULT;
  });
  const [first = DEFAULT, ...others] = policies;
  return others.reduce(moreCautious, first);
}

function moreCautious(a: WhenUncertain, b: WhenUncertain): WhenUncertain {
  if (a.act !== b.act) return a.act === "ask" ? a : b;
  return a.afterHours >= b.afterHours ? a : b;
}

/** Whether the time of waiting for an event of the provider is over. Both instants in UTC. */
export const isOverdue = ({ afterHours }: WhenUncertain, claimedAt: string, at: string): boolean =>
  Date.parse(at) - Date.parse(claimedAt) >= afterHours * HOUR_MS;

/** Asks the keeper of the directory to see to a mail that was refused, or may have been; once for each attempt. */
export function askLines(
  digest: Pick<Digest, "id" | "recipient" | "agency" | "day" | "status">,
  attempts: number,
  ruleset: Ruleset,
  on: IsoDate,
): NoticeLine[] {
  const { directory } = ruleset;
  const role = findPerson(directory, digest.recipient)?.person.role;
  const label = directory.roles.find(({ id }) => id === role)?.label ?? digest.recipient;
  const to = `${agencyName(digest.agency, ruleset)}“${label}”`;
  const what = digest.status === "failed" ? "未能发出" : "不知是否送达";
  const text = `有一封邮件${what}，请核实后处理：${chineseDate(digest.day)}发给${to}，编号 ${digest.id}`;
  return keeperAddressees(directory, on).flatMap(({ agency, recipient }) =>
    recipient === undefined
      ? []
      : [
          {
            key: lineKey(digest.id, `${digest.status}.${attempts}`, recipient),
            kind: "mail" as const,
            agency,
            recipient,
            on,
            status: "collecting" as const,
            text,
          },
        ],
  );
}
