import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { ownerFile } from "./owner-file.ts";

/** Links in mails lead to the API of this stack, and outlive a restart of it; what the environment says wins. */
export async function linkEnvironment(
  given: NodeJS.ProcessEnv,
  { dataDir, url }: { dataDir: string; url: string },
): Promise<Record<string, string>> {
  const made = () => randomBytes(32).toString("base64url");
  return {
    YIFA_PUBLIC_URL: given.YIFA_PUBLIC_URL || url,
    YIFA_LINK_KEYS: given.YIFA_LINK_KEYS || (await ownerFile(join(dataDir, "link-key"), made)),
  };
}
