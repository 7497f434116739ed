import { beforeAll, describe, expect, it } from "vitest";
import { galleryFiles } from "../../../functions/domain/preview/gallery.ts";
import { type SampleMail, sampleMails } from "../../../functions/domain/preview/samples.ts";
import { shippedRules } from "../../support/rules.ts";

let mails: SampleMail[];
let all: string;
beforeAll(async () => {
  mails = sampleMails(await shippedRules());
  all = mails.map(({ mail }) => mail?.text ?? "").join("\n");
});

describe("the sample mails", () => {
  it("are the same every time", async () => {
    expect(sampleMails(await shippedRules())).toEqual(mails);
  });

  it.each([
    ["matters that are late, due and coming", ["已逾期事项", "今日到期事项", "即将到期事项"]],
    ["limits that are not certain or not law", ["（暂定）", "期限来源：系统默认"]],
    [
      "measures to be issued, served, answered, sent back and closed",
      ["拟督办", "请于2026年11月30日前", "答复示司督", "已退回", "已销号"],
    ],
    ["what was found, is lacking, has moved", ["审核异常", "缺少下列事实", "期限由2027年1月8日改为"]],
    ["roles that nobody holds", ["没有登记“公示发布岗”"]],
    ["for whom somebody stands in", ["代张某办理"]],
    ["mail of which nobody knows whether it arrived", ["请核实的邮件"]],
    ["what was done before the mail went out", ["另有1件"]],
    ["more than a mail lists", ["其余104件"]],
  ])("show %s", (_, texts) => {
    for (const text of texts) expect(all).toContain(text);
  });

  it("show that no mail is sent where nothing is left to say", () => {
    const { mail, leftOut } = mails.find(({ id }) => id === "empty") as SampleMail;
    expect([mail, leftOut.length]).toEqual([undefined, 1]);
  });
});

describe("the gallery", () => {
  it("has a page that shows each mail at both widths with its text version", () => {
    const files = galleryFiles(mails, new Map());
    const page = String(files.get("index.html"));
    const sent = mails.filter(({ mail }) => mail !== undefined);
    expect(page.match(/<iframe/g)).toHaveLength(2 * sent.length);
    expect(page.match(/<pre>/g)).toHaveLength(sent.length);
    for (const { id, mail } of sent) {
      expect(page).toContain(`src="${id}.html"`);
      expect([files.get(`${id}.html`), files.get(`${id}.txt`)]).toEqual([mail?.html, mail?.text]);
    }
  });

  it("leads to the files that go with a mail", () => {
    const content = Buffer.from("x");
    const files = galleryFiles(mails, new Map([["many", [{ name: "附件1 事项全表.xlsx", content }]]]));
    expect(files.get("many-1.xlsx")).toBe(content);
    expect(files.get("index.html")).toContain('<a href="many-1.xlsx" download="附件1 事项全表.xlsx">');
  });

  it("holds no markup of the sample data", () => {
    expect(galleryFiles(mails, new Map()).get("index.html")).not.toMatch(/<b>|<a href=https/);
  });
});
