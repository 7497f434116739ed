import { vi } from "vitest";
import { exitWith } from "../../functions/cli/exit.ts";
import { program } from "../../functions/cli/program.ts";

export type Ended = { status: number; stdout: string; stderr: string };

/** A command line as a process of its own would run it, without the time that a process takes to start. */
export async function yifa(...words: string[]): Promise<Ended> {
  const ended = { status: 0, stdout: "", stderr: "" };
  const onto = (stream: "stdout" | "stderr") => (text: unknown) => {
    ended[stream] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(console, "log").mockImplementation((line: unknown = "") => void onto("stdout")(`${line}\n`)),
    vi.spyOn(process.stdout, "write").mockImplementation(onto("stdout")),
    vi.spyOn(process.stderr, "write").mockImplementation(onto("stderr")),
  ];
  try {
    await exitWith(async () => (await program()).exitOverride().parseAsync(words, { from: "user" }));
    ended.status = Number(process.exitCode ?? 0);
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
  return ended;
}
