import { gapText } from "../notice/gap.ts";
import { lineKey, type NoticeLine } from "../notice/line.ts";
import { agencyName } from "../notice/matter.ts";
import { plain } from "../notice/plain.ts";
import { keeperAddressees } from "../notice/recipients.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { FAULTS, type Finding, findingKey } from "./finding.ts";

/** Tells the keeper of the directory; findings of one kind at one agency read alike, so that a mail counts them. */
export function findingLines(
  finding: Finding,
  foundOn: IsoDate,
  on: IsoDate,
  ruleset: Ruleset,
): NoticeLine[] {
  const { directory } = ruleset;
  return keeperAddressees(directory, on).flatMap(({ agency, recipient }) =>
    recipient === undefined
      ? []
      : [
          {
            key: lineKey(`audit:${findingKey(finding).replace("#", ":")}`, foundOn, recipient),
            kind: finding.kind === "gap" ? ("gap" as const) : ("audit" as const),
            agency,
            recipient,
            on,
            status: "collecting" as const,
            text:
              finding.kind === "gap"
                ? gapText(finding.gap, directory)
                : plain(
                    `${agencyName(finding.agency, ruleset)}${FAULTS[finding.kind]}，请运维人员以 npx yifa audit lines 查看`,
                    200,
                  ),
          },
        ],
  );
}
