import type { Command } from "commander";
import { expect, it } from "vitest";
import { program } from "../../functions/cli/program.ts";

const withAllBelow = (command: Command): Command[] => [command, ...command.commands.flatMap(withAllBelow)];

it("the help of every command is in Chinese, what counts by default too", async () => {
  const helps = withAllBelow(await program()).map((command) => command.helpInformation());
  expect(helps.length).toBeGreaterThan(10);
  for (const help of helps) expect(help).not.toMatch(/default:|choices:|Arguments:|display help/);
  expect(helps.join("")).toMatch(/规则文件夹（缺省：rules）/);
});
