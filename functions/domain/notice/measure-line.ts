import type { Measure } from "../measure/measure.ts";
import type { Directory } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { gapText } from "./gap.ts";
import { lineKey, type NoticeLine } from "./line.ts";
import { chineseDate } from "./matter.ts";
import { plain } from "./plain.ts";
import { type Addressee, addressees } from "./recipients.ts";

/** What the other side is told of a measure that has just come to its status: nothing of drafts, cancelled or not. */
export function measureLines(measure: Measure, directory: Directory, on: IsoDate): NoticeLine[] {
  const text = measureText(measure, directory);
  if (text === undefined) return [];
  return readers(measure, directory, on).flatMap(({ agency, recipient, standsInFor, gap }) =>
    recipient === undefined
      ? []
      : [
          {
            key: lineKey(measure.id, `${measure.version}${gap ? ".gap" : ""}`, recipient),
            kind: gap ? ("gap" as const) : ("measure" as const),
            agency,
            recipient,
            ...(standsInFor !== undefined && { standsInFor }),
            on,
            status: "collecting" as const,
            dutyId: measure.dutyId,
            subject: measure.subject,
            text: gap ? gapText(gap, directory) : text,
          },
        ],
  );
}

/** An answer goes to the issuer, everything else to the roles of the late agency. */
function readers({ status, issuer, agency, to }: Measure, directory: Directory, on: IsoDate): Addressee[] {
  return status === "answered"
    ? addressees([{ role: directory.supervisorRole }], issuer, directory, on)
    : addressees(to, agency, directory, on);
}

function measureText(measure: Measure, directory: Directory): string | undefined {
  const { status, kind, issued, answer, closing } = measure;
  const nameOf = (id: string) => directory.agencies.find((one) => one.id === id)?.name ?? id;
  const number = issued?.number ?? "";
  const matter = plain(`${measure.caseNumber ?? ""}${measure.title}`, 160);
  const said = (text: string | undefined) => plain(text ?? "", 300);
  switch (status) {
    case "issued":
      return `${nameOf(measure.issuer)}${kind}（${number}）：${matter}，应于${chineseDate(measure.dueOn)}前办结，至今未办结。请于${chineseDate(issued?.answerBy ?? "")}前办理并书面答复`;
    case "answered":
      return `${nameOf(measure.agency)}答复${number}：${said(answer?.text)}。请审核，认可的予以销号，不认可的退回补办`;
    case "returned":
      return `${number}的答复已退回，请补办后重新答复。退回理由：${said(closing?.reason)}`;
    case "accepted":
      return `${number}已销号：${matter}`;
    default:
      return undefined;
  }
}
