import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Start, startLine, startTimes } from "../../bench/start.ts";
import { shortName } from "../../infra/local/names.ts";
import { synthesise } from "../../infra/local/synthesise.ts";
import { Template } from "../../infra/local/template.ts";

/** Bytes, without the SDK, which the runtime has. */
const MOST = 1024 * 1024;

type Input = { format?: "cjs" | "esm"; imports: { path: string; original?: string }[] };
type Meta = {
  inputs: Record<string, Input>;
  outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
};

let starts: Start[];
let metas: [string, Meta][];

beforeAll(async () => {
  const templates = [new Template(await synthesise())];
  // Where it is set, the template has the function that reads a mailbox.
  vi.stubEnv("YIFA_IMAP_URL", "imaps://yifa:secret@localhost:993");
  templates.push(new Template(await synthesise()));
  vi.unstubAllEnvs();
  const all = await Promise.all(templates.map((template) => startTimes(template, 1)));
  starts = [...new Map(all.flat().map((start) => [start.name, start])).values()];
  metas = templates.flatMap((template) =>
    template.ofType("AWS::Lambda::Function").map((resource): [string, Meta] => {
      const file = join(template.folder, `${resource.id.replace(/[0-9A-F]{8}$/, "")}.meta.json`);
      return [shortName(resource), JSON.parse(readFileSync(file, "utf8"))];
    }),
  );
  console.log(["", "函数的包与启动时间（本机所测）", ...starts.map(startLine)].join("\n"));
});

/** The files that something of is in the bundle. */
const bundled = ({ outputs, inputs }: Meta): [string, Input][] =>
  Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]): [string, Input][] =>
      bytesInOutput > 0 ? [[file, inputs[file] as Input]] : [],
    ),
  );
const packageOf = (file: string): { name: string; folder: string } | undefined => {
  const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
  return folder && name ? { name, folder } : undefined;
};

describe("the bundles", () => {
  it("are one megabyte at most", () => {
    expect(starts.length).toBeGreaterThan(7);
    expect(starts.filter(({ bytes }) => bytes > MOST)).toEqual([]);
  });

  it("hold no package in two versions", () => {
    for (const [name, meta] of metas) {
      const folders = new Map<string, Set<string>>();
      for (const [file] of bundled(meta)) {
        const from = packageOf(file);
        if (from) folders.set(from.name, (folders.get(from.name) ?? new Set()).add(from.folder));
      }
      expect([name, [...folders].filter(([, from]) => from.size > 1)]).toEqual([name, []]);
    }
  });

  it("hold no package both as CommonJS and as ES modules", () => {
    for (const [name, meta] of metas) {
      const formats = new Map<string, Set<string>>();
      for (const [file, { format }] of bundled(meta)) {
        const from = packageOf(file);
        if (from && format) formats.set(from.name, (formats.get(from.name) ?? new Set()).add(format));
      }
      expect([name, [...formats].filter(([, of]) => of.size > 1)]).toEqual([name, []]);
    }
  });

  it("leave a package out only where the library that asks for it is known to do without", () => {
    const asking = metas.flatMap(([, { inputs }]) =>
      Object.entries(inputs).flatMap(([file, { imports }]) =>
        imports
          .filter(({ path }) => path === "infra/left-out.ts")
          .map(({ original }) => `${packageOf(file)?.name} → ${original}`),
      ),
    );
    expect([...new Set(asking)].sort()).toEqual([
      "imapflow → encoding-japanese",
      "imapflow → iconv-lite",
      "imapflow → pino",
      "imapflow → socks",
      "json-rules-engine → jsonpath-plus",
      "libmime → ./mimetypes.js",
      "libmime → encoding-japanese",
      "libmime → iconv-lite",
      "nodemailer → ./mime-types.js",
    ]);
  });
});
