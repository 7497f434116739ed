import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadDigest } from "../../functions/adapters/store/digests.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { takeReceipt } from "../../functions/application/take-receipt.ts";
import { program } from "../../functions/cli/program.ts";
import { DAY, drain, exact, put, queue, refuseNext, taken } from "../support/mail-road.ts";

const OFFICER = "market-regulation-case-officer";
const ID = `digest:1:${OFFICER}:${DAY}`;
const rejected = Object.assign(new Error("bad"), {
  name: "MessageRejected",
  $metadata: { httpStatusCode: 400 },
});
const lost = Object.assign(new Error("reset"), { code: "ECONNRESET" });

let printed: string[] = [];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line) => printed.push(String(line)));
});
afterEach(() => vi.mocked(console.log).mockRestore());

/** What `yifa mail …` prints. */
async function mail(...words: string[]): Promise<string> {
  printed = [];
  await (await program()).parseAsync(["mail", ...words], { from: "user" });
  return printed.join("\n");
}

/** All mail of the day sent, except the officer's, to which the provider answers this. */
async function sent(answer?: Error): Promise<void> {
  await put("1", { decidedOn: "2026-11-12" });
  await sweep(DAY);
  queue.sort((body) => (body.includes(OFFICER) ? -1 : 1));
  if (answer) refuseNext(answer);
  await drain(1);
}
const toOfficer = () => taken.filter(({ tag }) => tag === ID.replaceAll(":", "_"));

describe("yifa mail", () => {
  it("lists mails by status and day", async () => {
    await sent(rejected);
    expect(await mail("list", "--status", "failed")).toContain(`未发出　${DAY}`);
    expect(await mail("list", "--status", "failed")).toContain(`  ${ID}`);
    expect(await mail("list", "--status", "uncertain")).toBe("没有邮件");
    const all = JSON.parse(await mail("list", "--on", DAY, "--json")) as {
      mails: { status: string; id: string }[];
    };
    expect(all.mails.map(({ status }) => status).sort()).toEqual(["failed", ...taken.map(() => "sent")]);
    expect(JSON.parse(await mail("list", "--on", "2026-11-20", "--json"))).toEqual({ mails: [] });
    expect(printed.join("")).not.toContain("example.org");
  });

  it("sends a failed mail again, once, and tells it in its history", async () => {
    await sent(rejected);
    expect(await mail("retry", ID)).toContain(`待发　${DAY}`);
    await drain();
    await drain();
    expect(toOfficer()).toHaveLength(1);
    await exact();
    const shown = await mail("show", ID);
    expect(shown).toContain("已发出");
    expect(shown).toMatch(/经过：\n {2}2026-11-23 \d\d:\d\d　重发（cli）/);
  });

  it.each<[string, Error | undefined, string[], string]>([
    [
      "a mail that was sent is not sent again",
      undefined,
      ["retry", ID],
      "的状态是“已发出”，不能重发，应为“未发出”",
    ],
    ["one of unknown outcome not without saying so", lost, ["retry", ID], "的状态是“结果不明”，不能重发"],
    ["nor without a reason", lost, ["retry", ID, "--resend"], "应当写明理由"],
    [
      "what was sent is not resolved",
      undefined,
      ["resolve", ID, "--sent", "--reason", "x"],
      "不能认定已发出",
    ],
    ["nothing is resolved without saying how", lost, ["resolve", ID, "--reason", "x"], "应当写明 --sent"],
    ["a mail that there is not", undefined, ["show", `digest:1:nobody:${DAY}`], "没有邮件"],
    ["an id that is none", undefined, ["show", "x"], "不是汇总邮件编号"],
  ])("refuses: %s", async (_, answer, words, message) => {
    await sent(answer);
    const before = await loadDigest(ID);
    await expect(mail(...words)).rejects.toThrow(message);
    expect(await loadDigest(ID)).toEqual(before);
  });

  it.each<[string, string[], string, number]>([
    ["sends one of unknown outcome again", ["retry", ID, "--resend", "--reason", "未收到"], "sent", 1],
    ["takes one as sent", ["resolve", ID, "--sent", "--reason", "收件人已收到"], "sent", 0],
    ["takes one as not sent", ["resolve", ID, "--not-sent", "--reason", "服务商无记录"], "failed", 0],
  ])("%s", async (_, words, status, mails) => {
    await sent(lost);
    await mail(...words);
    await drain();
    expect((await loadDigest(ID))?.status).toBe(status);
    expect(toOfficer()).toHaveLength(mails);
    expect(await mail("list", "--status", status)).toContain(ID);
  });

  it("shows bad addresses by person, and gives them back", async () => {
    await sent();
    expect(await mail("addresses")).toBe("没有退信或者拒收的邮箱");
    const at = "2026-11-23T02:31:00.000Z";
    const address = "Case-Officer@market-regulation.example.org";
    await takeReceipt({
      digest: ID,
      state: "bounced",
      mail: "m",
      sentAt: at,
      at,
      address,
      endsAddress: true,
    });
    expect(await mail("addresses")).toBe(`被退回　2026-11-23 10:31　昌吉市市场监督管理局　${OFFICER}`);
    expect(await mail("show", ID)).toContain("通知改发 justice-legal-unit（receipts）");
    await mail("clear-address", OFFICER, "--reason", "邮箱已修复");
    expect(await mail("addresses")).toBe("没有退信或者拒收的邮箱");
    await expect(mail("clear-address", OFFICER, "--reason", "x")).rejects.toThrow("没有退信记录");
  });
});
