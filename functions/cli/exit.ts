import { CommanderError } from "commander";
import { YifaError } from "../domain/errors.ts";
import { mask } from "../domain/mask.ts";

/** 0 done and all well, 1 done and the answer is negative, 2 wrong usage, 3 something outside failed. */
export const EXIT = { ok: 0, negative: 1, usage: 2, outside: 3 } as const;

/** Runs a command line; what went wrong is told on stderr and becomes an exit status. */
export async function exitWith(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (isClosedPipe(error)) return;
    process.exitCode = statusOf(error);
    const told = error instanceof CommanderError ? "" : messageOf(error);
    if (told) process.stderr.write(`${mask(told)}\n`);
  }
}

/** Nobody reads any more. */
export const isClosedPipe = (error: unknown): boolean => (error as NodeJS.ErrnoException)?.code === "EPIPE";

/** A path or option that the user got wrong. */
const WRONG_USAGE = new Set(["usage", "no-such-file", "no-rules-folder"]);

function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (!(error instanceof YifaError)) return EXIT.outside;
  if (WRONG_USAGE.has(error.code)) return EXIT.usage;
  return error.kind === "unavailable" ? EXIT.outside : EXIT.negative;
}

function messageOf(error: unknown): string {
  if (error instanceof YifaError) return `错误 ${error.code}：${error.message}`;
  const network = /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|ECONNRESET|CredentialsProviderError/.exec(
    String((error as Error)?.stack),
  );
  if (network)
    return `错误 unavailable：连接不上数据库或邮件服务（${network[0]}）。请先运行 npm start，或设置 AWS_ENDPOINT_URL_* 环境变量`;
  return `错误 unexpected：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
