import { dueCalendar } from "../adapters/due-calendar.ts";
import { describeFault, log } from "../adapters/log.ts";
import type { Attachment } from "../adapters/mail-message.ts";
import { measureDocument } from "../adapters/measure-document.ts";
import { writeWorkbook } from "../adapters/workbook.ts";
import type { Attached } from "../domain/notice/attach.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";

/** Bytes of all files of one mail: what the strictest servers still take, once it is written in base64. */
const MAX_BYTES = 5_000_000;

/** The files of a mail; nothing where one cannot be made or they are too large: the mail is not to wait for them. */
export async function makeFiles(
  attached: readonly Attached[],
  digest: string,
  on: IsoDate,
): Promise<Attachment[] | undefined> {
  try {
    const files = await Promise.all(attached.map((one) => makeFile(one, on)));
    const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
    if (bytes <= MAX_BYTES) return files;
    log("warn", "deliver: files too large", { digest, bytes });
  } catch (fault) {
    log("error", "deliver: files not made", { digest, ...describeFault(fault) });
  }
  return undefined;
}

async function makeFile(one: Attached, on: IsoDate): Promise<Attachment> {
  switch (one.kind) {
    case "calendar":
      return {
        name: one.name,
        type: "text/calendar; charset=utf-8; method=PUBLISH",
        content: dueCalendar(one.entries, on),
      };
    case "table":
      return {
        name: one.name,
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content: await writeWorkbook(one.sheets),
      };
    case "measure":
      return {
        name: one.name,
        type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        content: await measureDocument(one.paper),
      };
  }
}
