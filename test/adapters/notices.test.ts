import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  claimDigest,
  freezeDigest,
  loadDigest,
  loadMembers,
  settleDigest,
} from "../../functions/adapters/store/digests.ts";
import { commitLines } from "../../functions/adapters/store/notices.ts";
import { addDays } from "../../functions/domain/calendar/dates.ts";
import type { NoticeLine } from "../../functions/domain/notice/line.ts";
import { newTable, startTables, stopTables } from "../support/notice-table.ts";

beforeAll(startTables);
afterAll(stopTables);
beforeEach(newTable);

const line = (
  what: string,
  recipient = "justice-head",
  status: NoticeLine["status"] = "collecting",
): NoticeLine => ({
  key: `line:1:${what}#s#${recipient}`,
  kind: "facts",
  agency: "justice",
  recipient,
  on: "2026-11-23",
  status,
  text: what,
});
const commit = (...lines: NoticeLine[]) =>
  commitLines({ pk: "agency#justice", lines, guard: [] }, (day) => addDays(day, 1));
const members = async (id: string) => (await loadMembers(id)).lines.map((one) => one.text);

const TODAY = "digest:1:justice-head:2026-11-23";
const NEXT = "digest:1:justice-head:2026-11-24";

describe("lines", () => {
  it("gather in the digest of their recipient and day; missed ones in none", async () => {
    await commit(line("a"), line("b"), line("c", "justice-head", "missed"));
    await commit(line("d"));
    expect(await members(TODAY)).toEqual(["a", "b", "d"]);
    expect(await loadDigest(TODAY)).toMatchObject({
      status: "collecting",
      agency: "justice",
      day: "2026-11-23",
    });
  });

  it("are written once: the second time nothing is written at all", async () => {
    expect(await commit(line("a"))).toBe(true);
    expect(await commit(line("a"), line("b"))).toBe(false);
    expect(await members(TODAY)).toEqual(["a"]);
  });

  it("go into the next day's digest when today's is frozen, others stay where they are", async () => {
    await commit(line("a"));
    await freezeDigest(TODAY);
    await commit(line("b"), line("b", "justice-legal-unit"));
    expect(await members(TODAY)).toEqual(["a"]);
    expect(await members(NEXT)).toEqual(["b"]);
    expect(await members("digest:1:justice-legal-unit:2026-11-23")).toEqual(["b"]);
  });

  it("of many writers at once are each in the digest", async () => {
    const names = Array.from({ length: 20 }, (_, n) => `n${String(n).padStart(2, "0")}`);
    await Promise.all(names.map((name) => commit(line(name))));
    expect(await members(TODAY)).toEqual(names);
  });
});

describe("a digest", () => {
  const AT = "2026-11-23T02:30:00.000Z";

  it("is claimed by one of many", async () => {
    await commit(line("a"));
    expect(await claimDigest(TODAY, AT)).toBeUndefined();
    expect([await freezeDigest(TODAY), await freezeDigest(TODAY)]).toEqual([true, false]);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimDigest(TODAY, AT)));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  it("takes its outcome only from the claim that is under way", async () => {
    await commit(line("a"));
    await freezeDigest(TODAY);
    const first = await claimDigest(TODAY, AT);
    if (!first) throw new Error("not claimed");
    await settleDigest(first, "frozen", { error: "throttled" });
    const second = await claimDigest(TODAY, AT);
    expect(second?.attempts).toBe(2);
    expect(await settleDigest(first, "sent", { messageId: "m" })).toBeUndefined();
    expect(await settleDigest({ id: TODAY, attempts: 2 }, "uncertain", { error: "lost" })).toBeDefined();
    expect(await settleDigest({ id: TODAY, attempts: 2 }, "sent", { messageId: "m" })).toMatchObject({
      status: "sent",
    });
    expect(await loadDigest(TODAY)).not.toHaveProperty("awaitOn");
  });

  it("with a malformed id is refused", async () => {
    await expect(loadDigest("digest:2:x")).rejects.toThrow("应为“digest:1:收件人:日期”");
  });
});
