import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { withOrigin } from "../../functions/adapters/origin.ts";
import { commitChange } from "../../functions/adapters/store/history.ts";
import {
  casePk,
  dutyKey,
  historyHeadKey,
  historyKey,
  recordKey,
  versionKey,
} from "../../functions/adapters/store/keys.ts";
import { loadCase } from "../../functions/adapters/store/records.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { acknowledgeDuty } from "../../functions/application/acknowledge-duty.ts";
import { waive } from "../../functions/application/close-duty.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { invariants } from "../support/invariants.ts";
import { CALLER, DAY, drain, items, put, ruleset } from "../support/mail-road.ts";
import { yifa } from "../support/yifa.ts";

const KEY = { type: "enforcement-decision", id: "1" };
const PK = casePk(KEY);
const DUTY = "enforcement-decision:1:disclosure.licence-or-penalty:1";
const DECIDED = { decidedOn: "2026-11-12" };

/** A record that was corrected, and told of. */
async function told(): Promise<void> {
  await put("1", DECIDED);
  await put("1", { ...DECIDED, title: "食品经营许可" });
  await sweep(DAY);
}

const TableName = () => connect().table;
const send = (command: PutCommand | DeleteCommand | UpdateCommand) =>
  connect().client.send(command as PutCommand);
const remove = (Key: { pk: string; sk: string }) => send(new DeleteCommand({ TableName: TableName(), Key }));
const set = (Key: { pk: string; sk: string }, path: string, value: unknown) =>
  send(
    new UpdateCommand({
      TableName: TableName(),
      Key,
      UpdateExpression: `SET ${path
        .split(".")
        .map((_, i) => `#p${i}`)
        .join(".")} = :value`,
      ExpressionAttributeNames: Object.fromEntries(path.split(".").map((name, i) => [`#p${i}`, name])),
      ExpressionAttributeValues: { ":value": value },
    }),
  );
const entry = async (n: number) =>
  (await items()).find(({ pk, sk }) => pk === PK && sk === historyKey(PK, n).sk);
const place = async (n: number, from: number) =>
  ({ ...(await entry(from)), ...historyKey(PK, n) }) as Record<string, unknown>;

describe("a history", () => {
  it("has every change in one chain, with who, when, by which ruleset and from where", async () => {
    await withOrigin({ channel: "api", requestId: "r1", address: "192.0.2.7" }, () => put("1", DECIDED));
    await withOrigin({ channel: "schedule", requestId: "s1" }, () => sweep(DAY));
    const { history } = await loadCase(KEY);
    expect(history.map(({ n, what, by, ruleset, from }) => [n, what, by, ruleset, from])).toEqual([
      [1, "record-accepted", "test", ruleset.hash, { channel: "api", requestId: "r1", address: "192.0.2.7" }],
      [2, "opened", "test", ruleset.hash, { channel: "api", requestId: "r1", address: "192.0.2.7" }],
      [3, "noticed", "sweep", ruleset.hash, { channel: "schedule", requestId: "s1" }],
    ]);
    await drain();
    await invariants();
  });

  it("names the facts that changed and holds none of their values, nor an identity number in a reason", async () => {
    await put("1", { ...DECIDED, "party.name": "马某某", title: "马某某的许可" });
    const reason = "当事人 110101199003070011 已注销";
    await waive({ id: DUTY, reason, caller: CALLER, on: DAY, ruleset });
    const entry = { at: `${DAY}T03:00:00.000Z`, by: "x", what: "seen", reason };
    await commitChange({ writes: [], entries: [entry] }, { pk: PK });
    const texts = JSON.stringify((await loadCase(KEY)).kept.entries);
    expect(texts).toContain("party.name");
    expect(texts).not.toMatch(/马某某|110101199003070011/);
    expect(texts.match(/证件号码略/g)).toHaveLength(2);
  });

  it("of writers at once is one chain with all of their entries", async () => {
    await put("1", DECIDED);
    const { kept } = await loadCase(KEY);
    const stale = kept.head;
    const entries = Array.from({ length: 6 }, (_, n) => ({
      at: `${DAY}T0${n}:00:00.000Z`,
      by: "x",
      what: "seen",
    }));
    await Promise.all(
      entries.map((one) =>
        commitChange({ writes: [], entries: [one] }, { pk: PK, ...(stale && { end: stale }) }),
      ),
    );
    expect((await loadCase(KEY)).history.filter(({ what }) => what === "seen")).toHaveLength(6);
    await invariants();
  });

  it("of two people who act on one duty at once has what one of them did, and the other is told", async () => {
    await put("1", { decidedOn: "2026-11-20" });
    const acts = await Promise.allSettled([
      waive({ id: DUTY, reason: "已划转", caller: CALLER, on: DAY, ruleset }),
      acknowledgeDuty({ id: DUTY, until: "2026-11-25", caller: CALLER, on: DAY, ruleset }),
    ]);
    const refused = acts.flatMap((act) => (act.status === "rejected" ? [act.reason.code] : []));
    expect([[], ["changed-meanwhile"], ["duty-not-open"]]).toContainEqual(refused);
    await invariants();
  });

  it("whose end got lost goes on after its last entry", async () => {
    await put("1", DECIDED);
    await remove(historyHeadKey(PK));
    await put("1", { ...DECIDED, title: "更正" });
    await invariants();
  });
});

