import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Argument, Command } from "commander";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import { openSpreadsheet } from "../adapters/spreadsheet/spreadsheet.ts";
import { YifaError } from "../domain/errors.ts";
import { blankRows, SHAPE_NAMES, type ShapeName, shapeLabel } from "../domain/forms/blank.ts";
import { type FormRow, formSheet, nameIn, placeOfPointer, rowsOfSheet } from "../domain/forms/form.ts";
import { ruleOfForm } from "../domain/forms/from-form.ts";
import { formRows } from "../domain/forms/to-form.ts";
import type { Diagnostic } from "../domain/ruleset/diagnostic.ts";
import { loadRuleset } from "../domain/ruleset/load.ts";
import { ruleNamed } from "../domain/ruleset/rule-named.ts";
import { diagnosticLines } from "./diagnostic-lines.ts";
import { EXIT } from "./exit.ts";
import { fill } from "./fill.ts";
import { fileName, forceOption, outOption, saveWorkbook } from "./report-file.ts";
import { rulesetIn, rulesetOf } from "./ruleset-option.ts";

const folder = () => new Argument("[DIR]", "规则文件夹").default("rules");

export function formCommand(): Command {
  return new Command("form")
    .description("以 XLSX 表单填写、修改规则")
    .addCommand(blankCommand())
    .addCommand(exportCommand())
    .addCommand(readCommand());
}

function blankCommand(): Command {
  return new Command("blank")
    .addArgument(new Argument("<SHAPE>", "规则的形式").choices(SHAPE_NAMES))
    .addArgument(folder())
    .addOption(outOption())
    .addOption(forceOption())
    .description(`空白表单：${SHAPE_NAMES.map((shape) => `${shape} ${shapeLabel(shape)}`).join("、")}`)
    .addHelpText("after", "\n例：npx yifa rules form blank duty --out 表单.xlsx")
    .action(async (shape: ShapeName, dir: string, { out, force }: { out?: string; force?: true }) => {
      const title = `规则表单：${shapeLabel(shape)}`;
      await save(title, blankRows(shape, await rulesetOf(dir)), out ?? fileName(title), force);
    });
}

function exportCommand(): Command {
  return new Command("export")
    .argument("<RULE>", "规则编号")
    .addArgument(folder())
    .addOption(outOption())
    .addOption(forceOption())
    .description("把现有的规则写成表单")
    .addHelpText("after", "\n例：npx yifa rules form export disclosure/licence-or-penalty --out 表单.xlsx")
    .action(async (id: string, dir: string, { out, force }: { out?: string; force?: true }) => {
      const ruleset = await rulesetOf(dir);
      const rule = ruleNamed(ruleset, id);
      await save(rule.title, formRows(rule, ruleset), out ?? fileName(id.replaceAll("/", ".")), force);
    });
}

async function save(title: string, rows: readonly FormRow[], path: string, force?: true): Promise<void> {
  await saveWorkbook([formSheet(title, rows)], path, force);
  console.log(`已写入 ${path}`);
}

function readCommand(): Command {
  return new Command("read")
    .argument("<FILE>", "填好的表单，.xlsx")
    .addArgument(folder())
    .option("--write", "写入规则文件夹，已有的同一规则即被替换；不写此项只输出")
    .description("读取填好的表单：检查无误的，输出规则文件的内容；有误的逐处说明，不写入")
    .addHelpText("after", "\n例：npx yifa rules form read 表单.xlsx --write")
    .action(read);
}

async function read(path: string, dir: string, { write }: { write?: true }): Promise<void> {
  const files = await readRulesFolder(dir);
  const { ruleset, sources } = rulesetIn(files);
  const rows = await rowsIn(path);
  const rule = { $schema: schemaOf(rows), ...(ruleOfForm(rows, ruleset) as Formed) };
  const file = sources.get(String(rule.id))?.file ?? placeOf(rule);
  const text = `${JSON.stringify(rule, null, 2)}\n`;
  const loaded = loadRuleset(new Map(files).set(file, text));
  if ("errors" in loaded) {
    process.exitCode = EXIT.negative;
    const own = loaded.errors.filter((error) => error.file === file);
    for (const error of own) for (const line of fill(faultText(error, rows), "", "  ")) console.log(line);
    for (const line of diagnosticLines(loaded.errors.filter((error) => error.file !== file)))
      console.log(line);
    console.log(`共 ${loaded.errors.length} 处错误，没有写入`);
    return;
  }
  if (!write) return void process.stdout.write(text);
  const target = join(dir, file);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
  console.log(`已写入 ${target}，请接着补充案例：npx yifa rules cases ${String(rule.id)}`);
}

type Formed = { id?: unknown; cites?: { document?: unknown }[] };

/** For the editor; a form that was exported says it itself. */
function schemaOf(rows: readonly FormRow[]): string {
  const type = nameIn(rows.find(({ place }) => place === "versions/0/appliesTo")?.content ?? "");
  return `../../schema/rule${type === "" ? "" : `.${type}`}.schema.json`;
}

/** By what the form calls the place. */
function faultText({ pointer, message, code }: Diagnostic, rows: readonly FormRow[]): string {
  const place = placeOfPointer(pointer);
  const row = rows.find((one) => one.place === place) ?? rows.find((one) => one.place.startsWith(place));
  return `${row?.item ?? (place || "表单")}：${message}（${code}）`;
}

async function rowsIn(path: string): Promise<FormRow[]> {
  const sheet = await openSpreadsheet(path, path);
  try {
    const cells: (readonly string[])[] = [];
    for await (const row of sheet.rows()) cells.push(row.cells);
    const rows = rowsOfSheet(cells);
    if (rows) return rows;
  } finally {
    await sheet.close();
  }
  throw new YifaError(
    "invalid",
    "unreadable-form",
    `“${path}”不是规则表单：没有“项目、内容、运算符、值”的表头，请用 npx yifa rules form blank duty 取得空白表单`,
  );
}

/** A rule stands in the folder of the first document that it cites. */
function placeOf({ id, cites = [] }: Formed): string {
  const document = cites.map((cite) => cite?.document).find((one) => typeof one === "string");
  if (
    typeof id === "string" &&
    /^[a-z0-9/-]+$/.test(id) &&
    typeof document === "string" &&
    /^[a-z0-9-]+$/.test(document)
  )
    return `${document}/${id}.json`;
  throw new YifaError(
    "invalid",
    "unreadable-form",
    `应当写明规则编号（例如 disclosure/licence-or-penalty）和所引文件（例如 changji-2019-18），这里是“${String(id).slice(0, 80)}”和“${String(document).slice(0, 80)}”`,
  );
}
