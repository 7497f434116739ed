import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readWorkbook from "read-excel-file/universal";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { exitWith } from "../../functions/cli/exit.ts";
import { program } from "../../functions/cli/program.ts";
import type { Ruleset } from "../../functions/domain/ruleset/ruleset.ts";
import { startTable } from "./dynamodb.ts";
import { startObjects } from "./objects.ts";
import { publishRuleset } from "./publish.ts";

/** `yifa report …` on a table in memory with the rules of a folder: what it prints, refuses and writes. */
export function reportCommand(rules: string, fill: (ruleset: Ruleset) => Promise<void>) {
  const command = { dir: "", printed: [] as string[], refused: [] as string[], run, sheets };
  let stops: { stop: () => Promise<void> }[] = [];
  beforeAll(async () => {
    stops = [await startTable(), await startObjects()];
    await fill(await publishRuleset(await readRulesFolder(rules)));
  });
  afterAll(async () => {
    for (const { stop } of stops) await stop();
  });
  beforeEach(() => {
    command.dir = mkdtempSync(join(tmpdir(), "yifa-report-"));
    [command.printed, command.refused] = [[], []];
    vi.spyOn(console, "log").mockImplementation((line) => command.printed.push(String(line)));
    vi.spyOn(process.stderr, "write").mockImplementation((text) => command.refused.push(String(text)) > 0);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(command.dir, { recursive: true });
    process.exitCode = undefined;
  });
  return command;
}

/** @returns the exit status. */
async function run(...words: string[]): Promise<number> {
  process.exitCode = undefined;
  await exitWith(async () => (await program()).parseAsync(["report", ...words], { from: "user" }));
  return Number(process.exitCode ?? 0);
}

/** The pages of a workbook by name, as somebody who opens it reads them. */
async function sheets(path: string): Promise<ReadonlyMap<string, readonly (readonly unknown[])[]>> {
  const pages = await readWorkbook(new Blob([new Uint8Array(readFileSync(path))]));
  return new Map(pages.map(({ sheet, data }) => [sheet, data]));
}
