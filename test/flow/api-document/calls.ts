import { type Asked, dutyPath } from "../../support/api.ts";
import { fixture } from "../../support/corpus.ts";
import { FORM } from "../../support/links.ts";
import { hashOf, numberedRules } from "../../support/small-rules.ts";

export const DAY = "2026-11-16";
export const admin = { token: "token-administrator" };
const second = { token: "token-second-administrator" };
export const supervisor = { token: "token-supervisor" };
const operator = { token: "token-operator" };
const ruleset = (n: number) => `/v1/rulesets/${hashOf(numberedRules(n))}`;
export const record = (id: string) => `/v1/records/enforcement-decision/${id}`;
export const measure = (id: string) =>
  `/v1/measures/enforcement-decision:${id}:disclosure.licence-or-penalty:1:supervise`;
const mail = (recipient: string) => `/v1/mail/digest:1:market-regulation-${recipient}:${DAY}`;
export const licence = (decidedOn: string, more: object = {}) => ({
  facts: { kind: "行政许可", documentNumber: "昌市许〔2026〕1号", decidedOn, ...more },
});
const PETITION = "/v1/duties/dispute:1:disputes.first-petition:1";
export const petition = {
  kind: "信访事项",
  petition: { first: true, route: "信访程序", acceptedOn: "2026-11-02" },
};
const published = {
  doneOn: "2026-11-16",
  evidence: { publishedUrl: "https://www.example.org/1" },
};

/** Known once it is made. `link`: in the mail of the day to the case officer. */
export const made = { link: "" };

type Call = [method: string, path: string, asked: Asked];

