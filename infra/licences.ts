/** `npm run licences`: writes THIRD-PARTY-LICENSES.md, the packages that are in the bundles of the functions. */
import { globSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot, synthesise } from "./local/synthesise.ts";

/** May be handed on in a bundle without giving our own source away. */
const ALLOWED = "0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause ISC MIT MIT-0".split(" ");

/** Of alternatives one is enough: `(MIT OR EUPL-1.1+)`. */
export const isAllowed = (licence: string): boolean =>
  licence
    .replace(/^\((.*)\)$/, "$1")
    .split(" OR ")
    .some((each) => ALLOWED.includes(each));

export type Licensed = {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
};

const FILE = join(projectRoot, "THIRD-PARTY-LICENSES.md");
export const licencesWritten = (): string => readFileSync(FILE, "utf8");

/** By name, of all bundles of an assembly. */
export function packagesIn(assembly: string): Licensed[] {
  const folders = globSync("*.meta.json", { cwd: assembly }).flatMap((file) =>
    foldersIn(join(assembly, file)),
  );
  return [...new Set(folders)].sort().map(licensed);
}

function foldersIn(metaFile: string): string[] {
  const { outputs } = JSON.parse(readFileSync(metaFile, "utf8")) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  const inputs = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return inputs.flatMap(([file, { bytesInOutput }]) => {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
    return bytesInOutput > 0 && folder ? [folder] : [];
  });
}

function licensed(folder: string): Licensed {
  const path = join(projectRoot, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  const file = readdirSync(path).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(path, file), "utf8") : "";
  return { name, version, licence: license, text: text.replaceAll("\r\n", "\n").trim() };
}

export function licencesOf(packages: readonly Licensed[]): string {
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const texts = packages.map(({ name, version, licence, text }) => {
    const said = text === "" ? `The package has no text of its licence, ${licence}.` : text;
    return `## ${name} ${version}\n\n\`\`\`\`text\n${said}\n\`\`\`\`\n`;
  });
  return [
    "# Third-party licences",
    "",
    "The packages that are in the bundles of the functions, made by `npm run licences`. What the runtime brings (the AWS SDK) and what only builds or tests is not among them. `docx` has further packages inside its own file, which its repository names.",
    "",
    "| package | version | licence |",
    "|---|---|---|",
    ...rows,
    "",
    ...texts,
  ].join("\n");
}

/** Both deployments that the embedded stack knows hold all functions. */
export async function allPackages(): Promise<Licensed[]> {
  const given = process.env.YIFA_IMAP_URL;
  const packages: Licensed[] = [];
  // Where it is set, the template has the function that reads a mailbox.
  for (const url of ["", "imaps://yifa:secret@localhost:993"]) {
    process.env.YIFA_IMAP_URL = url;
    packages.push(...packagesIn(await synthesise()));
  }
  process.env.YIFA_IMAP_URL = given ?? "";
  const byName = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

if (import.meta.main) writeFileSync(FILE, licencesOf(await allPackages()));
