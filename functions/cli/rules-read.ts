import { Command } from "commander";
import { type Article, type Chapter, type CitedText, readRules } from "../domain/read/book.ts";
import { citationText } from "../domain/read/citation.ts";
import type { VersionText } from "../domain/read/rule.ts";
import { flat, itemNumber, type Sentence } from "../domain/read/sentence.ts";
import { quoted } from "../domain/read/words.ts";
import { ruleNamed } from "../domain/ruleset/rule-named.ts";
import { fill } from "./fill.ts";
import { jsonOption, rulesetOf, rulesOption } from "./ruleset-option.ts";

export function readCommand(): Command {
  return new Command("read")
    .argument("[RULE]", "规则编号；不写即全部")
    .addOption(rulesOption())
    .addOption(jsonOption())
    .description("把规则读成中文条文，与所依据的原文并列")
    .addHelpText("after", "\n例：npx yifa rules read disclosure/licence-or-penalty")
    .action(read);
}

async function read(id: string | undefined, options: { rules: string; json?: true }): Promise<void> {
  const ruleset = await rulesetOf(options.rules);
  const chapters = readRules(ruleset, id === undefined ? ruleset.rules : [ruleNamed(ruleset, id)]);
  if (options.json) console.log(JSON.stringify({ rules: chapters.flatMap(forScripts) }));
  else console.log(chapters.flatMap(chapterLines).join("\n"));
}

function forScripts({ title, clauses }: Chapter): unknown[] {
  return clauses.flatMap(({ heading, articles }) =>
    articles.map(({ rule, title: ruleTitle, cites, versions }) => ({
      rule,
      title: ruleTitle,
      document: title,
      clause: heading,
      cites: cites.map(({ cite, quote }) => ({ ...cite, text: citationText(cite), quote })),
      versions: versions.map(({ sentences, ...version }) => ({ ...version, text: flat(sentences) })),
    })),
  );
}

function chapterLines({ title, clauses }: Chapter): string[] {
  return [
    ...fill(title),
    "",
    ...clauses.flatMap(({ heading, articles }) => [
      ...(heading === "" ? [] : [...fill(heading), ""]),
      ...articles.flatMap((article) => [...articleLines(article), ""]),
    ]),
  ];
}

function articleLines({ rule, title, cites, versions }: Article): string[] {
  const [quotes, laws] = [cites.filter(({ quote }) => quote), cites.filter(({ quote }) => !quote)];
  return [
    ...fill(`${title}（${rule}）`, "  ", "    "),
    ...quotes.flatMap((cited) => labelled("原文", citedText(cited))),
    ...versions.flatMap(versionLines),
    ...laws.flatMap((cited) => labelled("依据", citedText(cited))),
  ];
}

function citedText({ cite, quote }: CitedText): string {
  const note = cite.note === undefined ? "" : `（注：${cite.note}）`;
  return `${citationText(cite)}${quote === undefined ? "" : quoted(quote)}${note}`;
}

function versionLines({ inForce, sentences, notes }: VersionText): string[] {
  return [
    ...paragraphs(sentences, INDENT).map((line, i) => (i === 0 ? `    条文  ${line.trimStart()}` : line)),
    ...[{ label: "施行", text: inForce }, ...notes].flatMap(({ label, text }) => labelled(label, text)),
  ];
}

const INDENT = " ".repeat(10);
const labelled = (label: string, text: string): string[] => fill(text, `    ${label}  `, INDENT);

/** Sentences run on in one paragraph; the items of a list stand on lines of their own. */
export function paragraphs(sentences: readonly Sentence[], indent = "    "): string[] {
  const lines: string[] = [];
  let running = "";
  for (const { text, items } of sentences) {
    if (items.length === 0) {
      running += `${text}。`;
      continue;
    }
    lines.push(...fill(`${running}${text}：`, indent), ...itemLines(items, 0, indent, "。"));
    running = "";
  }
  return running === "" ? lines : [...lines, ...fill(running, indent)];
}

function itemLines(items: Sentence["items"], depth: number, indent: string, end: string): string[] {
  const pad = `${indent}  `;
  return items.flatMap(({ text, items: inner }, i) => {
    const stop = i === items.length - 1 ? end : "；";
    const said = `${itemNumber(i, depth)}${text}${inner.length > 0 ? "：" : stop}`;
    return [...fill(said, pad, `${pad}  `), ...itemLines(inner, depth + 1, pad, stop)];
  });
}
