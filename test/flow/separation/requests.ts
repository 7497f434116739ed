import type { Asked } from "../../support/api.ts";
import { FORM } from "../../support/links.ts";
import { DAY, factsOf, made, type Things } from "./world.ts";

export type Request = (things: Things) => readonly [path: string, asked?: Asked | undefined];
const KINDS = {
  records: "record",
  duties: "duty",
  measures: "measure",
  imports: "import",
  mail: "mail",
} as const;
const to = (kind: keyof typeof KINDS, act = "", body?: object): Request => {
  return (things) => [`/v1/${kind}/${things[KINDS[kind]]}${act && `/${act}`}`, body && { body }];
};
const reason = { reason: "已核实" };

/** What each operation is asked of the things of an agency. */
export const REQUESTS: Readonly<Record<string, Request>> = {
  putRecord: (things) => [
    `/v1/records/${things.record}`,
    { body: { agency: things.agency, facts: factsOf(things) } },
  ],
  eraseRecord: to("records", "erase", reason),
  getRecord: to("records"),
  explainRecord: to("records", "explanation"),
  listRecords: ({ agency }) => ["/v1/records", { query: `type=enforcement-decision&agency=${agency}` }],
  decide: () => ["/v1/decide", { body: { type: "enforcement-decision", facts: { decidedOn: DAY } } }],
  getGate: ({ record }) => [`/v1/gates/${record}/decide`],
  listImports: ({ agency }) => ["/v1/imports", { query: `agency=${agency}` }],
  getImport: to("imports"),
  listDuties: ({ agency }) => ["/v1/duties", { query: `agency=${agency}` }],
  getDuty: to("duties"),
  dischargeDuty: to("duties", "discharge", {}),
  acknowledgeDuty: to("duties", "acknowledge", { until: "2026-11-17" }),
  openConfirmation: () => [made.link],
  confirmByLink: () => [made.link, { body: "until=2026-11-18", headers: FORM }],
  waiveDuty: to("duties", "waive", reason),
  "extendDuty duty:ask-extension": to("duties", "extend", { ...reason, until: "2026-12-01" }),
  "extendDuty duty:grant-extension": to("duties", "extend", { ...reason, grant: true }),
  listMeasures: ({ agency }) => ["/v1/measures", { query: `agency=${agency}` }],
  getMeasure: to("measures"),
  issueMeasure: to("measures", "issue", {}),
  cancelMeasure: to("measures", "cancel", reason),
  answerMeasure: to("measures", "answer", { text: "已公开" }),
  acceptMeasure: to("measures", "accept", reason),
  returnMeasure: to("measures", "return", reason),
  getIndicator: ({ agency }) => ["/v1/indicators/legal-review.reviewer-share", { query: `agency=${agency}` }],
  computeDueDate: () => ["/v1/due", { query: `after=${DAY}&count=7&unit=working-day` }],
  listRulesets: () => ["/v1/rulesets"],
  proposeRuleset: () => ["/v1/rulesets", { body: { files: {} } }],
  getRuleset: () => [`/v1/rulesets/${made.inForce}`],
  approveRuleset: () => [`/v1/rulesets/${made.inForce}/approve`],
  rollBackRuleset: () => ["/v1/rulesets/rollback", { body: reason }],
  rejectRuleset: () => [`/v1/rulesets/${made.inForce}/reject`, { body: reason }],
  startImpact: () => [`/v1/rulesets/${made.inForce}/impact`, { body: {} }],
  getImpact: () => [`/v1/rulesets/${made.inForce}/impact`],
  withdrawRuleset: () => [`/v1/rulesets/${made.inForce}/withdraw`],
  listMail: () => ["/v1/mail"],
  getMail: to("mail"),
  retryMail: to("mail", "retry", {}),
  resolveMail: to("mail", "resolve", { sent: true, ...reason }),
  listDeadLetters: () => ["/v1/dead-letters"],
  replayDeadLetters: () => ["/v1/dead-letters/replay", { body: {} }],
  listSweeps: () => ["/v1/sweeps"],
  getApiDocument: () => ["/v1/openapi.json"],
};
