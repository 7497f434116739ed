import { SendEmailCommand } from "@aws-sdk/client-sesv2";
import PostalMime, { type Email } from "postal-mime";
import { describe, expect, it, vi } from "vitest";
import { sweep } from "../../../functions/application/sweep.ts";
import { DAY, drain, put, ses } from "../../support/mail-road.ts";

/** The mails as they went over the wire. */
const sent = (): Promise<Email[]> =>
  Promise.all(
    ses
      .commandCalls(SendEmailCommand)
      .map((call) => PostalMime.parse(call.args[0].input.Content?.Raw?.Data as Uint8Array)),
  );

const HOSTILE: [name: string, text: string][] = [
  ["a line break and a header", "号\r\nBcc: thief@example.org\r\n\r\n<b>x</b>"],
  ["a formula", "=cmd|' /C calc'!A0"],
  ["markup and a script", '<script>alert(1)</script><img src=x onerror="x">'],
  ["a link", "https://evil.example.com/?a=1"],
  ["template syntax", "{{#sections}}{{{digest}}}{{/sections}}{{>x}}"],
  ["text that runs backwards", "\u202e号〕6202〔\u2066"],
  ["characters beyond the basic plane", "𠀀𠮷😀号"],
  ["a very long text", "长".repeat(190)],
];

describe("fault 16: a case number that is", () => {
  it.each(HOSTILE)("%s comes to the reader as text on one line", async (_, text) => {
    await put("1", { decidedOn: "2026-11-12", documentNumber: text });
    await put("2", { decidedOn: "2026-11-12" });
    await sweep(DAY);
    await drain();
    const mails = await sent();
    expect(mails.length).toBeGreaterThan(0);
    for (const { headers, to, cc, bcc, html = "", text: plain = "", subject = "" } of mails) {
      expect(to).toHaveLength(1);
      expect([cc, bcc]).toEqual([undefined, undefined]);
      expect(headers.filter(({ key }) => key === "bcc")).toEqual([]);
      expect(html).not.toMatch(/<script|<img|onerror="|evil\.example\.com|<b>x/);
      expect(plain + html + subject).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(plain).not.toMatch(/https?:\/\//);
      expect(plain).toContain("昌市许〔2026〕2号");
      expect(subject).not.toMatch(/[\r\n]/);
    }
  });

  it("fault 18: no mail holds a link but our own, in the markup or beside it", async () => {
    vi.stubEnv("YIFA_PUBLIC_URL", "https://yifa.example.org");
    vi.stubEnv("YIFA_LINK_KEYS", "k".repeat(40));
    await put("1", {
      decidedOn: "2026-11-16",
      documentNumber: "https://evil.example.com/v1/acknowledgements/x",
    });
    await sweep(DAY);
    await drain();
    vi.unstubAllEnvs();
    const ours = /https:\/\/yifa\.example\.org\/v1\/acknowledgements\/[\w-]+\.[\w-]+\.[\w-]+/g;
    const mails = await sent();
    expect(mails.length).toBeGreaterThan(0);
    for (const { html = "", text = "" } of mails) {
      expect([html.match(ours)?.length, text.match(ours)?.length]).toEqual([1, 1]);
      expect(html.replace(ours, "")).not.toMatch(/href="[^"]|https?:\/\//);
      expect(text.replace(ours, "")).not.toMatch(/https?:\/\//);
    }
  });
});
