import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { recordKey } from "../../functions/adapters/store/keys.ts";
import { loadInForce } from "../../functions/adapters/store/publications.ts";
import { loadRecomputation, loadRunReport } from "../../functions/adapters/store/recompute.ts";
import { loadCase } from "../../functions/adapters/store/records.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { audit } from "../../functions/application/audit.ts";
import { recompute } from "../../functions/application/recompute/recompute.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { replaceOnce } from "../support/corpus.ts";
import {
  breakAfter,
  DAY,
  drain,
  exact,
  files,
  fuse,
  lines,
  mend,
  put,
  start,
  taken,
} from "../support/mail-road.ts";
import { publishRuleset } from "../support/publish.ts";

const RULE = "disclosure/licence-or-penalty";
const TWICE = "disclosure/twice";
const path = (rule: string) => `changji-2019-18/${rule}.json`;
const key = (id: string) => ({ type: "enforcement-decision", id });
const NEXT = "2026-11-24";

const edited = (...edits: readonly (readonly [string, string])[]) =>
  new Map(files).set(path(RULE), edits.reduce(replaceOnce, files.get(path(RULE)) ?? ""));
/** Five working days instead of seven, and another duty beside it, due after `count` working days. */
function stricter(count = 20): Map<string, string> {
  const five = edited(['"count": 7', '"count": 5']);
  const twice = edited(
    [`"id": "${RULE}"`, `"id": "${TWICE}"`],
    ['"count": 7', `"count": ${count}`],
    ['"action": "disclose"', '"action": "take-down"'],
  );
  return five.set(path(TWICE), twice.get(path(RULE)) ?? "");
}
/** Licences need not be disclosed any more. */
const laxer = () =>
  edited(['              "行政许可",\n              "行政处罚"', '              "行政处罚"']);

const duty = async (id: string, rule = RULE) =>
  (await loadCase(key(id))).duties.find((one) => one.rule === rule);
const report = async () => loadRunReport((await loadInForce())?.version ?? 0);
const told = async (kind: string) =>
  (await lines()).filter((line) => line.kind === kind).map(({ recipient, text }) => [recipient, text]);

afterEach(() => vi.useRealTimers());

