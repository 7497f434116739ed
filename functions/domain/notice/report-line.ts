import type { RecordKey, Report } from "../entities.ts";
import type { Directory } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { gapText } from "./gap.ts";
import { lineKey, type NoticeLine } from "./line.ts";
import { plain } from "./plain.ts";
import { type Addressee, addressees, keeperAddressees } from "./recipients.ts";

/** A finding on a record that its supervisor is to hear of, once. */
export type ReportedCase = Report & {
  readonly subject: RecordKey;
  readonly agency: string;
  readonly caseNumber?: string;
};

/**
 * One line to each person of the supervising office; a vacant office is told to the keeper of the directory, who also
 * hears of rules that contradict each other.
 */
export function reportLines(report: ReportedCase, directory: Directory, on: IsoDate): NoticeLine[] {
  const what = `report:${report.subject.type}:${report.subject.id}:${report.rule.replaceAll("/", ".")}`;
  const agency = directory.agencies.find((one) => one.id === report.agency)?.name ?? report.agency;
  const text = plain(`${agency}　${report.caseNumber ?? "（无文书号）"}：${report.title}`, 300);
  return reportAddressees(report, directory, on).flatMap(({ agency: reader, recipient, standsInFor, gap }) =>
    recipient === undefined
      ? []
      : [
          {
            key: lineKey(what, gap ? "report.gap" : "report", recipient),
            kind: gap ? ("gap" as const) : ("report" as const),
            agency: reader,
            recipient,
            ...(standsInFor !== undefined && { standsInFor }),
            on,
            status: "collecting" as const,
            subject: report.subject,
            rule: report.rule,
            text: gap ? gapText(gap, directory) : text,
          },
        ],
  );
}

export const reportAddressees = (report: ReportedCase, directory: Directory, on: IsoDate): Addressee[] =>
  report.supervisor === undefined
    ? keeperAddressees(directory, on)
    : addressees([{ supervisor: report.supervisor }], report.agency, directory, on);
