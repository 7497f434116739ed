import { describe, expect, it } from "vitest";
import { loadRuleset } from "../../../../functions/domain/ruleset/load.ts";
import { diagnose, edited, expectDiagnostics, fixture } from "../../../support/corpus.ts";

const HTML = "templates/digest.html.mustache";
const TEXT = "templates/digest.text.mustache";
const SUBJECT = "templates/digest.subject.mustache";

/** In the mail's body, above its first line of text. */
const inHtml = (text: string) => edited(HTML, ["<body ", `${text}\n<body `]);

/** Where a matter that may be confirmed is shown. */
const inMatter = (text: string) =>
  inHtml(`{{#sections}}{{#matters}}{{#confirmUrl}}${text}{{/confirmUrl}}{{/matters}}{{/sections}}`);

const MISTAKES: readonly (readonly [name: string, file: string, text: string])[] = [
  ["a name that there is not", SUBJECT, "⟦unknown-variable⟧{{{agencies}}}\n"],
  ["a name of every object", SUBJECT, "⟦unknown-variable⟧{{{constructor}}}\n"],
  ["a path into a name", SUBJECT, "⟦unknown-variable⟧{{{agency.constructor.name}}}\n"],
  ["the item itself", TEXT, "{{#sections}}⟦unknown-variable⟧{{{.}}}{{/sections}}\n"],
  [
    "a name outside the section that has it",
    TEXT,
    "⟦unknown-variable⟧{{{heading}}}{{#sections}}{{{heading}}}{{/sections}}\n",
  ],
  ["a name where its section is empty", TEXT, "{{^sections}}⟦unknown-variable⟧{{{heading}}}{{/sections}}\n"],
  ["a section that there is not", TEXT, "{{{agency}}}\n⟦unknown-variable⟧{{#section}}{{/section}}\n"],
  ["a section that is not closed", TEXT, "{{{agency}}}\n  ⟦unclosed-section⟧{{#owes}}\n"],
  ["a section that was not opened", TEXT, "{{{agency}}}⟦section-order⟧{{/owes}}\n"],
  [
    "sections closed in the wrong order",
    TEXT,
    "⟦unclosed-section⟧{{#owes}}{{#supervises}}⟦section-order⟧{{/owes}}{{/supervises}}\n",
  ],
  ["a tag that is not closed", SUBJECT, "{{{agency}}}⟦unclosed-tag⟧{{{summary}}\n"],
  ["sections eleven deep", TEXT, `${"{{#owes}}".repeat(10)}⟦too-deep⟧{{#owes}}${"{{/owes}}".repeat(11)}\n`],
  ["another template", TEXT, "⟦partial⟧{{> digest.subject}}\n"],
  ["other delimiters", TEXT, "⟦delimiter⟧{{=<% %>=}}<%#nothing%>\n"],
  ["yes or no as text", TEXT, "⟦not-a-text⟧{{{owes}}}\n"],
  ["a list as text", TEXT, "⟦not-a-text⟧{{{sections}}}\n"],
  [
    "a name that is not always there outside its section",
    TEXT,
    "{{#sections}}{{#matters}}⟦optional-variable⟧{{{owner}}}{{^step}}⟦optional-variable⟧{{{step}}}{{/step}}{{/matters}}{{/sections}}\n",
  ],
  ["escapes in plain text", TEXT, "⟦escaped⟧{{agency}}\n"],
  [
    "text in HTML that is not escaped",
    HTML,
    inHtml("<p>⟦unescaped⟧{{{agency}}} ⟦unescaped⟧{{&summary}}</p>"),
  ],
  ["a script", HTML, inHtml("⟦active-content⟧<script>alert(1)⟦active-content⟧</script>")],
  ["a script split by a comment", HTML, inHtml("⟦malformed-html⟧<scr{{! }}ipt>alert(1)</p>")],
  ["a script split by a section", HTML, inHtml("⟦malformed-html⟧<{{#owes}}script{{/owes}}>alert(1)</p>")],
  ["a handler", HTML, inHtml('<p ⟦active-content⟧onclick="alert(1)">x</p>')],
  ["a handler in capitals", HTML, inHtml('<p title="x" ⟦active-content⟧OnClick="alert(1)">x</p>')],
  ["a handler without quotes", HTML, inHtml("⟦malformed-html⟧<p onclick=alert(1)>x</p>")],
  ["a link that runs", HTML, inHtml('<a ⟦active-content⟧href="javascript:alert(1)">x</a>')],
  [
    "a link that runs, by an entity",
    HTML,
    inHtml('<a ⟦active-content⟧href="java&#115;cript:alert(1)">x</a>'),
  ],
  ["a link made of what is filled in", HTML, inHtml('<a ⟦active-content⟧href="https://{{agency}}">x</a>')],
  [
    "an address of ours that is only a part of a link",
    HTML,
    inMatter('<a ⟦active-content⟧href="https://example.org/{{{confirmUrl}}}">x</a>'),
  ],
  ["an address of ours as a style", HTML, inMatter('<td ⟦active-content⟧style="{{{confirmUrl}}}">x</td>')],
  [
    "an address of ours that is escaped",
    HTML,
    inMatter('<a ⟦active-content⟧href="⟦escaped⟧{{confirmUrl}}">x</a>'),
  ],
  [
    "an address of ours outside its section",
    TEXT,
    "{{#sections}}{{#matters}}⟦optional-variable⟧{{{confirmUrl}}}{{/matters}}{{/sections}}\n",
  ],
  ["an image from elsewhere", HTML, inHtml('⟦active-content⟧<img src="https://www.example.org/x.png">')],
  [
    "a background from elsewhere",
    HTML,
    inHtml('<td ⟦active-content⟧style="background:url(https://www.example.org/x.png)">x</td>'),
  ],
  [
    "a background put together from sections",
    HTML,
    inHtml('<td ⟦active-content⟧style="background:u{{#owes}}rl({{/owes}}//www.example.org/x.png)">x</td>'),
  ],
  ["a style that is escaped", HTML, inHtml('<td ⟦active-content⟧style="background:u\\72l">x</td>')],
  ["a style sheet", HTML, inHtml("⟦active-content⟧<style>p{}⟦active-content⟧</style>")],
  ["a form", HTML, inHtml("⟦active-content⟧<form>x⟦active-content⟧</form>")],
  ["a page that leads on", HTML, inHtml('<meta ⟦active-content⟧http-equiv="refresh" content="0">')],
  ["a comment for one mail program", HTML, inHtml("⟦malformed-html⟧<!--[if mso]>x")],
  ["a less-than sign", HTML, inHtml("<p>3 ⟦malformed-html⟧< 5</p>")],
  [
    "a section that swallows the end of a tag",
    HTML,
    inHtml('<td style="color:red⟦section-across-tag⟧{{#owes}}">x{{/owes}}</td>'),
  ],
  [
    "a section in an attribute other than style",
    HTML,
    inHtml('<td ⟦active-content⟧width="1{{#owes}}2{{/owes}}">x</td>'),
  ],
  ["line ends of Windows", SUBJECT, "{{{agency}}}⟦crlf⟧\r\n"],
  ["a direction mark", SUBJECT, "{{{agency}}}⟦invisible-character⟧\u202e\n"],
  ["a byte order mark", SUBJECT, "⟦invisible-character⟧\ufeff{{{agency}}}\n"],
  ["100,001 characters", TEXT, `⟦too-large⟧${"甲".repeat(100_001)}`],
  ["a name that no mail uses", "templates/measure.html.mustache", "⟦unknown-file⟧<p>督办单</p>"],
];

describe("a mail template is refused, each mistake where it stands, with", () => {
  it.each(MISTAKES)("%s", (_name, file, text) => expectDiagnostics(file, text));
});

describe("a mail template", () => {
  it("may use comments, links to safe places and sections in a style", () => {
    const text = inHtml(
      '{{! 说明 }}<p style="color:{{#owes}}red{{/owes}}{{^owes}}#1f2937{{/owes}}"><a href="https://www.example.org/help?a=1">说明</a></p>',
    );
    expectDiagnostics(HTML, text);
    expect(text).toContain("说明");
  });

  it("may lead to where a matter is confirmed", () => {
    expectDiagnostics(HTML, inMatter('<a href="{{{confirmUrl}}}">确认知悉</a> {{{confirmUrl}}}'));
  });

  it("is missed when it is not there", () => {
    const loaded = loadRuleset(new Map([...fixture].filter(([path]) => path !== SUBJECT)));
    const errors = "errors" in loaded ? loaded.errors : [];
    expect(errors.map((d) => [d.file, d.line, d.column, d.code])).toEqual([
      [SUBJECT, 1, 1, "missing-template"],
    ]);
    expect(diagnose(SUBJECT, fixture.get(SUBJECT) ?? "")).toEqual([]);
  });
});
