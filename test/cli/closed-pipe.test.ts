import { spawn } from "node:child_process";
import { expect, it } from "vitest";

/** Ends without a reader of what it prints, once `until` has been read. */
async function unread(words: readonly string[], until: number): Promise<{ status: number; told: string }> {
  const child = spawn(process.execPath, ["functions/cli/yifa.ts", ...words], { timeout: 30_000 });
  const status = new Promise<number>((ended) => child.on("close", (code) => ended(code ?? -1)));
  let told = "";
  child.stderr.on("data", (chunk) => {
    told += chunk;
  });
  child.stdin.on("error", () => {});
  if (until === 0) child.stdout.destroy();
  else child.stdout.once("data", () => child.stdout.destroy());
  const question = '{"after":"2026-09-28","count":7,"unit":"working-day"}\n';
  child.stdin.end(question.repeat(50_000));
  return { status: await status, told };
}

const cases: [string, string[], number][] = [
  ["help that nobody reads", ["duties", "--help"], 0],
  ["many lines of which only the first are read", ["due", "--stdin"], 1],
];
it.each(cases)("%s is no failure", async (_name, words, until) => {
  expect(await unread(words, until)).toEqual({ status: 0, told: "" });
});
