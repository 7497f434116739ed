import { describe, expect, it } from "vitest";
import { loadCase } from "../../functions/adapters/store/records.ts";
import { loadVersions } from "../../functions/adapters/store/versions.ts";
import { eraseDue } from "../../functions/application/erase-due.ts";
import { eraseRecordFor } from "../../functions/application/erase-record.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import { replayRecord } from "../../functions/application/replay.ts";
import { verifyCase } from "../../functions/application/verify-history.ts";
import type { Caller } from "../../functions/domain/entities.ts";
import { verifyVersions } from "../../functions/domain/history/verify.ts";
import { replaceOnce } from "../support/corpus.ts";
import { breakAfter, CALLER, DAY, files, items, mend, ruleset } from "../support/mail-road.ts";
import { publishRuleset } from "../support/publish.ts";

const NAME = "郭靖远";
const NUMBER = "652301199003071234";
const FACTS = {
  kind: "行政处罚",
  documentNumber: "昌市监处罚〔2020〕7号",
  decidedOn: "2020-03-02",
  "party.type": "自然人",
  "party.name": NAME,
  "party.idNumber": NUMBER,
  violationFacts: `当事人${NAME}在延安北路12号占道经营。`,
  title: `关于${NAME}的行政处罚决定书`,
  fineYuan: 500,
  publishedOn: "2020-03-05",
};
/** Not made public yet; before the installation went live nothing would be open. */
const OPEN = { kind: "行政许可", "party.name": NAME, decidedOn: "2026-11-16" };
/** Five years after 2 March 2020 are over at the end of 2 March 2025. */
const LAST_DAY = "2025-03-02";
const DUE = "2025-03-03";
const SOURCE = { file: `${NAME}.xlsx`, row: 1, rowHash: "h1" };

const key = (id: string) => ({ type: "enforcement-decision", id });
const put = (id: string, facts: object = FACTS, more: object = {}) =>
  putRecord({
    key: key(id),
    agency: "market-regulation",
    facts,
    caller: CALLER,
    on: DAY,
    ruleset,
    ...more,
  });
const stored = async () => JSON.stringify(await items());

async function verified(id: string) {
  const { tampered, erased } = await verifyCase(key(id));
  return { tampered, erased };
}

describe("what has been kept long enough", () => {
  it("is kept to the end of its last day, then nothing in the table tells of anybody", async () => {
    await put("1", FACTS, { source: SOURCE, extra: { 联系电话: "13899001234", 住址: "昌吉市延安北路12号" } });
    await put("1", { ...FACTS, fineYuan: 600 });
    expect(await eraseDue(LAST_DAY)).toEqual({ erased: 0, waiting: 0, later: 0 });
    expect(await stored()).toContain(NAME);

    expect(await eraseDue(DUE)).toEqual({ erased: 1, waiting: 0, later: 0 });
    const left = await stored();
    for (const mark of [NAME, NUMBER, "13899001234", "延安北路", "占道经营"])
      expect(left).not.toContain(mark);
    const { record, duties } = await loadCase(key("1"));
    expect(record).toMatchObject({
      version: 3,
      erased: { on: DUE },
      facts: {
        fineYuan: 600,
        documentNumber: FACTS.documentNumber,
        "party.name": "（已删除）",
        "party.type": "自然人",
      },
    });
    expect(duties.map(({ status }) => status)).toEqual(["discharged"]);
    expect(await verified("1")).toEqual({ tampered: [], erased: 2 });
    const { versions, erased } = await replayRecord(key("1"));
    expect({ erased, same: versions.map(({ same }) => same) }).toEqual({ erased: 2, same: [true] });
    expect(await eraseDue(DUE)).toEqual({ erased: 0, waiting: 0, later: 0 });
  });

  it("waits until nothing is open on the case", async () => {
    await put("2", OPEN);
    expect(await eraseDue("2031-11-17")).toEqual({ erased: 0, waiting: 1, later: 0 });
    await put("2", { ...OPEN, publishedOn: "2026-11-20" }, { on: "2026-11-20" });
    expect(await eraseDue("2031-11-17")).toEqual({ erased: 1, waiting: 0, later: 0 });
  });

  it("is kept longer where the rules in force now say so", async () => {
    await put("3");
    const text = files.get("records/enforcement-decision.json") ?? "";
    const longer = replaceOnce(text, ['"years": 5', '"years": 7']);
    await publishRuleset(new Map(files).set("records/enforcement-decision.json", longer));
    expect(await eraseDue(DUE)).toEqual({ erased: 0, waiting: 0, later: 1 });
    expect(await eraseDue("2027-03-02")).toEqual({ erased: 0, waiting: 0, later: 0 });
    expect(await eraseDue("2027-03-03")).toEqual({ erased: 1, waiting: 0, later: 0 });
  });

  it("is of firms none at all", async () => {
    const { "party.idNumber": _, violationFacts: __, ...firm } = FACTS;
    await put("4", { ...firm, "party.type": "法人及非法人组织", "party.name": "昌吉市某某商贸有限公司" });
    expect(await eraseDue(DUE)).toEqual({ erased: 0, waiting: 0, later: 0 });
  });

  it("is erased by the next run where one died", async () => {
    await put("5");
    breakAfter(1, true);
    await expect(eraseDue(DUE)).rejects.toThrow();
    mend();
    await eraseDue(DUE);
    expect(await stored()).not.toContain(NAME);
    expect(await verified("5")).toMatchObject({ tampered: [] });
  });
});

