import { readFileSync } from "node:fs";
import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { saveImport } from "../../functions/adapters/store/imports.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { newImport } from "../../functions/domain/bulk/import-state.ts";
import type { Role } from "../../functions/domain/entities.ts";
import { ROUTES } from "../../functions/handlers/http/routes.ts";
import { accessTable, type Row, readAccessTable, rowKeys } from "../support/access-table.ts";
import { type Asked, call } from "../support/api.ts";
import { FORM, linkTo } from "../support/links.ts";

const DAY = "2026-11-16";
const FILE = `${import.meta.dirname}/../../docs/access.md`;
const TABLE = readAccessTable(readFileSync(FILE, "utf8"));

/** What an agency has. All ids follow from its own, so that two answers can be compared but for them. */
const thingsOf = (agency: string) => {
  const record = `enforcement-decision/${agency}-1`;
  const duty = `enforcement-decision:${agency}-1:disclosure.licence-or-penalty:1`;
  return {
    agency,
    record,
    duty,
    measure: `${duty}:supervise`,
    import: `${agency}-file`,
    mail: `digest:1:${agency}-head:${DAY}`,
  };
};
type Things = ReturnType<typeof thingsOf>;
const MARKET = thingsOf("market-regulation");
const HOUSING = thingsOf("housing");
const JUSTICE = thingsOf("justice");
const NOBODY = thingsOf("nobody");
const TARGETS = [MARKET, HOUSING, JUSTICE, NOBODY];
/** Stands in each record; in no answer to whom the record is hidden from. */
const markOf = ({ agency }: Things) => `昌市密${agency}〔2026〕1号`;
const factsOf = (things: Things) => ({
  kind: "行政许可",
  documentNumber: markOf(things),
  decidedOn: "2026-10-12",
});

type Who = {
  readonly name: string;
  readonly role?: Role;
  readonly agencies: readonly string[];
  readonly token: string | null;
};
const WHO: readonly Who[] = [
  { name: "nobody", agencies: [], token: null },
  { name: "an agency", role: "agency", agencies: ["market-regulation"], token: "token-market" },
  {
    name: "a case system",
    role: "case-system",
    agencies: ["market-regulation", "emergency"],
    token: "token-system",
  },
  { name: "a supervisor", role: "supervisor", agencies: ["justice"], token: "token-supervisor" },
  {
    name: "a supervisor of another office",
    role: "supervisor",
    agencies: ["government-office"],
    token: "token-office",
  },
  { name: "an administrator", role: "administrator", agencies: ["justice"], token: "token-administrator" },
  { name: "an operator", role: "operator", agencies: [], token: "token-operator" },
];

type Request = (things: Things) => readonly [path: string, asked?: Asked | undefined];
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
let inForce = "";
/** In a mail to the case officer of `MARKET`; whoever has it is who they are by it. */
let link = "";

/** What each operation is asked of the things of an agency. */
const REQUESTS: Readonly<Record<string, Request>> = {
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
  openConfirmation: () => [link],
  confirmByLink: () => [link, { body: "until=2026-11-18", headers: FORM }],
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
  getRuleset: () => [`/v1/rulesets/${inForce}`],
  approveRuleset: () => [`/v1/rulesets/${inForce}/approve`],
  rollBackRuleset: () => ["/v1/rulesets/rollback", { body: reason }],
  rejectRuleset: () => [`/v1/rulesets/${inForce}/reject`, { body: reason }],
  withdrawRuleset: () => [`/v1/rulesets/${inForce}/withdraw`],
  listMail: () => ["/v1/mail"],
  getMail: to("mail"),
  retryMail: to("mail", "retry", {}),
  resolveMail: to("mail", "resolve", { sent: true, ...reason }),
  listDeadLetters: () => ["/v1/dead-letters"],
  replayDeadLetters: () => ["/v1/dead-letters/replay", { body: {} }],
  listSweeps: () => ["/v1/sweeps"],
  getApiDocument: () => ["/v1/openapi.json"],
};

type Expected = "allowed" | "no token" | "forbidden" | "hidden" | "missing";

/** Past the door, a conflict with how things stand, or with the rule, is an answer too. */
const STATUSES: Readonly<Record<Expected, readonly number[]>> = {
  allowed: [200, 201, 409, 422],
  "no token": [401],
  forbidden: [403],
  hidden: [404],
  missing: [404],
};
/** A body that names another agency as the owner is refused for that, whatever lies under the id. */
const NAMES_OWNER: Readonly<Record<string, typeof STATUSES>> = {
  putRecord: { ...STATUSES, hidden: [403, 422], missing: [422] },
};

/** The last column: a supervisor acts on what its own office is to issue, which of its own lateness another one is. */
function isIssuer({ role, agencies }: Who, target: Things): boolean {
  return role !== "supervisor" || agencies.includes(target === JUSTICE ? "government-office" : "justice");
}
const ONLY_ISSUER = "限该措施的签发机关";

