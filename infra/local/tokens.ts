import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Directory = { agencies: { id: string; name: string }[]; supervisors: Record<string, string[]> };

/** Tokens for trying things out, one for each agency and role. They work on the loopback only. */
export function localTokens(rulesDir: string): string {
  const file = join(rulesDir, "directory.json");
  const { agencies, supervisors }: Directory = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { agencies: [], supervisors: {} };
  const office = supervisors.supervision?.[0];
  const ofOffice = office === undefined ? {} : { agency: office };
  return JSON.stringify({
    ...Object.fromEntries(
      agencies.map(({ id, name }) => [`local-agency-${id}`, { name, role: "agency", agency: id }]),
    ),
    "local-supervisor": { name: "本地监督人员", role: "supervisor", ...ofOffice },
    "local-administrator": { name: "本地管理员", role: "administrator", ...ofOffice },
    "local-operator": { name: "本地运维人员", role: "operator" },
  });
}
