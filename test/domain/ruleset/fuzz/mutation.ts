import { BREAKING } from "./breaking-mutators.ts";
import { BREAKING_TEXT } from "./breaking-text.ts";
import type { Random } from "./random.ts";
import type { Folder } from "./start-folders.ts";
import { TEXT_MUTATORS } from "./text-mutators.ts";
import type { Tree } from "./tree.ts";
import { TREE_MUTATORS } from "./tree-mutators.ts";
import { World } from "./world.ts";

/** One file of a folder, changed. */
export type Change = {
  readonly file: string;
  readonly text: string;
  /** What was done to the file. */
  readonly how: string;
  /** It must not load: what it says breaks the format, or its text is not even JSON. */
  readonly breaks?: "format" | "text";
};
/** What to mutate, read once. */
export type Start = { readonly folder: Folder; readonly files: readonly string[]; readonly world: World };

/** Rules and their cases come up more often than what changes once a year. */
const weightOf = (file: string): number =>
  /^[^/]+\/.+\/|records\//.test(file) && !/^calendars\//.test(file) ? 3 : 1;

export function startFrom(folder: Folder): Start {
  const json = [...folder].filter(([file]) => file.endsWith(".json"));
  return {
    folder,
    files: [...folder.keys()].flatMap((file) => Array.from({ length: weightOf(file) }, () => file)),
    world: new World(new Map(json.map(([file, text]) => [file, JSON.parse(text)]))),
  };
}

/** Every other folder has one file changed, so that it may well load; the others several, which hide each other's mistakes. */
export function mutate(start: Start, random: Random): Change[] {
  const several = random.chance(0.5) ? 1 : 2 + random.below(7);
  const files = Array.from({ length: several }, () => random.pick(start.files));
  return [...new Set(files)].map((file) => change(file, start, random));
}

function change(file: string, start: Start, random: Random): Change {
  const text = start.folder.get(file) as string;
  for (;;) {
    const kind = random.below(file.endsWith(".json") ? 100 : 30);
    const changed =
      kind < 30
        ? byText(text, random, start)
        : kind < 60
          ? byTree(text, random)
          : kind < 80
            ? byBreaking(file, text, random, start)
            : byBreakingText(text, random);
    if (changed && changed.text !== text) return { file, ...changed };
  }
}

type Changed = Omit<Change, "file">;

function byText(text: string, random: Random, { folder }: Start): Changed {
  const others = [...folder.values()];
  const names = Array.from({ length: 1 + random.below(3) }, () => random.pick(Object.keys(TEXT_MUTATORS)));
  const changed = names.reduce((now, name) => TEXT_MUTATORS[name]?.(now, random, others) ?? now, text);
  return { text: changed, how: names.join(", ") };
}

function byTree(text: string, random: Random): Changed {
  const tree = JSON.parse(text) as Tree;
  const names = Array.from({ length: 1 + random.below(3) }, () => random.pick(Object.keys(TREE_MUTATORS)));
  for (const name of names) TREE_MUTATORS[name]?.(tree, random);
  return { text: `${JSON.stringify(tree, null, 2)}\n`, how: names.join(", ") };
}

function byBreaking(file: string, text: string, random: Random, { world }: Start): Changed | undefined {
  const tree = JSON.parse(text) as Tree;
  const name = random.pick(Object.keys(BREAKING));
  if (!BREAKING[name]?.({ file, tree, world, random })) return undefined;
  return { text: `${JSON.stringify(tree, null, 2)}\n`, how: name, breaks: "format" };
}

function byBreakingText(text: string, random: Random): Changed | undefined {
  const name = random.pick(Object.keys(BREAKING_TEXT));
  const changed = BREAKING_TEXT[name]?.(text, random);
  return changed === undefined ? undefined : { text: changed, how: name, breaks: "text" };
}