/** What a row of the table says of one caller and the things of one agency. */
function expected({ cells, also }: Row, who: Who, target: Things, isAbout: boolean): Expected {
  const cell = cells[who.role ?? "agency"];
  if (cell === "任何人") return "allowed";
  if (who.role === undefined) return "no token";
  if (cell === "否") return "forbidden";
  if (!isAbout) return "allowed";
  const own = who.agencies.includes(target.agency);
  if (cell === "其他机关" && own) return "forbidden";
  if (cell === "本机关" && !own) return "hidden";
  if (target === NOBODY) return "missing";
  return also === ONLY_ISSUER && !isIssuer(who, target) ? "forbidden" : "allowed";
}

async function dump(): Promise<object[]> {
  const { client, table } = connect();
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
}

beforeAll(async () => {
  process.env.YIFA_DELIVER_QUEUE_URL = "http://127.0.0.1/queue";
  process.env.YIFA_DEAD_LETTERS = JSON.stringify([{ name: "deliver", url: "d", source: "s" }]);
  const sqs = mockClient(SQSClient);
  sqs.on(SendMessageBatchCommand).resolves({});
  sqs.on(ReceiveMessageCommand).resolves({});
  inForce = (await call("GET", "/v1/rulesets", { token: "token-administrator" })).body.inForce.hash;
  for (const things of [MARKET, HOUSING, JUSTICE])
    await call("PUT", `/v1/records/${things.record}`, {
      token: "token-administrator",
      body: { agency: things.agency, facts: factsOf(things) },
    });
  for (const { import: id, agency, ...things } of [MARKET, HOUSING, JUSTICE]) {
    const file = markOf({ import: id, agency, ...things });
    await saveImport(newImport({ id, agency, file, at: `${DAY}T02:00:00.000Z` }));
  }
  const facts = { ...factsOf(MARKET), decidedOn: "2026-11-09" };
  const { body } = await call("PUT", "/v1/records/enforcement-decision/linked", { body: { facts } });
  await sweep(DAY);
  const recipient = "market-regulation-case-officer";
  link = await linkTo(body.duties[0].id, { recipient, day: DAY, dueOn: "2026-11-18" });
  for (const [things, token] of [
    [MARKET, "token-supervisor"],
    [HOUSING, "token-supervisor"],
    [JUSTICE, "token-office"],
  ] as const) {
    const { status } = await call("POST", `/v1/measures/${things.measure}/issue`, { token, body: {} });
    expect(status).toBe(200);
  }
});

const rows = ROUTES.flatMap((route) => rowKeys(route).map((key) => ({ key, method: String(route.method) })));

it("docs/access.md is what the routes and permissions say", async () => {
  await expect(accessTable(ROUTES)).toMatchFileSnapshot(FILE);
});

it("every operation has a row and a request, and there is no other", () => {
  const keys = rows.map(({ key }) => key).sort();
  expect([...TABLE.keys()].sort()).toEqual(keys);
  expect(Object.keys(REQUESTS).sort()).toEqual(keys);
});

// Fault 17: ids, places in lists and tokens of another agency.
describe.each(rows.filter(({ key }) => REQUESTS[key] && TABLE.has(key)))("$key", ({ key, method }) => {
  const request = REQUESTS[key] as Request;
  const isAbout = JSON.stringify(request(MARKET)) !== JSON.stringify(request(HOUSING));
  const row = TABLE.get(key) as Row;
  const statuses = NAMES_OWNER[key] ?? STATUSES;

  /** The body, once status and content are as expected. */
  async function attempt(who: Who, target: Things, wanted: Expected): Promise<string> {
    const [path, asked] = request(target);
    const { status, body } = await call(method, path, { ...asked, token: who.token });
    const text = JSON.stringify(body);
    expect(statuses[wanted], `${wanted}: ${target.agency}: ${text.slice(0, 300)}`).toContain(status);
    const hidden = wanted === "allowed" && row.cells[who.role ?? "agency"] !== "本机关" ? [] : TARGETS;
    const seen = hidden.filter((things) => text.includes(markOf(things)) && !isOwn(who, things));
    expect(seen, "shows nothing of others").toEqual([]);
    return text.replaceAll(target.agency, "X");
  }
  const isOwn = ({ agencies }: Who, { agency }: Things) => agencies.includes(agency);

  it.each(WHO)("by $name", async (who) => {
    const targets = isAbout ? TARGETS : [MARKET];
    const wanted = new Map(targets.map((target) => [target, expected(row, who, target, isAbout)]));
    const before = await dump();
    const refusals = new Map<Expected, Set<string>>();
    for (const [target, what] of wanted) {
      if (what === "allowed") continue;
      const body = await attempt(who, target, what);
      refusals.set(what, (refusals.get(what) ?? new Set()).add(body));
    }
    expect(await dump(), "nothing changes after a refusal").toEqual(before);
    if (statuses === STATUSES)
      expect(refusals.get("hidden")?.size ?? 1, "what is hidden is as what is not there").toBe(1);
    for (const [target, what] of wanted) if (what === "allowed") await attempt(who, target, what);
  });
});

