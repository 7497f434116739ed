import type { Directory } from "../schema/folder.ts";

/**
 * The agency that fills a supervising office towards `agency`: the first in line that is not `agency` itself, because
 * nobody supervises itself. Without `agency` the one that fills it as a rule. Nothing where there is no such office.
 */
export function supervisorOf(
  office: string,
  directory: Pick<Directory, "supervisors">,
  agency?: string,
): string | undefined {
  const { supervisors } = directory;
  return Object.hasOwn(supervisors, office) ? supervisors[office]?.find((id) => id !== agency) : undefined;
}
