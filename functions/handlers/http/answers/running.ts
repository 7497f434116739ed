import * as z from "zod";
import { DIGEST_STATUSES } from "../../../domain/notice/mail-act.ts";
import type { MailView } from "../../../domain/notice/mail-view.ts";
import { RECEIPT_STATES } from "../../../domain/notice/receipt.ts";
import { historyEntry, noticeLine } from "./duty.ts";
import { count, day, instantUtc, named, nextPage } from "./named.ts";
import { words } from "./words.ts";

export const mailStatus = words(DIGEST_STATUSES).meta({
  id: "MailStatus",
  description: "汇集中、待发、发送中、已发出、无须发送、未发出、结果不明",
});

const mail = named(
  "Mail",
  "汇总邮件：一个收件人一日一封；不含地址",
  z.strictObject({
    id: z.string().meta({ description: "digest:1:收件人:日期" }),
    recipient: z.string(),
    agency: z.string(),
    day,
    status: mailStatus,
    receipt: words(RECEIPT_STATES).exactOptional(),
    subject: z.string().exactOptional(),
    sentAt: instantUtc.exactOptional(),
    messageId: z.string().exactOptional(),
    error: z.string().exactOptional(),
    askedAt: instantUtc.exactOptional(),
    resentAt: instantUtc.exactOptional(),
  }),
) satisfies z.ZodType<MailView>;

export const mailAnswer = z.strictObject({ mail });
export const mailWithLines = z.strictObject({
  mail,
  lines: z.array(noticeLine),
  history: z.array(historyEntry),
});
export const mailList = z.strictObject({ mails: z.array(mail), cursor: nextPage });

const sweepRun = named(
  "SweepRun",
  "一次清查：应处理 = 通知 + 错过 + 不再适用 + 不必通知 + 失败",
  z.strictObject({
    day,
    done: z.boolean(),
    due: count,
    lines: count,
    missed: count,
    withdrawn: count,
    moved: count,
    suppressed: z.array(
      z.strictObject({
        reason: z.enum([
          "day-off",
          "closed",
          "historical",
          "provisional",
          "acknowledged",
          "already-noticed",
          "no-recipient",
        ]),
        count,
      }),
    ),
    startedAt: instantUtc,
    finishedAt: instantUtc,
    failed: count,
    failures: z.array(z.strictObject({ what: z.string(), reason: z.string() })),
    digests: z.partialRecord(mailStatus, count),
  }),
);

export const sweepList = z.strictObject({
  days: z.array(
    z.strictObject({
      day,
      done: z.boolean(),
      runs: z.array(sweepRun),
      unsent: z.partialRecord(mailStatus, count),
    }),
  ),
});

const deadLetter = named(
  "DeadLetter",
  "多次处理失败的消息；不含地址",
  z.strictObject({
    id: z.string(),
    queue: z.string(),
    ofRun: z.boolean().meta({ description: "每日运行的事件：没有可退回的队列，下次运行补做" }),
    sentAt: instantUtc,
    body: z.string(),
    cause: z.record(z.string(), z.string()),
  }),
);
export const deadLetterList = z.strictObject({ deadLetters: z.array(deadLetter) });
export const replayAnswer = z.strictObject({
  replayed: z.array(z.string()),
  madeUp: z.array(z.string()).meta({ description: "每日运行的事件，已移除，由下次运行补做" }),
  unknown: z.array(z.string()).meta({ description: "要求重放而没有找到的" }),
});
