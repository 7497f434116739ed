import type { Command } from "commander";
export function stackCommands(): Command[] {
  return [];
}
