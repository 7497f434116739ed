import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** What a data folder keeps for itself: made once, readable by its owner alone. */
export async function ownerFile(path: string, make: () => string | Promise<string>): Promise<string> {
  if (!existsSync(path)) writeFileSync(path, await make(), { mode: 0o600, flag: "wx" });
  return readFileSync(path, "utf8");
}
