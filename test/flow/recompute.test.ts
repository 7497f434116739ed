import { describe, expect, it } from "vitest";
import { loadRecomputation } from "../../functions/adapters/store/recompute.ts";
import { loadCase } from "../../functions/adapters/store/records.ts";
import { putRecord } from "../../functions/application/put-record.ts";
import { recompute } from "../../functions/application/recompute/recompute.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { replaceOnce } from "../support/corpus.ts";
import {
  breakAfter,
  CALLER,
  DAY,
  drain,
  exact,
  files,
  lines,
  mend,
  put,
  taken,
} from "../support/mail-road.ts";
import { publishRuleset } from "../support/publish.ts";

const RULE = "disclosure/licence-or-penalty";
const NATIONAL = "calendars/cn/2026.json";

/** Another notice gives a working day off; 25 November 2026 is a Wednesday. */
function publishDayOff(date = "2026-11-25") {
  const text = files.get(NATIONAL) ?? "";
  const off = `"off": [\n    { "date": "${date}", "name": "调休放假" },`;
  return publishRuleset(new Map(files).set(NATIONAL, replaceOnce(text, ['"off": [', off])));
}

async function caseOf(id: string) {
  const { duties, history } = await loadCase({ type: "enforcement-decision", id });
  return { duty: duties.find(({ rule }) => rule === RULE), history };
}
const movedLines = async () => (await lines()).filter(({ kind }) => kind === "moved");

describe("a change of the calendars", () => {
  it("moves the open duties that it touches, and tells the agency and the keeper of the directory", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    await put("2", { decidedOn: "2026-11-12" });
    await put("3", { decidedOn: "2026-11-18", publishedOn: "2026-11-20" });
    await publishDayOff();
    const report = await sweep(DAY);
    expect(report).toMatchObject({ moved: 1, failed: [] });
    const { duty, history } = await caseOf("1");
    expect(duty).toMatchObject({ dueOn: "2026-11-30", status: "open" });
    expect(duty?.derivation.skipped).toContainEqual(
      expect.objectContaining({ date: "2026-11-25", reason: "调休放假" }),
    );
    expect(duty?.steps.map(({ on }) => on)).toEqual([
      "2026-11-26",
      "2026-11-30",
      "2026-12-01",
      "2026-12-07",
      "2026-12-07",
      "2026-12-14",
      "2026-12-21",
      "2026-12-28",
    ]);
    expect(history.filter(({ what }) => what === "moved")).toMatchObject([
      { by: "recompute", reason: "放假安排改变，期限由 2026-11-27 改为 2026-11-30" },
    ]);
    expect((await movedLines()).map(({ recipient }) => recipient).sort()).toEqual([
      "justice-legal-unit",
      "market-regulation-case-officer",
    ]);
    await drain();
    for (const to of ["case-officer@market-regulation.example.org", "legal-unit@justice.example.org"]) {
      const mail = taken.find((one) => one.to === to);
      expect(mail?.subject).toContain("期限调整1件");
      expect(mail?.text).toContain("昌市许〔2026〕1号");
      expect(mail?.text).toContain("期限由2026年11月27日改为2026年11月30日");
    }
    await exact();
  });

  it("leaves what was discharged with the date that it was judged by, also when its record is sent again, until its facts are corrected", async () => {
    const facts = { kind: "行政许可", decidedOn: "2026-11-10", publishedOn: "2026-11-20" };
    await put("1", facts);
    const judged = { dueOn: "2026-11-19", status: "discharged", closed: { late: true } };
    expect((await caseOf("1")).duty).toMatchObject(judged);
    const ruleset = await publishDayOff("2026-11-16");
    expect((await sweep(DAY)).moved).toBe(0);
    const record = { key: { type: "enforcement-decision", id: "1" }, agency: "market-regulation" };
    const again = { ...record, caller: CALLER, on: DAY, ruleset };
    await putRecord({ ...again, facts: { ...facts, title: "准予行政许可决定" } });
    expect((await caseOf("1")).duty).toMatchObject(judged);
    await putRecord({ ...again, facts: { ...facts, decidedOn: "2026-11-11" } });
    expect((await caseOf("1")).duty).toMatchObject({ dueOn: "2026-11-23", closed: { late: false } });
  });

  it("moves nothing twice", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    await publishDayOff();
    await sweep(DAY);
    const before = await caseOf("1");
    expect(await recompute(DAY)).toEqual({ moved: 0, failed: [] });
    expect((await sweep("2026-11-24")).moved).toBe(0);
    expect((await caseOf("1")).duty?.version).toBe(before.duty?.version);
    expect(await movedLines()).toHaveLength(2);
    await exact();
  });

  it("is not looked for where a ruleset changes anything else", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    const settings = replaceOnce(files.get("settings.json") ?? "", [
      '"factsRequestEveryWorkingDays": 10',
      '"factsRequestEveryWorkingDays": 11',
    ]);
    await publishRuleset(new Map(files).set("settings.json", settings));
    expect(await recompute(DAY)).toEqual({ moved: 0, failed: [] });
  });

  it("tells on the next working day what it moves on a day off", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    await publishDayOff();
    expect((await sweep("2026-11-22")).moved).toBe(1);
    expect(new Set((await movedLines()).map(({ on }) => on))).toEqual(new Set(["2026-11-23"]));
  });

  it.each([
    [7, "within the first hundred"],
    [121, "within the second"],
  ])(
    "that is broken off after %d writes, %s, is finished by the next run, each duty moved and told once",
    async (writes, _where) => {
      for (let n = 1; n <= 130; n++)
        await put(String(n), { decidedOn: "2026-11-18" }, n % 2 ? "ecology" : "market-regulation");
      await publishDayOff();
      breakAfter(writes, true);
      await recompute(DAY).catch(() => undefined);
      mend();
      const rest = await recompute(DAY);
      expect(rest.failed).toEqual([]);
      expect(await loadRecomputation()).toMatchObject({ done: true });
      for (const n of [1, 2, 65, 100, 101, 130]) {
        const { duty, history } = await caseOf(String(n));
        expect(duty?.dueOn).toBe("2026-11-30");
        expect(history.filter(({ what }) => what === "moved")).toHaveLength(1);
      }
      expect(await movedLines()).toHaveLength(130 * 2);
      await exact();
    },
  );
});
