import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeAll, expect } from "vitest";
import { saveImpactRun } from "../../../functions/adapters/store/impacts.ts";
import { saveImport } from "../../../functions/adapters/store/imports.ts";
import { connect } from "../../../functions/adapters/store/table.ts";
import { sweep } from "../../../functions/application/sweep.ts";
import { newImport } from "../../../functions/domain/bulk/import-state.ts";
import type { Role } from "../../../functions/domain/entities.ts";
import { newRun } from "../../../functions/domain/impact/run.ts";
import { call } from "../../support/api.ts";
import { linkTo } from "../../support/links.ts";

export const DAY = "2026-11-16";

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
export type Things = ReturnType<typeof thingsOf>;
export const MARKET = thingsOf("market-regulation");
export const HOUSING = thingsOf("housing");
export const JUSTICE = thingsOf("justice");
export const NOBODY = thingsOf("nobody");
export const TARGETS = [MARKET, HOUSING, JUSTICE, NOBODY];
/** Stands in each record; in no answer to whom the record is hidden from. */
export const markOf = ({ agency }: Things) => `昌市密${agency}〔2026〕1号`;
export const factsOf = (things: Things) => ({
  kind: "行政许可",
  documentNumber: markOf(things),
  decidedOn: "2026-10-12",
});

export type Who = {
  readonly name: string;
  readonly role?: Role;
  readonly agencies: readonly string[];
  readonly token: string | null;
};
export const WHO: readonly Who[] = [
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

/** What is known once it is made. `link`: in a mail to the case officer of `MARKET`; whoever has it is who they are by it. */
export const made = { inForce: "", link: "" };

export async function dump(): Promise<object[]> {
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
  made.inForce = (await call("GET", "/v1/rulesets", { token: "token-administrator" })).body.inForce.hash;
  const at = `${DAY}T02:00:00.000Z`;
  const weighed = { to: made.inForce, from: "0".repeat(64), on: DAY, lanes: ["awaiting"] };
  await saveImpactRun(newRun({ ...weighed, by: { name: "admin" }, at }, undefined));
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
  made.link = await linkTo(body.duties[0].id, { recipient, day: DAY, dueOn: "2026-11-18" });
  for (const [things, token] of [
    [MARKET, "token-supervisor"],
    [HOUSING, "token-supervisor"],
    [JUSTICE, "token-office"],
  ] as const) {
    const { status } = await call("POST", `/v1/measures/${things.measure}/issue`, { token, body: {} });
    expect(status).toBe(200);
  }
});
