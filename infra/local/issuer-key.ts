import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";

export const ALGORITHM = "ES256";

/** The key of a data folder, made once: tokens outlive a restart. Readable by its owner alone. */
export async function issuerKey(dataDir: string): Promise<JWK> {
  const file = join(dataDir, "issuer-key.json");
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: ALGORITHM, use: "sig" };
    writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

export function publicPart({ d: _, ...shown }: JWK): JWK {
  return shown;
}