/** For each operation a call that is accepted, then one that is refused. They run in the order of the routes. */
export const CALLS: Readonly<Record<string, readonly [accepted: Call, refused: Call]>> = {
  putRecord: [
    ["PUT", record("9"), { body: licence("2026-11-12") }],
    ["PUT", record("9"), { body: licence("2026-11-12"), headers: { "if-match": '"7"' } }],
  ],
  eraseRecord: [
    [
      "POST",
      `${record("closed")}/erase`,
      { token: "token-administrator", body: { reason: "当事人书面请求删除" } },
    ],
    ["POST", `${record("closed")}/erase`, { token: "token-administrator", body: { reason: "再次请求" } }],
  ],
  getRecord: [
    ["GET", record("9"), {}],
    ["GET", record("nobody"), {}],
  ],
  explainRecord: [
    ["GET", `${record("9")}/explanation`, {}],
    ["GET", `${record("9")}/explanation`, { token: "token-housing" }],
  ],
  listRecords: [
    ["GET", "/v1/records", { query: "type=enforcement-decision&agency=market-regulation" }],
    ["GET", "/v1/records", { query: "type=enforcement-decision&agency=housing" }],
  ],
  decide: [
    ["POST", "/v1/decide", { body: { type: "enforcement-decision", ...licence("2026-11-12") } }],
    ["POST", "/v1/decide", { body: { type: "enforcement-decision", facts: { fineYuan: -1 } } }],
  ],
  getGate: [
    ["GET", "/v1/gates/enforcement-decision/9/decide", {}],
    ["GET", "/v1/gates/enforcement-decision/9/enforce", {}],
  ],
  listDuties: [
    ["GET", "/v1/duties", { query: "status=open&dueBefore=2026-12-31" }],
    ["GET", "/v1/duties", { query: "cursor=x" }],
  ],
  getDuty: [
    ["GET", dutyPath("1"), {}],
    ["GET", dutyPath("1"), { token: "token-housing" }],
  ],
  acknowledgeDuty: [
    ["POST", `${dutyPath("2")}/acknowledge`, { body: { until: "2026-11-18" } }],
    ["POST", `${dutyPath("2")}/acknowledge`, { body: { until: "2027-11-18" } }],
  ],
  dischargeDuty: [
    [
      "POST",
      `${dutyPath("5")}/discharge`,
      { body: { ...published, published: ["执法机关", "执法对象", "执法类别", "执法结论"] } },
    ],
    ["POST", `${dutyPath("5")}/discharge`, { body: published }],
  ],
  get openConfirmation(): [Call, Call] {
    return [
      ["GET", made.link, { token: null }],
      ["GET", "/v1/acknowledgements/x", { token: null }],
    ];
  },
  get confirmByLink(): [Call, Call] {
    const asked = { token: null, body: "until=2026-11-18", headers: FORM };
    return [
      ["POST", made.link, asked],
      ["POST", `${made.link}x`, asked],
    ];
  },
  waiveDuty: [
    ["POST", `${dutyPath("9")}/waive`, { ...supervisor, body: { reason: "职责已划转" } }],
    ["POST", `${dutyPath("9")}/waive`, { ...supervisor, body: { reason: "职责已划转" } }],
  ],
  extendDuty: [
    ["POST", `${PETITION}/extend`, { body: { reason: "案情复杂", until: "2027-01-15" } }],
    ["POST", `${PETITION}/extend`, { body: { reason: "同意", grant: true } }],
  ],
  listMeasures: [
    ["GET", "/v1/measures", { ...supervisor, query: "status=drafted" }],
    ["GET", "/v1/measures", operator],
  ],
  getMeasure: [
    ["GET", measure("1"), supervisor],
    ["GET", measure("1"), {}],
  ],
  issueMeasure: [
    ["POST", `${measure("1")}/issue`, { ...supervisor, body: {} }],
    ["POST", `${measure("1")}/issue`, { ...supervisor, body: {} }],
  ],
  answerMeasure: [
    ["POST", `${measure("1")}/answer`, { body: { text: "已公开" } }],
    ["POST", `${measure("1")}/answer`, { body: { text: "" } }],
  ],
  returnMeasure: [
    ["POST", `${measure("1")}/return`, { ...supervisor, body: { reason: "未见公开" } }],
    ["POST", `${measure("1")}/return`, { ...supervisor, body: { reason: "未见公开" } }],
  ],
  acceptMeasure: [
    ["POST", `${measure("3")}/accept`, { ...supervisor, body: { reason: "已核实" } }],
    ["POST", `${measure("3")}/accept`, { ...admin, body: { reason: "已核实" } }],
  ],
  cancelMeasure: [
    ["POST", `${measure("4")}/cancel`, { ...supervisor, body: { reason: "已当面督促" } }],
    ["POST", `${measure("督办")}/cancel`, { ...supervisor, body: { reason: "已当面督促" } }],
  ],
  getIndicator: [
    [
      "GET",
      "/v1/indicators/legal-review.reviewer-share",
      { query: "agency=market-regulation&period=2026-11" },
    ],
    ["GET", "/v1/indicators/legal-review.opinion", {}],
  ],
  computeDueDate: [
    ["GET", "/v1/due", { query: "after=2026-09-28T11:00%2B08:00&count=6.5&unit=working-day" }],
    ["GET", "/v1/due", { query: "after=2026-09-28&count=6.5&unit=day" }],
  ],
  listMail: [
    ["GET", "/v1/mail", { ...operator, query: `on=${DAY}` }],
    ["GET", "/v1/mail", { ...operator, query: "status=lost" }],
  ],
  getMail: [
    ["GET", mail("case-officer"), operator],
    ["GET", mail("nobody"), operator],
  ],
  retryMail: [
    ["POST", `${mail("case-officer")}/retry`, { ...admin, body: { resend: true, reason: "未收到" } }],
    ["POST", `${mail("case-officer")}/retry`, { ...admin, body: {} }],
  ],
  resolveMail: [
    ["POST", `${mail("head")}/resolve`, { ...admin, body: { sent: true, reason: "已收到" } }],
    ["POST", `${mail("head")}/resolve`, { ...operator, body: { sent: true, reason: "已收到" } }],
  ],
  listDeadLetters: [
    ["GET", "/v1/dead-letters", operator],
    ["GET", "/v1/dead-letters", supervisor],
  ],
  replayDeadLetters: [
    ["POST", "/v1/dead-letters/replay", { ...admin, body: { ids: ["m1", "m2"] } }],
    ["POST", "/v1/dead-letters/replay", { ...admin, body: { ids: [] } }],
  ],
  listImports: [
    ["GET", "/v1/imports", operator],
    ["GET", "/v1/imports", { ...operator, query: "cursor=x" }],
  ],
  getImport: [
    ["GET", "/v1/imports/i1", operator],
    ["GET", "/v1/imports/i2", operator],
  ],
  listSweeps: [
    ["GET", "/v1/sweeps", operator],
    ["GET", "/v1/sweeps", { ...operator, query: "days=3" }],
  ],
  getApiDocument: [
    ["GET", "/v1/openapi.json", { token: null }],
    ["GET", "/v1/openapi.json", { token: null, query: "version=3" }],
  ],
  listRulesets: [
    ["GET", "/v1/rulesets", supervisor],
    ["GET", "/v1/rulesets", operator],
  ],
  proposeRuleset: [
    ["POST", "/v1/rulesets", { ...admin, body: { files: Object.fromEntries(numberedRules(1)) } }],
    ["POST", "/v1/rulesets", { ...admin, body: { files: Object.fromEntries(fixture) } }],
  ],
  getRuleset: [
    ["GET", ruleset(1), supervisor],
    ["GET", ruleset(9), supervisor],
  ],
  approveRuleset: [
    ["POST", `${ruleset(1)}/approve`, second],
    ["POST", `${ruleset(1)}/approve`, second],
  ],
  rollBackRuleset: [
    ["POST", "/v1/rulesets/rollback", { ...admin, body: { reason: "误改" } }],
    ["POST", "/v1/rulesets/rollback", { ...admin, body: { reason: "误改", hash: "latest" } }],
  ],
  rejectRuleset: [
    ["POST", `${ruleset(2)}/reject`, { ...second, body: { reason: "金额有误" } }],
    ["POST", `${ruleset(2)}/reject`, { ...second, body: { reason: "金额有误" } }],
  ],
  withdrawRuleset: [
    ["POST", `${ruleset(3)}/withdraw`, admin],
    ["POST", `${ruleset(3)}/withdraw`, admin],
  ],
  startImpact: [
    ["POST", `${ruleset(2)}/impact`, { ...admin, body: {} }],
    ["POST", `${ruleset(9)}/impact`, { ...admin, body: {} }],
  ],
  getImpact: [
    ["GET", `${ruleset(2)}/impact`, supervisor],
    ["GET", `${ruleset(3)}/impact`, supervisor],
  ],
};
