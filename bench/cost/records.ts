import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { connect } from "../../functions/adapters/store/table.ts";
import { importFile } from "../../functions/application/import-file.ts";
import { verifyAll } from "../../functions/application/verify-history.ts";
import type { Subject } from "../../functions/domain/entities.ts";
import { handler as audit } from "../../functions/handlers/audit.ts";
import { handler as recompute } from "../../functions/handlers/recompute.ts";
import { handler as release } from "../../functions/handlers/release.ts";
import { handler as sweep } from "../../functions/handlers/sweep.ts";
import { replaceOnce } from "../../test/support/corpus.ts";
import { publishRuleset } from "../../test/support/publish.ts";
import { sampleDecisions } from "../records.ts";
import type { Operation, Stored } from "./operations.ts";
import { AGENCY, CONTEXT, ON, putRecord, type Setting } from "./setting.ts";
import { each, minus, type Usage } from "./usage.ts";

/** Filled up to more than a page of duties. */
const FILLED = 100;
const SHEET = "test/samples/penalties-natural-persons.gbk.csv";
const RULE = "changji-2019-18/disclosure/licence-or-penalty.json";
/** Says the same in other words. */
const NOTE = "哪些行政处罚决定应当公开";
const BY_HAND = { asOf: ON };

/** Records from the first decision to another ruleset, and the runs that read them all. */
export async function measureRecords(setting: Setting) {
  const { meter, ask, files, samples } = setting;
  const run = (work: () => Promise<unknown>) => meter.measure(1, work);
  const publish = (from: string, to: string) =>
    publishRuleset(new Map(files).set(RULE, replaceOnce(files.get(RULE) ?? "", [from, to])));
  const quietSweep = await run(() => sweep(BY_HAND, CONTEXT));
  const settledSweep = await run(() => sweep({}, CONTEXT));
  const emptyAudit = await run(() => audit(BY_HAND, CONTEXT));
  const idleRecompute = await run(() => recompute({}, CONTEXT));
  const idleRelease = await run(() => release({}, CONTEXT));
  const ruleset = await publish(NOTE, `修订：${NOTE}`);
  const emptyRecompute = await run(() => recompute({}, CONTEXT));
  const requests = await measureRequests(setting);
  for (const sample of sampleDecisions(FILLED, "2026-11-19", 3).slice(samples.length))
    await putRecord(ask, sample);
  const listDuties = await run(() => ask("GET", "/v1/duties", undefined, "status=open"));

  let rows = 0;
  const sheet = await run(async () => {
    const report = await importFile({ path: SHEET, asOf: ON, ruleset });
    rows = report.accepted;
  });
  const cases = FILLED + rows;
  const stored = await storedBytes(cases);
  const fullAudit = await run(async () => {
    const { found } = await audit(BY_HAND, CONTEXT);
    if (Object.keys(found).length > 0) throw new Error(`the audit found ${JSON.stringify(found)}`);
  });
  let partitions = 0;
  const verification = await run(async () => {
    const verified = await verifyAll();
    if (verified.tampered.length > 0) throw new Error("a history does not agree");
    partitions = verified.partitions;
  });
  await publishRuleset(files);
  const checked = await run(() => recompute({}, CONTEXT));
  await publish('"count": 7', '"count": 5');
  let dates = 0;
  const moved = await run(async () => {
    dates = (await recompute({}, CONTEXT)).moved;
  });
  return {
    ...requests,
    importRow: each(sheet, rows),
    listDuties,
    quietSweep,
    settledSweep,
    audit: emptyAudit,
    auditCase: each(minus(fullAudit, emptyAudit), cases),
    verifyCase: each(verification, partitions),
    idleRecompute,
    idleRelease,
    recompute: emptyRecompute,
    checkCase: each(minus(checked, emptyRecompute), cases),
    moveCase: each(minus(moved, checked), dates),
    stored,
  } satisfies Partial<Record<Operation, Usage>> & { stored: Stored };
}

async function measureRequests({ meter, ask, samples }: Setting) {
  const every = (work: (sample: Subject) => Promise<unknown>) =>
    meter.measure(samples.length, async () => {
      for (const sample of samples) await work(sample);
    });
  const published = { publishedOn: ON, publishedUrl: "https://www.example.org/2" };
  return {
    decide: await every(({ type, id, facts }) =>
      ask("POST", "/v1/decide", { type, id, agency: AGENCY, facts }),
    ),
    putNew: await every((sample) => putRecord(ask, sample)),
    putUnchanged: await every((sample) => putRecord(ask, sample)),
    getCase: await every(({ type, id }) => ask("GET", `/v1/records/${type}/${id}`)),
    putChanged: await every((sample) =>
      putRecord(ask, { ...sample, facts: { ...sample.facts, ...published } }),
    ),
  };
}

/** By what reading all of it would consume; DynamoDB bills a hundred bytes more for each item. */
async function storedBytes(cases: number): Promise<Stored> {
  const { client, table } = connect();
  const sizeOf = async (IndexName?: string) => {
    let bytes = 0;
    let start: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: table, ...(IndexName && { IndexName }), ExclusiveStartKey: start }),
      );
      bytes += (page.ConsumedCapacity?.CapacityUnits ?? 0) * 8192 + (page.Count ?? 0) * ITEM_OVERHEAD;
      start = page.LastEvaluatedKey;
    } while (start);
    return bytes / cases;
  };
  const indexes = (await sizeOf("awaiting")) + (await sizeOf("byAgency"));
  return { table: Math.round(await sizeOf()), indexes: Math.round(indexes) };
}

const ITEM_OVERHEAD = 100;