describe("yifa audit verify", () => {
  it("finds histories of cases, rulesets and mail whole, and says how far one goes", async () => {
    await told();
    const all = await yifa("audit", "verify");
    expect([all.status, all.stdout]).toEqual([
      0,
      expect.stringMatching(/^核对 \d+ 件的历史，共 \d+ 条记录：完好\n$/),
    ]);
    const { head } = (await loadCase(KEY)).kept;
    for (const named of ["enforcement-decision/1", DUTY]) {
      const one = await yifa("audit", "verify", named);
      expect(one.stdout).toBe(`核对 1 件的历史，共 4 条记录：完好\n链尾：第 4 条 ${head?.hash}\n`);
    }
  });

  it.each<[string, () => Promise<unknown>, string[]]>([
    ["an entry was changed", () => set(historyKey(PK, 2), "entry", "{}"), ["第2条历史记录的内容被改动"]],
    [
      "an entry was removed",
      () => remove(historyKey(PK, 3)),
      [
        "第3条历史记录被删除",
        // Nothing tells of the last version any more.
        "台账条目现存内容与历史记录最后记载的校验值不符",
        "第2版：没有历史记录记载的版本",
      ],
    ],
    [
      "two entries changed places",
      async () => {
        const [one, two] = [await place(1, 2), await place(2, 1)];
        for (const Item of [one, two]) await send(new PutCommand({ TableName: TableName(), Item }));
      },
      ["第1条历史记录的次序被调换", "第2条历史记录的次序被调换"],
    ],
    [
      "an entry was put in",
      async () => send(new PutCommand({ TableName: TableName(), Item: await place(5, 2) })),
      ["第5条历史记录是插入的，不在链上"],
    ],
    ["the end is gone", () => remove(historyHeadKey(PK)), ["历史记录链的末条与链尾的登记不符"]],
    [
      "the record was changed past its history",
      () => set(recordKey(KEY), "data.facts", { kind: "行政处罚" }),
      ["台账条目现存内容与历史记录最后记载的校验值不符"],
    ],
    [
      "a duty was closed past its history",
      () => set(dutyKey(DUTY), "data.status", "discharged"),
      [`“${DUTY}”现存内容与历史记录最后记载的校验值不符`],
    ],
    ["a duty is gone", () => remove(dutyKey(DUTY)), [`“${DUTY}”历史记录有记载，现已不存在`]],
    [
      "a version was changed",
      () => set(versionKey(KEY, 1), "ruleset", "other"),
      ["第1版：留存的版本与历史记录的记载不符"],
    ],
    ["a version is gone", () => remove(versionKey(KEY, 2)), ["第2版：历史记录有记载的版本不存在"]],
  ])("says which: %s", async (_, tamper, expected) => {
    await told();
    await put("2", DECIDED);
    await tamper();
    const { status, stdout } = await yifa("audit", "verify");
    expect([status, stdout.trim().split("\n").slice(0, -1)]).toEqual([
      1,
      expected.map((text) => `${PK}  ${text}`),
    ]);
    const { tampered } = JSON.parse((await yifa("audit", "verify", "--json")).stdout);
    expect(tampered).toHaveLength(expected.length);
  });

  it("takes facts that were erased for erased where the history says so, and for taken away where not", async () => {
    await told();
    const Erase = { TableName: TableName(), Key: versionKey(KEY, 1), UpdateExpression: "REMOVE #text, salt" };
    await send(new UpdateCommand({ ...Erase, ExpressionAttributeNames: { "#text": "text" } }));
    expect((await yifa("audit", "verify")).status).toBe(1);
    const erased = {
      at: `${DAY}T03:00:00.000Z`,
      by: "test",
      what: "facts-erased",
      details: { versions: [1] },
    };
    await commitChange({ writes: [], entries: [erased] }, { pk: PK });
    const { status, stdout } = await yifa("audit", "verify");
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining("完好\n另有 1 个版本的事实已依规清除，只能核对其校验值"),
    ]);
  });

  it.each([
    [["enforcement-decision/none"], 1, "没有台账条目“enforcement-decision/none”"],
    [["nothing"], 1, "nothing"],
    [["--export", "x.zip"], 2, "--export 应同时写明是哪一件"],
    [["enforcement-decision/1", "--with-personal-data"], 2, "只能与 --export 一起使用"],
  ])("refuses %j", async (words, status, message) => {
    const ended = await yifa("audit", "verify", ...words);
    expect([ended.status, ended.stderr]).toEqual([status, expect.stringContaining(message)]);
  });
});
