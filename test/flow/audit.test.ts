import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { openFindings } from "../../functions/adapters/store/audits.ts";
import { dutyKey } from "../../functions/adapters/store/keys.ts";
import { openDuty } from "../../functions/adapters/store/periods.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { audit } from "../../functions/application/audit.ts";
import { sweep } from "../../functions/application/sweep.ts";
import type { Finding } from "../../functions/domain/audit/finding.ts";
import type { Duty } from "../../functions/domain/entities.ts";
import type { NoticeLine } from "../../functions/domain/notice/line.ts";
import { cadenceOpenings } from "../../functions/domain/period/cadence.ts";
import { handler } from "../../functions/handlers/audit.ts";
import { DAY, exact, files, items, lines, put, ruleset } from "../support/mail-road.ts";
import { metricsOf } from "../support/metrics.ts";
import { publishRuleset } from "../support/publish.ts";

const NEXT = "2026-11-24";
const idOf = (n: number) => `enforcement-decision:${n}:disclosure.licence-or-penalty:1`;

async function swept(...days: string[]): Promise<void> {
  for (const [n, decidedOn] of ["2026-11-12", "2026-11-12", "2026-11-13"].entries())
    await put(String(n + 1), { decidedOn });
  for (const day of days) {
    process.env.YIFA_AS_OF = day;
    await sweep(day);
  }
}

const write = async (command: DeleteCommand | PutCommand | UpdateCommand) =>
  connect().client.send(command as PutCommand);
const TableName = () => connect().table;

async function deleteLine(n: number): Promise<string> {
  const line = (await items()).find(({ kind, sk }) => kind === "line" && String(sk).includes(idOf(n)));
  await write(new DeleteCommand({ TableName: TableName(), Key: { pk: line?.pk, sk: line?.sk } }));
  return String(line?.sk);
}

async function inventLine(n: number): Promise<string> {
  const key = `line:1:${idOf(n)}#supervise#justice-legal-unit`;
  const [other] = await lines();
  const data: NoticeLine = {
    ...(other as NoticeLine),
    key,
    dutyId: idOf(n),
    step: "supervise",
    kind: "step",
    agency: "justice",
  };
  const { pk } = dutyKey(idOf(n));
  await write(new PutCommand({ TableName: TableName(), Item: { pk, sk: key, kind: "line", data } }));
  return key;
}

const stripIndex = (n: number) =>
  write(
    new UpdateCommand({
      TableName: TableName(),
      Key: dutyKey(idOf(n)),
      UpdateExpression: "REMOVE awaitShard, awaitOn",
    }),
  );

const told = async () => (await lines()).filter(({ key }) => key.startsWith("line:1:audit:"));
const found = (findings: readonly { kind: string; what: string }[]) =>
  findings.map(({ kind, what }) => [kind, what]).sort();

/** The function by its schedule, each run with time for one page only; the first one after the last is idle. */
async function auditInPieces(): Promise<readonly Finding[]> {
  const context = { getRemainingTimeInMillis: () => 1_000 } as Context;
  const { result, metrics } = await metricsOf(async () => {
    const run = () => handler({ time: `${NEXT}T03:40:00Z` }, context);
    let runs = 1;
    for (let report = await run(); !report.done; runs++) report = await run();
    expect(runs).toBeGreaterThan(2);
    return run();
  });
  expect(metrics).toEqual([["AuditFindings", result.findings.length]]);
  return result.findings;
}

describe("the audit", () => {
  it("finds nothing where nothing was tampered with, in records and in periods, with steps taken over days", async () => {
    process.env.YIFA_AS_OF = DAY;
    const period = cadenceOpenings(ruleset, DAY).flatMap(({ duties }) => duties)[0] as Duty;
    await openDuty(period, `${DAY}T00:30:00.000Z`);
    await swept(DAY, NEXT);
    expect(await audit(NEXT)).toMatchObject({ done: true, findings: [], cases: 4 });
    expect(await told()).toEqual([]);
  });

  it("that runs out of time and goes on finds a line that is made up, a duty that left the index, and one that is gone with its lines still there", async () => {
    await swept(DAY);
    const invented = await inventLine(2);
    await stripIndex(3);
    process.env.YIFA_AS_OF = NEXT;
    await sweep(NEXT);
    await write(new DeleteCommand({ TableName: TableName(), Key: dutyKey(idOf(1)) }));
    const findings = await auditInPieces();
    const orphans = findings.filter(({ what }) => what.startsWith(`line:1:${idOf(1)}#`));
    expect(new Set(orphans.map(({ kind }) => kind))).toEqual(new Set(["surplus-line"]));
    expect(found(findings.filter((one) => !orphans.includes(one)))).toEqual([
      ["history-broken", `${dutyKey(idOf(1)).pk} “${idOf(1)}”历史记录有记载，现已不存在`],
      ["missing-duty", idOf(1)],
      ["surplus-line", invented],
      ["untaken-step", idOf(3)],
    ]);
  });

  it("tells the keeper once, with the next morning's mail, and again only after it was over", async () => {
    await swept(DAY);
    const gone = await deleteLine(1);
    expect(found((await audit(DAY)).findings)).toEqual([["missing-line", gone]]);
    const [line] = await told();
    expect(line).toMatchObject({ kind: "audit", recipient: "justice-legal-unit", on: NEXT });
    expect(line?.text).toBe(
      "昌吉市市场监督管理局有应当发出的通知不见记录，请运维人员以 npx yifa audit lines 查看",
    );
    expect(found((await audit(DAY)).findings)).toEqual([["missing-line", gone]]);
    expect(await told()).toHaveLength(1);
    await write(
      new PutCommand({
        TableName: TableName(),
        Item: {
          ...dutyKey(idOf(1)),
          sk: gone,
          kind: "line",
          data: { ...line, key: gone, kind: "step", dutyId: idOf(1), step: "due-day" },
        },
      }),
    );
    expect((await audit(DAY)).findings).toEqual([]);
    expect(await openFindings()).toEqual([]);
  });

  it("tells of a role that nobody holds before the day of the step, once for all duties", async () => {
    await swept(DAY);
    const directory = JSON.parse(files.get("directory.json") ?? "");
    for (const agency of directory.agencies)
      if (agency.id === "market-regulation")
        agency.people = agency.people.filter(({ role }: { role: string }) => role !== "head");
    await publishRuleset(new Map(files).set("directory.json", JSON.stringify(directory)));
    expect(found((await audit(DAY)).findings)).toEqual([["gap", "market-regulation:head"]]);
    expect((await told()).map(({ kind, recipient, on, text }) => [kind, recipient, on, text])).toEqual([
      [
        "gap",
        "justice-legal-unit",
        NEXT,
        "昌吉市市场监督管理局没有登记“主要负责人”，发给该岗位的通知无人接收",
      ],
    ]);
    await exact();
  });
});
