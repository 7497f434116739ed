import type { Duty } from "../entities.ts";
import { type Composed, compose } from "../notice/compose.ts";
import { digestId, type NoticeLine } from "../notice/line.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { SAMPLE_DAY, sampleDuty } from "./sample-duty.ts";
import {
  answerNotes,
  draftedFor,
  factsNotes,
  gapNotes,
  measureNotes,
  movedNotes,
  reportNotes,
  stepLine,
  uncertainNotes,
} from "./sample-lines.ts";
import { sampleRuleset } from "./sample-ruleset.ts";

type Sample = {
  readonly title: string;
  /** Agency of the reader. */
  readonly reader: string;
  readonly duties?: readonly (readonly [duty: Duty, step: string, standsInFor?: string])[];
  readonly notes?: (ruleset: Ruleset) => readonly NoticeLine[];
};

const housing = { agency: "housing", caseNumber: "示住建罚〔2026〕4号" };

/** What a record may hold that was written to harm. */
const HOSTILE = [
  "12号\r\nBcc: someone@example.org",
  "<b>加粗</b><a href=https://example.org>点击</a>",
  "{{{office}}}{{#sections}}",
  '=HYPERLINK("https://example.org")',
  "www.example.org/登录",
  "\u202e倒置的文字\u2066",
  `很长${"𠮷".repeat(200)}`,
];

const SAMPLES: Readonly<Record<string, Sample>> = {
  agency: {
    title: "责任机关：逾期、今日到期、即将到期",
    reader: "market-regulation",
    duties: [
      [sampleDuty(1, "2026-11-16"), "urge"],
      [sampleDuty(2, "2026-11-20"), "urge"],
      [sampleDuty(3, "2026-11-23"), "due-day"],
      [sampleDuty(4, "2026-11-25", { source: "default" }), "remind"],
      [sampleDuty(5, "2027-01-08", { provisional: true }), "remind"],
    ],
  },
  supervisor: {
    title: "监督机关：待审签的措施、逾期事项、审核异常、对督办的答复",
    reader: "justice",
    duties: [
      [sampleDuty(1, "2026-11-02"), "supervise"],
      [sampleDuty(2, "2026-11-20"), "urge"],
      [sampleDuty(4, "2026-11-20", housing), "urge"],
    ],
    notes: (ruleset) => [...reportNotes(ruleset), ...answerNotes(ruleset)],
  },
  measure: { title: "责任机关：督办单送达、退回、销号", reader: "market-regulation", notes: measureNotes },
  facts: { title: "责任机关：请补充事实", reader: "market-regulation", notes: factsNotes },
  moved: { title: "责任机关：调整后的期限", reader: "market-regulation", notes: movedNotes },
  substitute: {
    title: "代办人：代离岗的主要负责人接收",
    reader: "market-regulation",
    duties: [
      [sampleDuty(1, "2026-11-20"), "urge", "market-regulation-head"],
      [sampleDuty(2, "2026-11-23"), "due-day"],
    ],
  },
  keeper: {
    title: "通讯录管理人：岗位空缺、投递情况不明的邮件",
    reader: "justice",
    notes: (ruleset) => [...gapNotes(ruleset), ...uncertainNotes(ruleset)],
  },
  many: {
    title: "事项很多：只列前面的，其余另附",
    reader: "market-regulation",
    duties: Array.from({ length: 154 }, (_, n) => [sampleDuty(n + 1, "2026-11-20"), "urge"] as const),
  },
  done: {
    title: "一部分事项在发出之前已经办结",
    reader: "market-regulation",
    duties: [
      [sampleDuty(1, "2026-11-23"), "due-day"],
      [sampleDuty(2, "2026-11-23", { status: "discharged" }), "due-day"],
    ],
  },
  empty: {
    title: "全部事项在发出之前已经办结",
    reader: "market-regulation",
    duties: [[sampleDuty(1, "2026-11-23", { status: "discharged" }), "due-day"]],
  },
  hostile: {
    title: "台账内容含有异常字符",
    reader: "market-regulation",
    duties: HOSTILE.map(
      (caseNumber, n) => [sampleDuty(n + 1, "2026-11-20", { caseNumber }), "urge"] as const,
    ),
  },
};

/** As long as a real one. */
const SAMPLE_LINK = `https://yifa.example.org/v1/acknowledgements/${"0123456789".repeat(30)}`;

const coming = (duties: readonly Duty[]) => duties.filter(({ dueOn }) => dueOn > SAMPLE_DAY);

export type SampleMail = Composed & { readonly id: string; readonly title: string };

/** Every kind of mail, with the templates and the office of the rules. */
export function sampleMails(rules: Ruleset): SampleMail[] {
  const ruleset = sampleRuleset(rules);
  return Object.entries(SAMPLES).map(([id, { title, reader, duties = [], notes }]) => ({
    id,
    title,
    ...compose({
      digest: {
        id: digestId(`${reader}-legal-unit`, SAMPLE_DAY),
        agency: reader,
        recipient: `${reader}-legal-unit`,
        day: SAMPLE_DAY,
      },
      lines: [
        ...duties.map(([duty, step, standsInFor]) => stepLine(duty, step, standsInFor)),
        ...(notes?.(ruleset) ?? []),
      ],
      duties: new Map(duties.map(([duty]) => [duty.id, duty])),
      links: new Map(coming(duties.map(([duty]) => duty)).map(({ id }) => [id, SAMPLE_LINK])),
      measures: draftedFor(duties.flatMap(([duty, step]) => (step === "supervise" ? [duty] : []))),
      ruleset,
      on: SAMPLE_DAY,
    }),
  }));
}