describe("what was erased", () => {
  const erased = async (id: string) => {
    await put(id, FACTS, { source: SOURCE });
    await eraseDue(DUE);
  };

  it("does not come back with the same sheet", async () => {
    await erased("6");
    expect(await put("6", FACTS, { source: SOURCE })).toMatchObject({ outcome: "unchanged" });
    expect(await stored()).not.toContain(NAME);
  });

  it.each([
    ["another row of the same case", FACTS, { source: { ...SOURCE, rowHash: "h2" } }, "/facts/party.name"],
    ["somebody who sends it again", FACTS, {}, "/facts/party.name"],
    ["a column that no fact takes", { kind: "行政处罚" }, { extra: { 电话: "13899001234" } }, "/extra"],
  ])("is refused from %s", async (_, facts, more, pointer) => {
    await erased("7");
    await expect(put("7", facts, more)).rejects.toMatchObject({ code: "personal-data-erased", pointer });
    expect(await stored()).not.toContain(NAME);
  });

  it("leaves the rest of the record to be changed", async () => {
    await erased("8");
    const { record } = await loadCase(key("8"));
    const { record: after } = await put("8", { ...record?.facts, takenDownOn: "2020-03-06" });
    expect(after).toMatchObject({ version: 3, facts: { "party.name": "（已删除）" }, erased: { on: DUE } });
  });
});

describe("on request", () => {
  const ask = (id: string, caller: Caller = CALLER) =>
    eraseRecordFor({ key: key(id), reason: `${NAME}书面请求删除`, caller, on: "2020-04-01", ruleset });

  it("an administrator erases at once, with a reason that names nobody", async () => {
    await put("9");
    await ask("9");
    const { history } = await loadCase(key("9"));
    expect(history.at(-1)).toMatchObject({ what: "facts-erased", reason: "郭某书面请求删除" });
    expect(await stored()).not.toContain(NAME);
    expect(await verified("9")).toEqual({ tampered: [], erased: 1 });
  });

  it("is refused where something is open, where it was done before, and where nobody is told of", async () => {
    await put("10", OPEN);
    await expect(ask("10")).rejects.toMatchObject({ code: "duty-still-open" });
    await put("11");
    await ask("11");
    await expect(ask("11")).rejects.toMatchObject({ code: "already-erased" });
    await put("12", { kind: "行政许可", decidedOn: "2020-03-02", publishedOn: "2020-03-03" });
    await expect(ask("12")).rejects.toMatchObject({ code: "nothing-personal" });
  });

  it.each([
    { name: "a", role: "agency", agency: "market-regulation" },
    { name: "s", role: "supervisor", agency: "justice" },
    { name: "o", role: "operator" },
    { name: "c", role: "case-system", agencies: ["market-regulation"] },
  ] as const)("is not for role $role", async (caller) => {
    await put("13");
    await expect(ask("13", caller)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("a version whose text is gone without an entry that says so is found", async () => {
    await put("14");
    const { kept, chain } = await loadCase(key("14"));
    const [version] = await loadVersions(key("14"));
    const { text: _, salt: __, ...bare } = version as NonNullable<typeof version>;
    expect(verifyVersions(chain.pk, kept, [bare]).tampered).toEqual([{ kind: "version-changed", n: 1 }]);
  });
});
