import { isDeepStrictEqual } from "node:util";
import { analyse } from "../../../../functions/domain/analysis/analyse.ts";
import { proposeCases } from "../../../../functions/domain/analysis/cases/propose-cases.ts";
import { decide } from "../../../../functions/domain/decide/decide.ts";
import { YifaError } from "../../../../functions/domain/errors.ts";
import { readRule } from "../../../../functions/domain/read/rule.ts";
import type { Diagnostic } from "../../../../functions/domain/ruleset/diagnostic.ts";
import { type Loaded, loadRuleset } from "../../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../../functions/domain/ruleset/ruleset.ts";
import type { Facts, FactValue } from "../../../../functions/domain/schema/primitives.ts";
import type { Change } from "./mutation.ts";
import { faults } from "./oracle.ts";
import { Random } from "./random.ts";
import type { Folder } from "./start-folders.ts";
import { unfitDiagnostics } from "./told.ts";

const TODAY = "2026-09-28";

/** Something that must hold whatever comes, and did not. */
export class Fault extends Error {}

/** Milliseconds of processor time: a busy machine makes nothing slow. */
export type Examined = { readonly loaded: boolean; readonly loadMs: number; readonly analysisMs: number };

/**
 * Loads a folder with changes and checks what comes of it; `thorough` also what takes longest: that the folder written
 * anew loads to the same, and that cases can be proposed for its rules. @throws {Fault}
 */
export async function examine(
  start: Folder,
  changes: readonly Change[],
  thorough: boolean,
): Promise<Examined> {
  const folder = new Map([...start, ...changes.map(({ file, text }) => [file, text] as const)]);
  const startedAt = processorMs();
  const loaded = loadRuleset(folder);
  const loadMs = processorMs() - startedAt;
  requireCleanPrototypes();
  const told = "errors" in loaded ? loaded.errors : loaded.warnings;
  complain(unfitDiagnostics(folder, told));
  if ("errors" in loaded) {
    requireBlame(changes, loaded.errors);
    return { loaded: false, loadMs, analysisMs: 0 };
  }
  if (changes.some(({ breaks }) => breaks)) throw new Fault("loaded, though it breaks the format");
  complain(faults(folder));
  complain(unlikeJson(folder, loaded));
  if (thorough) complain(unlikeAnew(folder, loaded));
  const analysedAt = processorMs();
  complain(unfitDiagnostics(folder, analyse(loaded)));
  const analysisMs = processorMs() - analysedAt;
  for (const rule of loaded.ruleset.rules) readRule(rule, loaded.ruleset);
  await requireDecisions(loaded.ruleset);
  if (thorough) for (const rule of loaded.ruleset.rules) await proposeCases(rule, loaded, TODAY);
  return { loaded: true, loadMs, analysisMs };
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** What is wrong with the text of a file is told whatever is wrong with others. */
function requireBlame(changes: readonly Change[], errors: readonly Diagnostic[]): void {
  if (errors.length === 0) throw new Fault("refused without a reason");
  for (const { file, breaks } of changes)
    if (breaks === "text" && !errors.some((error) => error.file === file))
      throw new Fault(`nothing is told of a broken file: ${file}`);
}

function complain(found: readonly string[]): void {
  if (found.length > 0) throw new Fault(found.slice(0, 3).join("\n"));
}

const namesOf = (prototype: object) => Reflect.ownKeys(prototype).length;
const BUILT_IN = [Object.prototype, Array.prototype, String.prototype, Function.prototype] as const;
const BEFORE = BUILT_IN.map(namesOf);

function requireCleanPrototypes(): void {
  if (BUILT_IN.some((prototype, i) => namesOf(prototype) !== BEFORE[i]))
    throw new Fault("a prototype of the language has changed");
}

type Right = Extract<Loaded, { ruleset: Ruleset }>;

/** What was read is what `JSON.parse` reads. */
function unlikeJson(folder: Folder, { ruleset, sources }: Right): string[] {
  const { settings, directory, recordTypes, rules } = ruleset;
  const read: [file: string, value: unknown][] = [
    ["settings.json", settings],
    ["directory.json", directory],
    ...[...recordTypes].map(([id, type]): [string, unknown] => [`records/${id}.json`, type]),
    ...rules.map((rule): [string, unknown] => [sources.get(rule.id)?.file ?? "", rule]),
  ];
  return read.flatMap(([file, value]) =>
    isDeepStrictEqual(value, JSON.parse(folder.get(file) ?? "null"))
      ? []
      : [`${file} was read as something else`],
  );
}

/** Written anew it loads to the same. */
function unlikeAnew(folder: Folder, { ruleset }: Right): string[] {
  const isJson = (file: string) => file.endsWith(".json");
  const anew = [...folder].map(
    ([file, text]) => [file, isJson(file) ? JSON.stringify(JSON.parse(text)) : text] as const,
  );
  const again = loadRuleset(new Map(anew));
  if ("errors" in again) return [`written anew, it is refused: ${JSON.stringify(again.errors[0])}`];
  return isDeepStrictEqual(again.ruleset.rules, ruleset.rules) ? [] : ["written anew, it has other rules"];
}

/** Decisions come to an end, refuse only in words, and are the same again. */
async function requireDecisions(ruleset: Ruleset): Promise<void> {
  const random = new Random(1, ruleset.rules.length);
  for (const recordType of ruleset.recordTypes.values()) {
    for (const share of [0.5, 0.9]) {
      const facts: Record<string, FactValue> = {};
      for (const fact of recordType.facts) {
        const listed = fact.type === "list" ? [fact.values ?? []] : (fact.values ?? [fact.example]);
        if (random.chance(share)) facts[fact.name] = random.pick(listed as FactValue[]);
      }
      const [first, second] = [
        await decided(ruleset, recordType.id, facts),
        await decided(ruleset, recordType.id, facts),
      ];
      if (!isDeepStrictEqual(first, second))
        throw new Fault(`decides now so, now so: ${JSON.stringify(facts)}`);
    }
  }
}

async function decided(ruleset: Ruleset, type: string, facts: Facts) {
  const agency = ruleset.directory.agencies[0]?.id ?? "";
  try {
    return await decide({ type, id: "1", agency, facts }, ruleset, TODAY);
  } catch (error) {
    if (error instanceof YifaError) return error.message;
    throw error;
  }
}
