import { checkRuleConditions } from "../analysis/check-conditions.ts";
import { rule } from "../schema/rule.ts";
import { checkCircles } from "./check-circles.ts";
import { checkFolder } from "./check-folder.ts";
import { checkRule } from "./check-rule.ts";
import { compile } from "./compile.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { isRule, kindOf, PLACES } from "./file-kinds.ts";
import { Findings } from "./findings.ts";
import { atFile, folderProblems } from "./folder-limits.ts";
import { emptyParts, factsOfType, vocabularyOf } from "./parts.ts";
import type { Ruleset } from "./ruleset.ts";
import { parseSourceFile, type SourceFile } from "./source-file.ts";
import { validate } from "./validate.ts";

/** The file of each rule by rule id, for diagnostics on a ruleset that loaded. */
export type RuleSources = ReadonlyMap<string, SourceFile>;

export type Loaded =
  | { readonly ruleset: Ruleset; readonly sources: RuleSources; readonly warnings: readonly Diagnostic[] }
  | { readonly errors: Diagnostic[] };

/**
 * Loads a rules folder, given as text by relative path. Either everything is right and a ruleset comes back,
 * or all mistakes of all files do: nothing is loaded in part. Warnings stop nothing.
 */
export function loadRuleset(files: ReadonlyMap<string, string>): Loaded {
  const tooMuch = folderProblems(files);
  if (tooMuch.length > 0) return { errors: tooMuch };
  const findings = new Findings();
  const parts = emptyParts();
  const rules: SourceFile[] = [];
  for (const [path, content] of files) {
    if (/^templates\/[^/]+$/.test(path)) parts.templates.set(path.slice("templates/".length), content);
    else {
      const kind = kindOf(path);
      if (!kind) {
        findings.add([atFile(path, "unknown-file", "规则文件夹中没有放在这里的文件", { accepted: PLACES })]);
        continue;
      }
      const { source, problems } = parseSourceFile(path, content);
      findings.add(problems);
      const refused = source && kind.read(source, parts);
      if (refused) findings.add(refused.errors);
      if (refused || problems.length > 0) parts.unread.add(path);
      if (source && isRule(kind)) rules.push(source);
    }
  }
  const needed = ["actions.json", "directory.json", "settings.json"].filter((path) => !files.has(path));
  findings.add(needed.map((path) => atFile(path, "missing-file", `缺少文件 ${path}`)));
  for (const source of rules) {
    findings.add(checkRule(source, parts));
    // Whatever keeps a file from being a rule is told, also where the checks know nothing against it.
    const refused = parts.unread.has(source.file) && !findings.blame(source.file) && validate(source, rule);
    if (refused && "errors" in refused) findings.add(refused.errors);
  }
  findings.add(checkFolder(parts));
  findings.add(checkCircles(parts, (file) => !findings.blame(file)));
  const vocabulary = vocabularyOf(parts);
  for (const { value, source } of vocabulary ? parts.rules : []) {
    if (!vocabulary || findings.blame(source.file)) continue;
    findings.add(checkRuleConditions(value, source, (type) => factsOfType(parts, type), vocabulary));
  }
  const found = findings.all();
  const ruleset = found.some((d) => d.severity === "error") ? undefined : compile(parts, files);
  if (!ruleset) return { errors: found };
  return {
    ruleset,
    sources: new Map(parts.rules.map(({ value, source }) => [value.id, source])),
    warnings: found,
  };
}
