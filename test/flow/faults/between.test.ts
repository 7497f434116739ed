import { describe, expect, it } from "vitest";
import { sweep } from "../../../functions/application/sweep.ts";
import { handler as deliverHandler } from "../../../functions/handlers/deliver.ts";
import { replaceOnce } from "../../support/corpus.ts";
import { invariants } from "../../support/invariants.ts";
import {
  balanced,
  DAY,
  digests,
  drain,
  files,
  put,
  queue,
  sqsEvent,
  taken,
} from "../../support/mail-road.ts";
import { publishRuleset } from "../../support/publish.ts";

const ARCHIVE = { publishedOn: DAY, publishedUrl: "https://www.example.org/1" };
/** A record that nobody is asked anything about. */
const NO_GAPS = { "party.type": "法人及非法人组织", hearingRequired: false, complex: false };
const texts = () => taken.map(({ text }) => text).join();
const tomorrow = async () => {
  process.env.YIFA_AS_OF = "2026-11-24";
  balanced(await sweep("2026-11-24"));
  await drain();
  await invariants();
};

describe("between sweep and send", () => {
  it("fault 13: what was closed is left out, with a note, and what is left goes out", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await put("2", { decidedOn: "2026-11-12" });
    balanced(await sweep(DAY));
    await put("1", { decidedOn: "2026-11-12", ...ARCHIVE });
    await drain();
    expect(texts()).not.toContain("昌市许〔2026〕1号");
    expect(texts()).toContain("昌市许〔2026〕2号");
    expect(texts()).toContain("另有1件在本邮件形成后已经办结或者不再需要办理");
    await tomorrow();
  });

  it("fault 13: a date that moved is told as it is now", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    balanced(await sweep(DAY));
    await put("1", { decidedOn: "2026-11-17" });
    await drain();
    expect(texts()).toContain("期限：2026年11月26日");
    expect(texts()).not.toContain("今日到期");
    await tomorrow();
  });

  it("fault 13: a calendar that is revised leaves the frozen digest as it is, and moves what comes after", async () => {
    await put("1", { decidedOn: "2026-11-18" });
    process.env.YIFA_AS_OF = "2026-11-25";
    balanced(await sweep("2026-11-25"));
    const path = "calendars/cn/2026.json";
    const revised = replaceOnce(files.get(path) as string, [
      '"off": [',
      '"off": [{ "date": "2026-11-26", "name": "放假" },',
    ]);
    await publishRuleset(new Map(files).set(path, revised));
    await drain();
    expect(texts()).toContain("期限：2026年11月27日");
    taken.length = 0;
    process.env.YIFA_AS_OF = "2026-11-27";
    balanced(await sweep("2026-11-27"));
    await drain();
    expect(texts()).toContain("期限由2026年11月27日改为2026年11月30日");
    await publishRuleset(files);
  });

  it("fault 19: a digest whose only member is done after freezing is never sent, however often it is composed", async () => {
    await put("1", { decidedOn: "2026-11-12", ...NO_GAPS });
    balanced(await sweep(DAY));
    const bodies = [...queue];
    await put("1", { decidedOn: "2026-11-12", ...NO_GAPS, ...ARCHIVE });
    await drain();
    await deliverHandler(sqsEvent(bodies), {} as never);
    expect(texts()).not.toContain("昌市许〔2026〕1号");
    expect((await digests()).map(({ status }) => status)).toContain("empty");
    await tomorrow();
  });
});
