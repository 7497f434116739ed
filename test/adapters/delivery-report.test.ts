import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REPORT_BYTES, readDeliveryReport } from "../../functions/adapters/delivery-report.ts";
import { EML, fixture } from "../support/mailbox.ts";

const AT = "2026-11-23T02:31:12.000Z";
const ADDRESS = "case-officer@market-regulation.example.org";
const read = (text: string | Uint8Array) => readDeliveryReport(Buffer.from(text), AT);
/** More than is read. */
const LONG = `${"附".repeat(25)}\n`.repeat(REPORT_BYTES / 70);
const failed = fixture("postfix-failed");

describe("a message from the mailbox", () => {
  it.each<[string, string, string, boolean, string[]]>([
    ["postfix-failed", "of an address that Postfix could not find", "bounced", true, [ADDRESS, ADDRESS]],
    [
      "exchange-failed",
      "of Exchange, in Chinese",
      "bounced",
      true,
      [`C${ADDRESS.slice(1).replace("o", "O")}`],
    ],
    ["163-mixed", "of 163, that does not call itself a report", "bounced", true, [`<${ADDRESS}>`]],
    ["qq-full", "of QQ, that the mailbox is full", "bounced", false, [ADDRESS]],
    ["spam-refused", "that the mail was taken for spam", "bounced", false, [ADDRESS, ADDRESS]],
    [
      "postfix-expired",
      "that the server could not be reached for days",
      "bounced",
      false,
      [ADDRESS, ADDRESS],
    ],
    ["postfix-delayed", "that the mail is still on its way", "delayed", false, [ADDRESS, ADDRESS]],
    ["postfix-delivered", "that it arrived", "delivered", false, [ADDRESS, ADDRESS]],
    ["postfix-relayed", "that a server took it that reports nothing", "accepted", false, [ADDRESS, ADDRESS]],
    ["feedback", "that it was marked as spam", "complained", true, [`<${ADDRESS}>`]],
    ["feedback-redacted", "that it was marked as spam, by nobody named", "complained", true, [ADDRESS]],
    ["nobody-named", "that names nobody", "bounced", true, []],
  ])("%s tells %s", async (name, _, state, endsAddress, recipients) => {
    const told = {
      digest: "digest:1:market-regulation-case-officer:2026-11-23",
      mail: "digest.1.market-regulation-case-officer.2026-11-23@example.org",
      at: AT,
      state,
      endsAddress,
      recipients,
    };
    expect(await read(fixture(name))).toEqual([told]);
    expect(await read(fixture(name).replaceAll("\n", "\r\n"))).toEqual([told]);
  });

  it.each([
    ["out-of-office", "an answer of somebody who is away"],
    ["forwarded", "a report that somebody sent on"],
    ["of-another-program", "a report of a mail that is not ours"],
    ["feedback-not-spam", "the word that a mail was no spam"],
    ["broken", "a report with its end torn off"],
  ])("%s is no report: %s", async (name) => {
    expect(await read(fixture(name))).toEqual([]);
  });

  it("with parts in parts without end is no report", async () => {
    const depth = Array.from(
      { length: 500 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
    );
    expect(await read(depth.join("") + failed)).toEqual([]);
  });

  it("that returns all of a large mail is read as far as its headers", async () => {
    const large = fixture("163-mixed").replace(/\n--BOUNDARY_163--/, `\n${LONG}$&`);
    expect(await read(large)).toMatchObject([{ state: "bounced" }]);
  });

  it("whose report lies behind the limit is no report", async () => {
    const late = failed.replace("This is the mail system", `${LONG}$&`);
    expect(await read(late)).toEqual([]);
  });

  it("makes no more than twenty of a report about thousands", async () => {
    const group = "\nFinal-Recipient: rfc822; x@example.org\nAction: failed\n";
    const many = failed.replace("\nFinal-Recipient", `${group.repeat(5000)}$&`);
    expect((await read(many)).length).toBeLessThan(20);
  });

  it("never throws, whatever is cut out of it, put into it or turned round", async () => {
    const names = fc.constantFrom(...EML);
    const change = fc.tuple(fc.nat(4000), fc.nat(400), fc.uint8Array({ maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(names, change, async (name, [from, length, put]) => {
        const raw = readFileSync(name);
        await read(Buffer.concat([raw.subarray(0, from), put, raw.subarray(from + length)]));
      }),
      { numRuns: 300 },
    );
  });
});
