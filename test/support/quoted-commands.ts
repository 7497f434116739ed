import type { Command } from "commander";
import { expect } from "vitest";

/** The words of every command `npx yifa …` in the text, without what is a shell's. */
export function commandsIn(text: string): string[][] {
  const found = [...text.matchAll(/(?:^|`)npx yifa ([^`\n]*)/gm)].map(([, command = ""]) => command);
  return found.map(
    (command) =>
      command
        .split(/ [>|] /)[0]
        ?.trim()
        .split(/\s+/) ?? [],
  );
}

/** Fails where the program would refuse the words. */
export function understood(yifa: Command, words: readonly string[]): void {
  let [command, rest] = [yifa, [...words]];
  for (let next = find(command, rest[0]); next; next = find(command, rest[0]))
    [command, rest] = [next, rest.slice(1)];
  expect(command.commands, `yifa ${words.join(" ")}`).toEqual([]);
  const positional: string[] = [];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const option = command.options.find(({ long }) => long === word);
    if (word.startsWith("--")) expect(option, `${word} of yifa ${words.join(" ")}`).toBeDefined();
    if (option?.required) expect(rest.shift()).toBeDefined();
    if (!word.startsWith("--")) positional.push(word);
  }
  const taken = command.registeredArguments;
  expect(positional.length).toBeGreaterThanOrEqual(taken.filter(({ required }) => required).length);
  expect(positional.length).toBeLessThanOrEqual(taken.length);
  for (const { mandatory, long } of command.options) if (mandatory) expect(words).toContain(long);
}
const find = (command: Command, name: string | undefined) =>
  command.commands.find((each) => each.name() === name);
