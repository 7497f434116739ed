import { Command } from "commander";
import { casesCommand } from "./rules-cases.ts";
import { checkCommand } from "./rules-check.ts";
import { coverageCommand } from "./rules-coverage.ts";
import { formCommand } from "./rules-form.ts";
import { impactCommand } from "./rules-impact.ts";
import { publicationCommands } from "./rules-publication.ts";
import { readCommand } from "./rules-read.ts";
import { schemaCommand } from "./rules-schema.ts";
import { testCommand } from "./rules-test.ts";
import { weighCommand } from "./rules-weigh.ts";

export function rulesCommand(): Command {
  const rules = new Command("rules").description("检查、试算、阅读、发布规则文件");
  for (const command of [
    checkCommand(),
    testCommand(),
    casesCommand(),
    readCommand(),
    coverageCommand(),
    impactCommand(),
    formCommand(),
    schemaCommand(),
    weighCommand(),
    ...publicationCommands(),
  ])
    rules.addCommand(command);
  return rules;
}
