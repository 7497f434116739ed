/** Each function as deployed: the size of its bundle and how long loading it takes, in a process of its own. */
import { statSync } from "node:fs";
import { physicalName, references } from "../infra/local/names.ts";
import { synthesise } from "../infra/local/synthesise.ts";
import { Template } from "../infra/local/template.ts";
import { bundleOf, functionsOf, startFunction, variablesOf } from "../test/support/deployed.ts";
import { median } from "./timing.ts";

/** Stand for secrets. */
const SECRETS = {
  YIFA_IMAP_URL: "imaps://yifa:secret@localhost:993",
  YIFA_SMTP_URL: "smtps://yifa:secret@localhost:465",
};

export type Start = {
  readonly name: string;
  readonly bytes: number;
  readonly initMs: number;
  readonly cpuMs: number;
};

/** `times`: starts of each function, of which the middle one counts. */
export async function startTimes(template: Template, times: number): Promise<Start[]> {
  const starts: Start[] = [];
  for (const [name, resource] of functionsOf(template)) {
    const bundle = bundleOf(template, resource);
    const given = variablesOf(template, resource, references("http://127.0.0.1"));
    const secrets = Object.entries(SECRETS).filter(([variable]) => variable in given);
    const [wall, cpu]: [number[], number[]] = [[], []];
    for (let time = 0; time < times; time++) {
      const variables = { ...given, ...Object.fromEntries(secrets) };
      const { initMs, cpuMs, stop } = await startFunction(bundle, physicalName(resource), variables);
      await stop();
      wall.push(initMs);
      cpu.push(cpuMs);
    }
    starts.push({ name, bytes: statSync(bundle).size, initMs: median(wall), cpuMs: median(cpu) });
  }
  return starts;
}

export const startLine = ({ name, bytes, initMs, cpuMs }: Start): string => {
  const [size, wall, cpu] = [bytes / 1024, initMs, cpuMs].map((value) => value.toFixed(0).padStart(5));
  return `${name.padEnd(18)} ${size} KiB, loaded in ${wall} ms (${cpu} ms of a processor)`;
};

export async function benchStart(): Promise<string[]> {
  const template = new Template(await synthesise());
  return (await startTimes(template, 5)).map(startLine);
}
