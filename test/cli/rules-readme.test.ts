import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { exitWith } from "../../functions/cli/exit.ts";
import { program } from "../../functions/cli/program.ts";
import { type Command, type Edit, edited, matches, type Step, stepsOf } from "../support/handbook.ts";
import { startLocalApi } from "../support/local-api.ts";
import { publishRuleset } from "../support/publish.ts";

const README = readFileSync("rules/README.md", "utf8");
const YIFA = resolve("functions/cli/yifa.ts");
const home = process.cwd();
const root = mkdtempSync(join(tmpdir(), "yifa-readme-"));

let api: Awaited<ReturnType<typeof startLocalApi>>;

beforeAll(async () => {
  // As `npm start` has it: the rules are in force as they were before the handbook.
  api = await startLocalApi();
  await publishRuleset(await readRulesFolder("rules"));
  cpSync("rules", join(root, "rules"), { recursive: true });
  process.chdir(root);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(async () => {
  await api.stop();
  process.chdir(home);
  rmSync(root, { recursive: true });
});

async function run(words: string[]): Promise<{ printed: string; status: number }> {
  let printed = "";
  const print = (text: unknown, end = "") => {
    printed += `${text}${end}`;
    return true;
  };
  vi.spyOn(console, "log").mockImplementation((text) => void print(text, "\n"));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => print(text));
  // The API runs in the same process; what it logs is not for who runs the command.
  const isLog = (text: unknown) => String(text).startsWith('{"at":');
  vi.spyOn(process.stderr, "write").mockImplementation((text) => isLog(text) || print(text));
  await exitWith(async () => (await program()).parseAsync(words, { from: "user" }));
  return { printed: printed.trimEnd(), status: Number(process.exitCode ?? 0) };
}

/** Until it says that it watches; then Ctrl-C. */
async function watch(words: string[]): Promise<{ printed: string; status: number }> {
  const child = spawn(process.execPath, [YIFA, ...words], { timeout: 30_000 });
  let printed = "";
  const status = new Promise<number>((ended) => child.on("exit", (code) => ended(code ?? -1)));
  child.stdout.on("data", (chunk) => {
    printed += chunk;
    if (printed.includes("正在监视")) child.kill("SIGINT");
  });
  return { status: await status, printed: printed.trimEnd() };
}

function apply(edit: Edit): void {
  const file = join("rules", edit.file);
  writeFileSync(file, edited(edit, edit.kind === "write" ? "" : readFileSync(file, "utf8")));
}

async function obey({ command, output, status }: Command): Promise<void> {
  const [npx, yifa, ...words] = command.split(" ");
  expect([npx, yifa]).toEqual(["npx", "yifa"]);
  const said = await (words.includes("--watch") ? watch : run)(words);
  if (!matches(said.printed, output)) expect(said.printed).toBe(output);
  expect(said.status).toBe(status);
}

describe("the handbook for legal officers, from a new clause to cases that pass", () => {
  for (const step of stepsOf(README))
    it(nameOf(step), () => (step.kind === "run" ? obey(step) : apply(step)));

  it("explains error codes that exist", () => {
    const sources = readdirSync(join(home, "functions/domain"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(join(home, "functions/domain", path), "utf8"))
      .join();
    const table = README.slice(README.indexOf("| 代号 |")).split("\n\n")[0] ?? "";
    const codes = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code),
    );
    expect(codes.length).toBeGreaterThan(25);
    expect(codes.filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
  });

  it("leads only to files that are there", () => {
    const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map(([, to = ""]) => join(home, "rules", to));
    for (const link of links) expect(readFileSync(link, "utf8")).not.toBe("");
  });
});

function nameOf(step: Step): string {
  return `line ${step.line}: ${step.kind === "run" ? step.command : `${step.kind} ${step.file}`}`;
}