describe("another ruleset in force", () => {
  it("moves and opens duties of records that nobody touched, tells of it in the one mail of the day, and leaves nothing for the audit", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    await put("2", { decidedOn: "2026-11-18", publishedOn: "2026-11-20" });
    await publishRuleset(stricter());
    expect(await sweep(DAY)).toMatchObject({ moved: 1, failed: [] });
    expect(await duty("1")).toMatchObject({ dueOn: "2026-11-25", status: "open" });
    expect(await duty("1", TWICE)).toMatchObject({ dueOn: "2026-12-16", status: "open" });
    expect(await duty("2", TWICE)).toMatchObject({ status: "discharged" });
    expect(await report()).toEqual({
      agencies: { "market-regulation": { moved: 1, opened: 1, discharged: 2 } },
      failed: [],
    });
    const text = "昌吉市市场监督管理局：新增1件、期限或者内容调整1件、认定已办结2件";
    expect((await told("rules")).sort()).toEqual([
      ["justice-legal-unit", text],
      ["market-regulation-case-officer", text],
    ]);
    expect((await told("moved")).map(([to]) => to).sort()).toEqual([
      "justice-legal-unit",
      "market-regulation-case-officer",
    ]);
    await drain();
    const mails = taken.filter(({ to }) => to === "case-officer@market-regulation.example.org");
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(text);
    await exact();
    expect(await audit(DAY)).toMatchObject({ done: true, findings: [] });
  });

  it("withdraws what it no longer asks for, and taken back asks for it again", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    await put("2", { kind: "行政处罚", decidedOn: "2026-11-18" });
    await publishRuleset(laxer());
    await recompute(DAY);
    expect([await duty("1"), await duty("2")].map((one) => one?.status)).toEqual(["withdrawn", "open"]);
    expect((await report()).agencies).toEqual({ "market-regulation": { withdrawn: 1 } });
    await publishRuleset(files);
    await recompute(DAY);
    expect(await duty("1")).toMatchObject({ status: "open", dueOn: "2026-11-27" });
    expect((await report()).agencies).toEqual({ "market-regulation": { reopened: 1 } });
  });

  it("opens what is overdue at once with one line to each, the earlier ones missed, as for a record that is sent late", async () => {
    await put("1", { decidedOn: "2026-10-12" });
    await sweep(DAY);
    await publishRuleset(stricter(8));
    await sweep(NEXT);
    expect(await duty("1", TWICE)).toMatchObject({ dueOn: "2026-10-22", openedOn: NEXT });
    const fresh = (await lines()).filter(({ dutyId }) => dutyId?.includes("twice"));
    const sent = fresh.filter(({ status }) => status !== "missed").map(({ recipient }) => recipient);
    expect(sent.length).toBeGreaterThan(0);
    expect(new Set(sent).size).toBe(sent.length);
    expect(fresh.some(({ status }) => status === "missed")).toBe(true);
    await exact();
  });

  it("reads nothing where it changes nothing that decisions rest on", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    const directory = files.get("directory.json") ?? "";
    const mail = directory.replaceAll("@market-regulation.example.org", "@market.example.org");
    await publishRuleset(new Map(files).set("directory.json", mail));
    expect(await recompute(DAY)).toEqual({ moved: 0, failed: [] });
    expect(await loadRecomputation()).toMatchObject({ done: true });
    expect((await report()).agencies).toEqual({});
  });

  it("after the mail of the day has gone is told in the next one, also to those who had none that day", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    await sweep(DAY);
    await drain();
    expect(taken.map(({ to }) => to)).not.toContain("legal-unit@justice.example.org");
    taken.splice(0);
    await publishRuleset(stricter());
    expect(await recompute(DAY)).toMatchObject({ moved: 1 });
    const news = (await lines()).filter(({ kind }) => kind === "rules" || kind === "moved");
    expect(news.map(({ recipient, on }) => `${recipient} ${on}`).sort()).toEqual(
      ["justice-legal-unit", "market-regulation-case-officer"].flatMap((who) => [
        `${who} ${NEXT}`,
        `${who} ${NEXT}`,
      ]),
    );
    await sweep(NEXT);
    await drain();
    expect(new Set(taken.map(({ to }) => to)).size).toBe(taken.length);
    await exact();
  });

  it("one bad record keeps no other back, is named, and is tried again the next day", async () => {
    for (const id of ["1", "2", "3"]) await put(id, { decidedOn: "2026-11-18" });
    const { record } = await loadCase(key("2"));
    const store = async (data: unknown) => {
      const { client, table } = connect();
      const found = { ...recordKey(key("2")), agencyKey: "market-regulation#record#enforcement-decision" };
      const Item = { ...found, agencySort: "2", kind: "record", version: 1, data, needs: [] };
      await client.send(new PutCommand({ TableName: table, Item }));
    };
    await store({ ...record, facts: { decidedOn: { not: "a date" } } });
    await publishRuleset(stricter());
    expect(await recompute(DAY)).toMatchObject({ moved: 2, failed: [{ what: "2" }] });
    expect((await report()).failed).toMatchObject([{ what: "2", list: "enforcement-decision", on: DAY }]);
    expect(await recompute(DAY)).toEqual({ moved: 0, failed: [] });
    await store(record);
    expect(await recompute(NEXT)).toEqual({ moved: 1, failed: [] });
    expect(await report()).toMatchObject({ agencies: { "market-regulation": { moved: 3 } }, failed: [] });
  });

  it("wherever the process is killed, the next run goes on, and everything is done, counted and told once", async () => {
    let calls = 0;
    for (let blown = true; blown; calls++) {
      await start();
      await put("1", { decidedOn: "2026-11-18" });
      await publishRuleset(stricter());
      // What was only read when it died is as if it had died with the write before.
      breakAfter(calls + 1, true, "effects");
      await recompute(DAY).catch(() => undefined);
      blown = fuse.blown;
      mend();
      await recompute(DAY);
      expect(await duty("1")).toMatchObject({ dueOn: "2026-11-25", version: 2 });
      expect((await report()).agencies).toEqual({ "market-regulation": { moved: 1, opened: 1 } });
      expect([(await told("rules")).length, (await told("moved")).length]).toEqual([2, 2]);
      expect(await loadRecomputation()).toMatchObject({ done: true });
    }
    await exact();
    expect(calls).toBeGreaterThan(4);
  });

  it("that comes before the run for the former one has ended takes it over", async () => {
    for (const id of ["1", "2", "3"]) await put(id, { decidedOn: "2026-11-18" });
    await publishRuleset(stricter());
    breakAfter(4, true);
    await recompute(DAY).catch(() => undefined);
    mend();
    await publishRuleset(files);
    await recompute(DAY);
    for (const id of ["1", "2", "3"]) {
      expect(await duty(id)).toMatchObject({ dueOn: "2026-11-27", status: "open" });
      expect((await duty(id, TWICE))?.status ?? "withdrawn").toBe("withdrawn");
    }
  });

  it("is looked after once more when whoever had begun by the former one has ended", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T02:00:00Z") });
    await put("1", { decidedOn: "2026-11-18" });
    await publishRuleset(stricter());
    expect(await recompute(DAY)).toMatchObject({ moved: 1 });
    // By the ruleset that `put` holds in its hands, the former one.
    await put("2", { decidedOn: "2026-11-18" });
    expect(await recompute(DAY)).toMatchObject({ moved: 0 });
    vi.setSystemTime(new Date("2026-11-23T02:15:00Z"));
    expect(await recompute(DAY)).toMatchObject({ moved: 1 });
    expect(await duty("2")).toMatchObject({ dueOn: "2026-11-25" });
    expect(await loadRecomputation()).toMatchObject({ done: true, bases: [] });
  });

  it("in the middle of a sweep leaves that sweep to the ruleset that it began with", async () => {
    const former = (await loadInForce())?.hash;
    for (const [n, agency] of ["housing", "market-regulation", "ecology"].entries())
      await put(String(n), { decidedOn: "2026-11-12" }, agency);
    let published = false;
    connect().client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const answer = await next(args);
          if (commandName === "TransactWriteItemsCommand" && !published) {
            published = true;
            await publishRuleset(stricter());
          }
          return answer;
        },
      { step: "initialize", name: "publish", priority: "low", override: true },
    );
    await sweep(DAY);
    connect().client.middlewareStack.remove("publish");
    expect(published).toBe(true);
    for (const n of [0, 1, 2]) {
      const { history } = await loadCase(key(String(n)));
      const own = history.filter(({ by }) => by === "sweep");
      expect(own.length).toBeGreaterThan(0);
      expect(new Set(own.map(({ ruleset }) => ruleset))).toEqual(new Set([former]));
    }
    expect(await sweep(NEXT)).toMatchObject({ failed: [] });
    for (const n of [0, 1, 2]) expect(await duty(String(n))).toMatchObject({ dueOn: "2026-11-19" });
    await exact();
  });
});
