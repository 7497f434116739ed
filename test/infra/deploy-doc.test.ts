import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { program } from "../../functions/cli/program.ts";
import { deployment } from "../../infra/config/schema.ts";
import { matches, stepsOf } from "../support/handbook.ts";
import { commandsIn, understood } from "../support/quoted-commands.ts";

const root = resolve(import.meta.dirname, "../..");
const text = readFileSync(join(root, "docs/deploy.md"), "utf8");
/** What needs no account: blocks marked `console`, each command with what it prints. */
const offline = stepsOf(text.replace(/^```sh\n[\s\S]*?^```\n/gm, "")).filter((step) => step.kind === "run");

/** `npx x …` as it stands, on the Node that the tests run on and without a network. */
async function run(command: string): Promise<{ printed: string; status: number }> {
  const [npx, name = "", ...words] = command.split(" ");
  expect(npx).toBe("npx");
  const script = name === "yifa" ? "functions/cli/yifa.ts" : `node_modules/.bin/${name}`;
  const env = {
    PATH: process.env.PATH,
    HOME: "/nonexistent",
    AWS_EC2_METADATA_DISABLED: "true",
    HTTPS_PROXY: "http://127.0.0.1:9",
  };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...words], { cwd: root, env });
    return { printed: stdout.trimEnd(), status: 0 };
  } catch (fault) {
    const { stdout, stderr, code } = fault as { stdout: string; stderr: string; code: number };
    return { printed: `${stdout}${stderr}`.trimEnd(), status: code };
  }
}

describe("docs/deploy.md", () => {
  test.each(offline.map((step) => [step.command, step] as const))("%s does what it says", async (_, step) => {
    const { printed, status } = await run(step.command);
    expect(matches(printed, step.output), printed).toBe(true);
    expect(status).toBe(step.status);
  });

  test("quotes commands of yifa that are there, with these options and arguments", async () => {
    const yifa = await program();
    const commands = commandsIn(text);
    expect(commands.length).toBeGreaterThan(8);
    for (const words of commands) understood(yifa, words);
  });

  test("says something of every key of the configuration", () => {
    for (const name of Object.keys(deployment.shape).filter((each) => each !== "$schema"))
      expect(text, name).toContain(`\`${name}`);
  });

  test("names no file that is not there", () => {
    for (const [, file = ""] of text.matchAll(/\]\(([\w./-]+\.md)\)/g))
      expect(() => readFileSync(join(root, "docs", file)), file).not.toThrow();
  });
});
