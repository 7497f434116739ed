import { ALL, MARKS, type Mark, OF_MINOR, TEXT } from "./marks.ts";

/** What the agency whose case it is sees, because it works on it; numbers and accounts not even that. */
const HANDLING = ALL.filter((mark) => !["identity number", "number of a minor", "account"].includes(mark));
/** What may be found in each channel: the rest is a leak. */
export const MAY: Readonly<Record<string, readonly Mark[]>> = {
  "API: the agency whose case it is": HANDLING,
  "API: the case system of that agency": HANDLING,
  "API: another agency": [],
  "API: a supervisor": [],
  "API: an administrator": [],
  "API: an operator": [],
  "API: nobody": [],
  "API: refusals": [],
  "API: crashes": [],
  "mail and attachments": [],
  "messages of queues": [],
  "report of an import": [],
  "ledgers and reports": [],
  "command line": [],
  logs: [],
  metrics: [],
  "the table beside records and their versions": [],
};

export const FULL = {
  kind: "行政处罚",
  documentNumber: `昌市监处罚〔2026〕7号（${MARKS.name}）`,
  title: `关于${MARKS.name}的行政处罚决定书`,
  decidedOn: "2026-09-01",
  party: { type: "自然人", name: MARKS.name, idNumber: MARKS["identity number"] },
  violationFacts: TEXT,
  penaltyContent: TEXT,
  violationKind: `占道经营（${MARKS.name}）`,
  review: { result: "存在问题", opinion: `对${MARKS.name}一案的审核意见，电话${MARKS["mobile phone"]}` },
};
export const MINOR = {
  kind: "行政处罚",
  documentNumber: "昌市监处罚〔2026〕8号",
  title: `关于${MARKS["name of a minor"]}的决定`,
  decidedOn: "2026-09-01",
  party: { type: "自然人", name: MARKS["name of a minor"], idNumber: MARKS["number of a minor"] },
  violationFacts: OF_MINOR,
};

export const CALLERS: readonly (readonly [channel: string, token: string | null])[] = [
  ["API: nobody", null],
  ["API: another agency", "token-housing"],
  ["API: an operator", "token-operator"],
  ["API: a supervisor", "token-supervisor"],
  ["API: the case system of that agency", "token-system"],
  ["API: the agency whose case it is", "token-market"],
  ["API: an administrator", "token-administrator"],
];

/** Each function by its file, and how it is run here. */
export const HANDLERS: Readonly<Record<string, string>> = {
  api: "every operation, by every role",
  deliver: "the messages of both sweeps",
  receipts: "an event with marked diagnostics",
  sweep: "two days",
  "open-periods": "periods, and erasure of what is due",
  audit: "by the command line",
  recompute: "nothing of a case leaves it but lines, which the sweep mails",
  release: "hands over ids of digests, as the sweep does",
  "delivery-reports": "what it reads is matched by id: test/flow/delivery-reports.test.ts",
  "bulk-import": "the same rows as an import by command, its line is mail",
  impact: "finds what the command rules impact finds",
};
export const HELPERS = ["day-of-run", "origins"];
