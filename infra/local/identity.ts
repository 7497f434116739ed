import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startIssuer } from "./issuer.ts";
import type { Offices } from "./issuer-grant.ts";

export type Identity = { environment: Record<string, string>; stop(): unknown };

/** What the environment says of an issuer wins, as endpoints do; else one of our own, for trying things out. */
export async function startIdentity(
  given: NodeJS.ProcessEnv,
  { dataDir, rulesDir }: { dataDir: string; rulesDir: string },
): Promise<Identity> {
  if (given.YIFA_OIDC_ISSUER) return { environment: named(given), stop: () => {} };
  return await startIssuer({ dataDir, offices: officesIn(rulesDir), preferredPort: 8006 });
}

const named = (given: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] => entry[0].startsWith("YIFA_OIDC_") && entry[1] !== undefined,
    ),
  );

function officesIn(rulesDir: string): Offices {
  const file = join(rulesDir, "directory.json");
  if (!existsSync(file)) return { agencies: [] };
  const { agencies, supervisors }: { agencies: { id: string }[]; supervisors: Record<string, string[]> } =
    JSON.parse(readFileSync(file, "utf8"));
  return { agencies: agencies.map(({ id }) => id), supervisor: supervisors.supervision?.[0] };
}
