import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";
import { program } from "../../functions/cli/program.ts";

/** For each test a copy of the small rules folder, and what `yifa rules …` prints. */
export function rulesCommand() {
  const command = { dir: "", printed: [] as string[], run };
  beforeEach(() => {
    command.dir = mkdtempSync(join(tmpdir(), "yifa-rules-"));
    cpSync("test/fixtures/rules", command.dir, { recursive: true });
    command.printed = [];
    vi.spyOn(console, "log").mockImplementation((line) => command.printed.push(String(line)));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(command.dir, { recursive: true });
    process.exitCode = undefined;
  });
  return command;
}

async function run(...words: string[]): Promise<void> {
  await (await program()).parseAsync(["rules", ...words], { from: "user" });
}