describe("an id that belongs to another agency", () => {
  const put = (id: string, more: Asked) =>
    call("PUT", `/v1/records/enforcement-decision/${id}`, { body: { facts: factsOf(MARKET) }, ...more });

  it("cannot be written, and with a version is as one that is not there", async () => {
    const before = await dump();
    const plain = await put("housing-1", {});
    expect([plain.status, plain.body.code]).toEqual([404, "unknown-record"]);
    const bodies = [];
    for (const id of ["housing-1", "nobody-1"])
      for (const version of ['"1"', '"999"', "*"]) {
        const { status, body } = await put(id, { headers: { "if-match": version } });
        expect(status).toBe(412);
        bodies.push(JSON.stringify(body).replaceAll(id, "X"));
      }
    expect(bodies.slice(0, 3)).toEqual(bodies.slice(3));
    expect(await dump()).toEqual(before);
  });

  it("is not told from a free one by naming its owner", async () => {
    const answers = [];
    for (const id of ["housing-1", "nobody-1"])
      answers.push(await put(id, { body: { agency: "housing", facts: factsOf(HOUSING) } }));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(403);
  });
});

describe("a place in a list is of no use to others", () => {
  const lists: readonly [path: string, type: string, sort: string][] = [
    ["/v1/records", "type=enforcement-decision&", "housing-1"],
    ["/v1/duties", "", `open#2026-10-21#${HOUSING.duty}`],
    ["/v1/measures", "", `issued#${DAY}#${HOUSING.measure}`],
    ["/v1/imports", "", `${DAY}T02:00:00.000Z#${HOUSING.import}`],
  ];
  const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const ask = async (path: string, query: string, cursor: string) => {
    const { status, body } = await call("GET", path, { query: `${query}cursor=${cursor}` });
    expect(JSON.stringify(body)).not.toContain(markOf(HOUSING));
    return [status, body.code];
  };

  it.each(lists)("%s with a place of another agency, by any number", async (path, query, sort) => {
    for (let index = 0; index < 60; index++)
      expect(await ask(path, query, cursorOf(1, index, "housing", sort))).toEqual([400, "invalid-cursor"]);
  });

  it.each(lists)("%s with a place that is none", async (path, query, sort) => {
    const own = "market-regulation";
    const places = [
      [2, 0, own, sort],
      [1, -1, own, sort],
      [1, 0.5, own, sort],
      [1, "0", own, sort],
      [1, 0, own, 7],
    ];
    for (const place of [
      ...places,
      [1, 0, own, "\u{10FFFF}\u{10FFFF}"],
      [1, 0, own, ""],
      [1, 0, own, `${sort}${"x".repeat(1024)}`],
      [1, "length", own, sort],
      [],
    ])
      expect(await ask(path, query, cursorOf(...place)), JSON.stringify(place)).toEqual([
        400,
        "invalid-cursor",
      ]);
    for (const cursor of ["x", "bnVsbA", "e30", "%2E%2E", "W10", cursorOf({ index: 0 })])
      expect(await ask(path, query, cursor), cursor).toEqual([400, "invalid-cursor"]);
  });

  it.each(lists)("%s with the id of another agency as a place in one's own", async (path, query, sort) => {
    for (let index = 0; index < 6; index++) {
      const [status] = await ask(path, query, cursorOf(1, index, "market-regulation", sort));
      expect([200, 400]).toContain(status);
    }
  });
});

describe("a link that is not for this duty, or no longer, is of no use to anybody", () => {
  const officer = (agency: string) => ({
    recipient: `${agency}-case-officer`,
    day: DAY,
    dueOn: "2026-11-18",
  });
  const changed = (path: string, n: number) => {
    const [header = "", payload = "", signature = ""] = (path.split("/").at(-1) ?? "").split(".");
    const parts = [header, payload, signature];
    parts[n] = [...(parts[n] ?? "")].reverse().join("");
    return `/v1/acknowledgements/${parts.join(".")}`;
  };
  it.each<[string, () => string | Promise<string>, number]>([
    ["another agency's duty", () => linkTo(HOUSING.duty, officer("market-regulation")), 404],
    ["one's own duty, from another agency's mail", () => linkTo(MARKET.duty, officer("housing")), 404],
    ["a duty that there is not", () => linkTo(NOBODY.duty, officer("market-regulation")), 404],
    ["a mail to nobody", () => linkTo(MARKET.duty, officer("nobody")), 403],
    [
      "an earlier day",
      () => linkTo(MARKET.duty, { ...officer("market-regulation"), dueOn: "2026-11-16" }),
      410,
    ],
    ["another header", () => changed(link, 0), 404],
    ["another content", () => changed(link, 1), 404],
    ["another signature", () => changed(link, 2), 404],
  ])("%s", async (_, made, status) => {
    const path = await made();
    const before = await dump();
    for (const { token } of WHO)
      for (const [method, asked] of [
        ["GET", {}],
        ["POST", { body: "until=2026-11-17", headers: FORM }],
      ] as const) {
        const answer = await call(method, path, { ...asked, token });
        expect(answer.status).toBe(status);
        for (const things of TARGETS) expect(answer.body).not.toContain(markOf(things));
      }
    expect(await dump()).toEqual(before);
  });
});
