import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { due, mailOf, note } from "./mails.ts";

const mailWith = (caseNumber: string) => {
  const { mail } = mailOf([due(1, "2026-11-20", { caseNumber })], [note("report", caseNumber)]);
  if (!mail) throw new Error("no mail");
  return mail;
};
const tags = (html: string) => html.match(/<[^>]*>/g);

/** What mail programs make a link of, with the ends of names that are in use. */
const LINK = /[a-z]:\/\/|\\\\|[\p{L}\d]@[\p{L}\d]|[\p{L}\d]\.(com|cn|org|example|中国)\b/iu;

describe("what a record holds comes into a mail as text:", () => {
  it.each([
    ["line breaks", "12号\r\nBcc: a b", "12号 Bcc: a b"],
    ["other separators and controls", "12\u2028号\u0000\u0085\u001b[31m", "12 号 [31m"],
    ["marks of direction", "\u202e号21\u2066\u200f", "号21"],
    ["invisible characters", "号\u200b\u00ad\ufeff\u{e0041}21", "号21"],
    ["half of a character", "号\ud83d", "号\ufffd"],
    ["characters beyond the first plane", "号𠮷😀", "号𠮷😀"],
    ["a formula of a spreadsheet", '=cmd|"/C calc"!A1', '=cmd|"/C calc"!A1'],
    ["template syntax", "{{{office}}}{{#x}}", "{{{office}}}{{#x}}"],
    ["an address of the web", "http://evil.example/登录", "http：//evil．example/登录"],
    ["one without a protocol", "www.evil.com", "www．evil．com"],
    ["one in Chinese", "司法局.中国", "司法局．中国"],
    ["an address of mail", "a.b@evil.cn", "（联系方式略）"],
    ["a share of a network", "\\\\evil\\c$", "＼＼evil\\c$"],
    ["a number with points", "3.14 第2.2.4项", "3.14 第2.2.4项"],
    ["an identity number", "11010119900307757X号", "（证件号码略）号"],
  ])("%s", (_, caseNumber, shown) => {
    const { subject, text, html } = mailWith(caseNumber);
    expect(text).toContain(`1. ${shown}　`);
    expect(text).toContain(`\n1. ${shown}\n`);
    expect(html).not.toMatch(LINK);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it.each([
    ["elements", "<img src=x onerror=alert(1)><b>", "&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;&lt;b&gt;"],
    ["the end of an attribute", `"'><script>`, "&quot;&#39;&gt;&lt;script&gt;"],
    ["an entity", "&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["the end of a comment", "--><!--", "--&gt;&lt;!--"],
  ])("%s of HTML", (_, caseNumber, shown) => {
    const { text, html } = mailWith(caseNumber);
    expect(html).toContain(shown);
    expect(tags(html)).toEqual(tags(mailWith("12号").html));
    expect(text).toContain(caseNumber);
  });

  it("what is very long, shortened but not through a character", () => {
    const { text, html } = mailWith("𠮷".repeat(500));
    expect(text).toContain(`1. ${"𠮷".repeat(59)}…　`);
    expect(html.isWellFormed()).toBe(true);
  });

  it("an id that looks like a link; names of rules stay as they are to be copied", () => {
    const { mail } = mailOf([
      due(1, "2026-11-20", { subject: { type: "enforcement-decision", id: "www.evil.com" } }),
    ]);
    expect(mail?.text).toContain("enforcement-decision:www．evil．com:disclosure.licence-or-penalty:1\n");
  });

  it("whatever it is: no markup, no link, no line of its own", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "http://",
        "www.",
        ".com",
        ".中国",
        "@",
        "\\\\",
        "<a href=",
        ">",
        "\r\n",
        "{{",
        "}}",
        "&",
      ),
      fc.constantFrom("\u200b", "\u202e", "\ufe00", "\u0301", "\ud83d", "ａ", "．", "。"),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    const [harmless, lines] = [tags(mailWith("12号").html), mailWith("12号").text.split("\n").length];
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const { subject, text, html } = mailWith(pieces.join(""));
        expect(tags(html)).toEqual(harmless);
        expect(text.split("\n")).toHaveLength(lines);
        expect(`${text}${html.replace(/<[^>]*>/g, "\n")}`).not.toMatch(LINK);
        expect([subject, text, html].every((part) => part.isWellFormed())).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a mail has a size:", () => {
  const long = "长".repeat(2000);

  it("under a megabyte, however much there is to say", () => {
    const dates = ["2026-11-20", "2026-11-23", "2026-11-25"];
    const duties = Array.from({ length: 300 }, (_, n) =>
      due(n, dates[n % 3] ?? "", { caseNumber: `${n}${long}`, title: long, agency: "housing" }),
    );
    const kinds = ["measure", "report", "moved", "facts", "mail", "gap"] as const;
    const notes = Array.from({ length: 600 }, (_, n) => note(kinds[n % 6] ?? "gap", `${n}${long}`, n));
    const { mail } = mailOf(duties, notes);
    expect(Buffer.byteLength(`${mail?.text}`)).toBeLessThan(1_000_000);
    expect(Buffer.byteLength(`${mail?.html}`)).toBeLessThan(1_000_000);
  });

  it("a subject of 150 characters at most, ending where something is left out", () => {
    const templates = new Map([
      ["digest.subject.mustache", "{{{summary}}}".repeat(30)],
      ["digest.text.mustache", ""],
      ["digest.html.mustache", ""],
    ]);
    const { mail } = mailOf([due(1, "2026-11-20")], [], "market-regulation", templates);
    expect([...(mail?.subject ?? "")]).toHaveLength(150);
    expect(mail?.subject).toMatch(/…$/);
  });
});

it.each([
  ["in a text", "{{{nonsense}}}"],
  ["in HTML", "{{nonsense}}"],
  ["that is not in every mail", "{{#sections}}{{#matters}}{{{owner}}}{{/matters}}{{/sections}}"],
  ["that is not a text", "{{{sections}}}"],
])(
  "a template that shows a name %s that the mail does not have fails instead of leaving a hole",
  (_, template) => {
    const templates = new Map([
      ["digest.subject.mustache", "x"],
      ["digest.text.mustache", template],
      ["digest.html.mustache", "x"],
    ]);
    expect(() => mailOf([due(1, "2026-11-20")], [], "market-regulation", templates)).toThrow(/邮件模板要用/);
  },
);
