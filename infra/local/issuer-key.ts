import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { ownerFile } from "./owner-file.ts";

export const ALGORITHM = "ES256";

/** The key of a data folder: tokens outlive a restart. */
export async function issuerKey(dataDir: string): Promise<JWK> {
  return JSON.parse(
    await ownerFile(join(dataDir, "issuer-key.json"), async () => {
      const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
      const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: ALGORITHM, use: "sig" };
      return JSON.stringify(key);
    }),
  );
}

export function publicPart({ d: _, ...shown }: JWK): JWK {
  return shown;
}
