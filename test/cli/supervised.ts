import type { Measure } from "../../functions/domain/measure/measure.ts";

const record = (type: string, id: string, agency: string, facts: Record<string, unknown>) => ({
  key: { type, id },
  agency,
  facts,
});

/** What two agencies did in the second half of 2026, one of them late. */
export const RECORDS = [
  record("enforcement-decision", "p1", "housing", {
    kind: "行政处罚",
    documentNumber: "昌市建罚字〔2026〕1号",
    decidedOn: "2026-09-17",
    majorDecision: true,
    "review.result": "同意",
    "review.completedOn": "2026-09-10",
    publishedOn: "2026-10-15",
    "party.name": "=1+1",
    "party.idNumber": "652301190001010019",
  }),
  record("enforcement-decision", "p2", "housing", {
    kind: "行政处罚",
    documentNumber: "昌市建罚字〔2026〕2号 652301190001010019",
    decidedOn: "2026-09-17",
    majorDecision: true,
  }),
  record("enforcement-decision", "l1", "market-regulation", {
    kind: "行政许可",
    documentNumber: "昌市市监许字〔2026〕9号",
    decidedOn: "2026-09-17",
    publishedOn: "2026-09-28",
  }),
  record("normative-document", "n1", "housing", {
    documentNumber: "昌市建规〔2026〕1号",
    issuerKind: "部门",
    issuedOn: "2026-08-08",
    publishedOn: "2026-08-10",
    filedToSuperiorOn: "2026-08-20",
  }),
  record("enforcement-case", "c1", "housing", { number: "昌市建案〔2026〕7号", openedOn: "2026-09-01" }),
];

const dutyId = "enforcement-decision:p2:disclosure.licence-or-penalty:1";
export const MEASURE: Measure = {
  id: `${dutyId}:supervise`,
  kind: "督办",
  dutyId,
  step: "supervise",
  subject: { type: "enforcement-decision", id: "p2" },
  agency: "housing",
  issuer: "justice",
  to: [{ role: "head" }],
  answerWithinWorkingDays: 5,
  draftedOn: "2026-10-20",
  status: "issued",
  title: "行政许可、行政处罚决定七个工作日内公开",
  dueOn: "2026-09-28",
  cites: [{ document: "changji-2019-18", duty: "IP-2.2.4-a" }],
  ruleset: "0".repeat(64),
  issued: { on: "2026-10-21", by: "司法局", number: "司法局督办〔2026〕1号", answerBy: "2026-10-28" },
  version: 2,
};
