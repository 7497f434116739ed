import { Command } from "commander";
import { readRulesFolder } from "../adapters/rules-folder.ts";
import { readSchemaFolder, writeSchemaFolder } from "../adapters/schema-folder.ts";
import { editorSchemas } from "../domain/editor-schemas/editor-schemas.ts";
import { loadVocabulary } from "../domain/editor-schemas/vocabulary.ts";
import { YifaError } from "../domain/errors.ts";
import { formatDiagnostic } from "../domain/ruleset/diagnostic.ts";
import { EXIT } from "./exit.ts";

/** `yifa rules schema`: what editors need to complete and check the files of one rules folder. */
export function schemaCommand(): Command {
  return new Command("schema")
    .argument("[DIR]", "规则文件夹", "rules")
    .option("--check", "只核对 DIR/schema 是否与规则文件夹一致，不写入")
    .description("生成编辑器用的格式说明，写入 DIR/schema；改动台账、通讯录、设定等以后应当重新生成")
    .addHelpText("after", "\n例：npx yifa rules schema rules")
    .action(run);
}

async function run(dir: string, options: { check?: true }): Promise<void> {
  const schemas = await schemasOf(dir);
  const stale = differences(schemas, await readSchemaFolder(dir));
  if (!options.check) await writeSchemaFolder(dir, schemas);
  for (const line of stale) console.log(line);
  console.log(summary(schemas.size, stale.length, options.check === true));
  if (options.check && stale.length > 0) process.exitCode = EXIT.negative;
}

async function schemasOf(dir: string): Promise<ReadonlyMap<string, string>> {
  const loaded = loadVocabulary(await readRulesFolder(dir));
  if ("ruleset" in loaded) return editorSchemas(loaded.ruleset);
  throw new YifaError(
    "invalid",
    "broken-rules",
    `台账、通讯录、设定等文件有 ${loaded.errors.length} 处错误，改正后才能生成格式说明：\n${loaded.errors.map(formatDiagnostic).join("\n")}`,
  );
}

/** One line for each file that is not as it should be. */
function differences(
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): readonly string[] {
  return [
    ...[...wanted].filter(([name]) => !found.has(name)).map(([name]) => `缺少 schema/${name}`),
    ...[...wanted]
      .filter(([name, text]) => found.has(name) && found.get(name) !== text)
      .map(([name]) => `已过时 schema/${name}`),
    ...[...found.keys()].filter((name) => !wanted.has(name)).map((name) => `多余 schema/${name}`),
  ];
}

function summary(total: number, stale: number, checked: boolean): string {
  if (stale === 0) return `格式说明 ${total} 个，均与规则文件夹一致`;
  return checked
    ? `格式说明 ${total} 个，${stale} 个与规则文件夹不一致，请运行 npx yifa rules schema`
    : `格式说明 ${total} 个，更新 ${stale} 个`;
}
