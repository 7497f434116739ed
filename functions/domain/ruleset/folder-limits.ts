import type { Diagnostic, DiagnosticDetails } from "./diagnostic.ts";
import { describe } from "./diagnostic.ts";

const MAX_FILES = 5_000;
const MAX_CHARACTERS = 50_000_000;
const MAX_PATH = 200;

/** An error about a file as a whole, or about one that is not there. */
export function atFile(
  file: string,
  code: string,
  message: string,
  details: DiagnosticDetails = {},
): Diagnostic {
  return { file, line: 1, column: 1, pointer: "", code, severity: "error", message, ...describe(details) };
}

/** Why a folder is not read at all: too much of it, or paths that lead elsewhere. */
export function folderProblems(files: ReadonlyMap<string, string>): Diagnostic[] {
  if (files.size > MAX_FILES)
    return [atFile(".", "too-many-files", `规则文件夹有 ${files.size} 个文件，最多 ${MAX_FILES} 个`)];
  const characters = [...files.values()].reduce((sum, content) => sum + content.length, 0);
  if (characters > MAX_CHARACTERS)
    return [atFile(".", "folder-too-large", `规则文件夹共 ${characters} 个字符，最多 ${MAX_CHARACTERS} 个`)];
  return [...pathProblems([...files.keys()])];
}

function* pathProblems(paths: readonly string[]): Iterable<Diagnostic> {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const segments = path.split("/");
    if (
      path.length > MAX_PATH ||
      /[\\:\p{C}]/u.test(path) ||
      segments.some((segment) => segment === "" || segment === "." || segment === "..")
    ) {
      yield atFile(
        path.slice(0, MAX_PATH),
        "unsafe-path",
        `文件路径应当相对于规则文件夹，用“/”分隔，不得含“..”，最多 ${MAX_PATH} 个字符`,
        { found: path },
      );
    }
    const folded = path.normalize("NFKC").toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined)
      yield atFile(path, "path-case", `与文件“${other}”只有大小写之别，应当改名或者删去其一`, {
        found: path,
      });
    seen.set(folded, path);
  }
}
