import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

export const projectRoot = resolve(import.meta.dirname, "../..");

/**
 * The synthesised template and bundles, in a folder named by the hash of their sources: made once for each state of
 * them. Delivery reports are read where the environment names a mailbox.
 */
export async function synthesise(handlers = join(projectRoot, "functions/handlers")): Promise<string> {
  const config = process.env.YIFA_IMAP_URL ? "mailbox" : "inbox";
  const out = join(projectRoot, "cdk.out", `local-${config}-${await hashSources(handlers)}`);
  if (existsSync(join(out, "manifest.json"))) return out;
  const draft = `${out}.${process.pid}-${Date.now()}`;
  await run([
    join(projectRoot, "infra/synth.ts"),
    "--config",
    join(projectRoot, `infra/local/config/${config}.json`),
    "--out",
    draft,
    "--handlers",
    handlers,
  ]);
  try {
    await rename(draft, out);
  } catch (fault) {
    // Another process was quicker with the same sources.
    if (!existsSync(join(out, "manifest.json"))) throw fault;
    await rm(draft, { recursive: true });
  }
  await prune(join(projectRoot, "cdk.out"));
  return out;
}

/** Removes what earlier states of the sources left, a day after it was made. */
async function prune(folder: string): Promise<void> {
  const dayAgo = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of (await readdir(folder)).filter((each) => each.startsWith("local-"))) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < dayAgo) await rm(path, { recursive: true, force: true });
  }
}

async function hashSources(handlers: string): Promise<string> {
  const hash = createHash("sha256").update(handlers);
  const folders = [...new Set([join(projectRoot, "functions"), join(projectRoot, "infra"), handlers])];
  const files = (await Promise.all(folders.map(listFiles))).flat();
  for (const path of [...files, join(projectRoot, "package-lock.json")].sort()) {
    hash
      .update(path)
      .update("\0")
      .update(await readFile(path))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** In a process of its own: the bundler writes to the terminal whatever it is told. */
async function run(args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise<number | null>((done, fail) => child.on("close", done).on("error", fail));
  if (code !== 0) throw new Error(`生成模板失败：\n${said.trim()}`);
}
