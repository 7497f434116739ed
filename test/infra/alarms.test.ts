import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { program } from "../../functions/cli/program.ts";
import { synthesise } from "../../infra/local/synthesise.ts";
import { type Resource, Template } from "../../infra/local/template.ts";
import { functionsOf } from "../support/deployed.ts";
import { commandsIn, understood } from "../support/quoted-commands.ts";

const RUNBOOK = join(import.meta.dirname, "../../docs/runbook");
const HANDLERS = join(import.meta.dirname, "fixtures/handlers");
const PAGES = readdirSync(RUNBOOK).filter((name) => name !== "README.md");
const text = (page: string) => readFileSync(join(RUNBOOK, page), "utf8");

type Said = { AlarmDescription: string; AlarmActions?: unknown[] };
let templates: Template[];
/** By the name in the description and the runbook, which is that of the construct. */
let alarms: Map<string, Said>;

beforeAll(async () => {
  templates = [new Template(await synthesise(HANDLERS))];
  // Where it is set, the template has the function that reads a mailbox.
  vi.stubEnv("YIFA_IMAP_URL", "imaps://yifa:secret@localhost:993");
  templates.push(new Template(await synthesise(HANDLERS)));
  vi.unstubAllEnvs();
  const all = templates.flatMap((template) => template.ofType("AWS::CloudWatch::Alarm"));
  alarms = new Map(all.map(({ id, properties }) => [nameOf(id), properties as Said]));
});
const nameOf = (id: string) => id.replace(/[0-9A-F]{8}$/, "");
const pageOf = ({ AlarmDescription }: Said) => /docs\/runbook\/([\w-]+\.md)$/.exec(AlarmDescription)?.[1];

describe("an alarm", () => {
  it("tells the topic, in Chinese, with its page of the runbook", () => {
    expect(alarms.size).toBeGreaterThan(9);
    for (const [name, alarm] of alarms) {
      expect(alarm.AlarmActions, name).toEqual([{ Ref: expect.stringMatching(/^Alarms/) }]);
      expect(alarm.AlarmDescription).toMatch(/^[^a-z]*\p{Script=Han}.*。处置：docs\/runbook\/[\w-]+\.md$/u);
      expect(PAGES).toContain(pageOf(alarm));
    }
  });

  it("has a line in the table of the runbook", () => {
    const table = text("README.md");
    for (const [name, alarm] of alarms) {
      const line = table.split("\n").find((each) => each.includes(`(${pageOf(alarm)})`)) ?? "";
      expect(line.split("|")[1]).toContain(name.replace(/^\w+(DeadLettersWaiting)$/, "…$1"));
    }
  });
});

const HEADINGS = ["是什么", "影响谁", "看什么", "怎么办", "何时上报", "怎样算结束"];

describe.each(PAGES)("the page %s", (page) => {
  it("belongs to alarms, names them all, and says what a person woken at night asks", () => {
    const own = [...alarms].filter(([, alarm]) => pageOf(alarm) === page).map(([name]) => name);
    expect(own).not.toEqual([]);
    const named = /告警：(.*)\n/.exec(text(page))?.[1] ?? "";
    expect([...named.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual(own.sort());
    expect([...text(page).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
  });
});

describe("the commands of the runbook", () => {
  it("are there, with these options and arguments", async () => {
    const yifa = await program();
    const commands = PAGES.flatMap((page) => commandsIn(text(page)));
    expect(commands.length).toBeGreaterThan(20);
    for (const words of commands) understood(yifa, words);
  });

  it("name functions that are there", () => {
    const functions = templates.flatMap((template) =>
      [...functionsOf(template).values()].map(({ id }: Resource) => nameOf(id)),
    );
    for (const page of readdirSync(RUNBOOK))
      for (const [, name] of text(page).matchAll(/(?:^|`|\()(?:fn|log|run|secret) ([A-Z]\w+)/gm))
        expect(functions, page).toContain(name);
  });
});
