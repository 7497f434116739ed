import { replaceOnce } from "./corpus.ts";

/** What a reader of a handbook does, block by block. `line` is where the block starts in the handbook. */
export type Step = Edit | Command;
export type Edit = { readonly line: number; readonly file: string } & (
  | { readonly kind: "write"; readonly text: string }
  | { readonly kind: "append"; readonly list: string; readonly text: string }
  | { readonly kind: "replace" | "replace-all"; readonly from: string; readonly to: string }
);
export type Command = {
  readonly line: number;
  readonly kind: "run";
  readonly command: string;
  readonly status: number;
  readonly output: string;
};

type Block = { line: number; lead: string; language: string; text: string };

/** The line before a block says what to do with it; a block that is not understood is an error. */
export function stepsOf(handbook: string): Step[] {
  const blocks = [...blocksOf(handbook)];
  return blocks.flatMap((block, i): Step[] => {
    if (block.language === "console") return commandsOf(block);
    if (block.lead === "改为：") return [];
    const next = blocks[i + 1];
    return [editOf(block, next?.lead === "改为：" ? next.text : undefined)];
  });
}

function editOf({ line, lead, text }: Block, to: string | undefined): Edit {
  const [, written] = /^文件 `(.+)`：$/.exec(lead) ?? [];
  if (written) return { line, kind: "write", file: written, text: `${text}\n` };
  const [, longer, list] = /^在 `(.+)` 的 `(.+)` 末尾增加：$/.exec(lead) ?? [];
  if (longer && list) return { line, kind: "append", file: longer, list, text };
  const [, changed, where] = /^将 `(.+)` 中(的|每一处)：$/.exec(lead) ?? [];
  if (!changed || to === undefined) throw new Error(`line ${line}: what is this block for? ${lead}`);
  return { line, kind: where === "的" ? "replace" : "replace-all", file: changed, from: text, to };
}

/** What a file holds after the edit. */
export function edited(edit: Edit, text: string): string {
  switch (edit.kind) {
    case "write":
      return edit.text;
    case "append":
      return appended(text, edit.list, edit.text);
    case "replace":
      return replaceOnce(text, [edit.from, edit.to]);
    case "replace-all":
      if (!text.includes(edit.from)) throw new Error(`nowhere in the text: ${edit.from}`);
      return text.replaceAll(edit.from, edit.to);
  }
}

/** The text at the end of a list that stands at the top of the file, as somebody would type it. */
function appended(file: string, list: string, text: string): string {
  const start = file.indexOf(`\n  "${list}": [`);
  const end = file.indexOf("\n  ]", start);
  if (start < 0 || end < 0) throw new Error(`no list of that name: ${list}`);
  return `${file.slice(0, end)},\n${text.replace(/^/gm, "    ")}${file.slice(end)}`;
}

function* blocksOf(handbook: string): Generator<Block> {
  let lead = "";
  let open: (Omit<Block, "text"> & { lines: string[] }) | undefined;
  for (const [i, line] of handbook.split("\n").entries()) {
    if (open && line !== "```") open.lines.push(line);
    else if (open) {
      yield { line: open.line, lead: open.lead, language: open.language, text: open.lines.join("\n") };
      [open, lead] = [undefined, ""];
    } else if (line.startsWith("```")) open = { line: i + 1, lead, language: line.slice(3), lines: [] };
    else if (line !== "") lead = line;
  }
  if (open) throw new Error(`line ${open.line}: this block has no end`);
}

/** `$ command` lines, each with what it prints. */
function commandsOf({ line, lead, text }: Block): Command[] {
  const status = lead.includes("退出状态为 1") ? 1 : 0;
  return `\n${text}`
    .split("\n$ ")
    .slice(1)
    .map((said) => {
      const [command = "", ...output] = said.split("\n");
      return { line, kind: "run", command, status, output: output.join("\n").trimEnd() };
    });
}

/** What `…` stands for: on a line of its own any lines, elsewhere anything in the line. */
export function matches(printed: string, output: string): boolean {
  const pattern = `${output}\n`
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/^…\n/gm, "(?:.*\\n)*")
    .replaceAll("…", ".*");
  return new RegExp(`^${pattern}$`).test(`${printed}\n`);
}
