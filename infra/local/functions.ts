import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { physicalName, shortName } from "./names.ts";
import { Pool, type Settings } from "./pool.ts";
import type { Lookup, Resource, Template } from "./template.ts";

export type Functions = {
  /** By short name (`open-periods`); fails with the function's own error. */
  invoke(name: string, event: unknown): Promise<unknown>;
  nameOf(functionArn: string): string;
  /** The variables of all functions together. */
  readonly variables: Record<string, string>;
  busy(): boolean;
  stop(): Promise<void>;
};

type Options = { lookup: Lookup; environment: Record<string, string>; logFile: string };

/** Runs each function's bundle in threads of its own, with nothing but its own environment. */
export function startFunctions(template: Template, { lookup, environment, logFile }: Options): Functions {
  const log = createWriteStream(logFile, { flags: "a" });
  const pools = new Map<string, Pool>();
  const names = new Map<string, string>();
  const variables: Record<string, string> = {};
  for (const resource of template.ofType("AWS::Lambda::Function")) {
    const own = ownVariables(template, resource, lookup);
    Object.assign(variables, own);
    const settings = readSettings(template, resource, { ...own, ...environment });
    pools.set(shortName(resource), new Pool(settings, log));
    names.set(lookup(resource, "Arn"), shortName(resource));
  }
  return {
    variables,
    invoke: async (name, event) => {
      const pool = pools.get(name);
      if (!pool) throw new Error(`没有名为“${name}”的函数，可用：${[...pools.keys()].join("、")}`);
      return await pool.invoke(event);
    },
    nameOf: (functionArn) => names.get(functionArn) ?? functionArn,
    busy: () => [...pools.values()].some((pool) => pool.busy()),
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
      await new Promise<void>((done) => log.end(done));
    },
  };
}

function ownVariables(template: Template, resource: Resource, lookup: Lookup): Record<string, string> {
  const { Variables = {} } = (resource.properties.Environment ?? {}) as {
    Variables?: Record<string, unknown>;
  };
  return template.resolve(Variables, resource.stack, lookup) as Record<string, string>;
}

function readSettings(template: Template, resource: Resource, env: Record<string, string>): Settings {
  const { Code, Handler, Timeout } = resource.properties as {
    Code: { S3Key: string };
    Handler: string;
    Timeout?: number;
  };
  const [file, exportName = "handler"] = Handler.split(".");
  const name = physicalName(resource);
  return {
    name,
    entry: join(template.folder, `asset.${Code.S3Key.replace(/\.zip$/, "")}`, `${file}.mjs`),
    exportName,
    timeoutMs: (Timeout ?? 3) * 1000,
    // Each asks in its own name, as by its role.
    env: { ...env, AWS_ACCESS_KEY_ID: name, AWS_LAMBDA_FUNCTION_NAME: name, TZ: "UTC" },
  };
}
