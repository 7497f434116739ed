import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** What a layer may import: other layers, and packages by pattern. */
const LAYERS: Readonly<Record<string, { layers: string[]; packages: RegExp }>> = {
  "functions/domain": {
    layers: ["functions/domain"],
    packages:
      /^(zod|luxon|canonicalize|json-rules-engine|stdnum|mustache|fastest-levenshtein|jsonc-parser|node:crypto|node:url)$/,
  },
  "functions/adapters": { layers: ["functions/domain", "functions/adapters"], packages: /./ },
  "functions/application": {
    layers: ["functions/domain", "functions/adapters", "functions/application"],
    packages: /^(p-map|node:.*)$/,
  },
  "functions/handlers": {
    layers: ["functions/domain", "functions/adapters", "functions/application", "functions/handlers"],
    packages: /^(@middy\/.*|aws-lambda|zod(\/locales)?|node:.*)$/,
  },
  "functions/cli": {
    layers: ["functions/domain", "functions/adapters", "functions/application", "functions/cli"],
    packages: /^(commander|cli-table3|string-width|zod|node:.*)$/,
  },
};

type Import = { from: string; to: string };

function importsOf(layer: string): Import[] {
  const files = readdirSync(join(ROOT, layer), { recursive: true, encoding: "utf8" }).filter((f) =>
    f.endsWith(".ts"),
  );
  return files.flatMap((file) => {
    const from = join(layer, file);
    const { module } = parseSync(from, readFileSync(join(ROOT, from), "utf8"));
    const requests = [
      ...module.staticImports.map((i) => i.moduleRequest.value),
      ...module.staticExports.flatMap((e) => e.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ];
    return requests.map((to) => ({ from, to }));
  });
}

function forbidden(layer: string, { from, to }: Import): boolean {
  const allowed = LAYERS[layer];
  if (!allowed) return true;
  if (!to.startsWith(".")) return !allowed.packages.test(to);
  const target = relative(ROOT, normalize(join(ROOT, dirname(from), to)));
  return !allowed.layers.some((other) => target.startsWith(`${other}/`));
}

describe("imports go one way: domain, adapters, application, then handlers and cli", () => {
  for (const layer of Object.keys(LAYERS)) {
    it(`${layer} imports only what it may`, () => {
      const imports = importsOf(layer);
      expect(imports.length).toBeGreaterThan(0);
      expect(imports.filter((i) => forbidden(layer, i))).toEqual([]);
    });
  }

  it("a domain file that imported an SDK, the file system or an adapter would be caught", () => {
    for (const to of ["@aws-sdk/client-dynamodb", "node:fs", "../adapters/clock.ts"]) {
      expect(forbidden("functions/domain", { from: "functions/domain/x.ts", to })).toBe(true);
    }
  });

  it("the domain reads no clock, environment or randomness", () => {
    const impure = /process\.|Date\.now|new Date\(\)|Math\.random|randomUUID|DateTime\.(now|local)\(\)/;
    const files = readdirSync(join(ROOT, "functions/domain"), { recursive: true, encoding: "utf8" }).filter(
      (f) => f.endsWith(".ts"),
    );
    expect(files.filter((f) => impure.test(readFileSync(join(ROOT, "functions/domain", f), "utf8")))).toEqual(
      [],
    );
  });

  it("zod is imported as a namespace: as an object it is bundled whole, with the texts of forty languages", () => {
    const files = Object.keys(LAYERS).flatMap((layer) =>
      readdirSync(join(ROOT, layer), { recursive: true, encoding: "utf8" })
        .filter((f) => f.endsWith(".ts"))
        .map((f) => join(layer, f)),
    );
    expect(files.filter((f) => /\{ z \} from "zod"/.test(readFileSync(join(ROOT, f), "utf8")))).toEqual([]);
  });

  it("only adapters and the embedded stack import an AWS SDK", () => {
    const outside = ["functions/domain", "functions/application", "functions/handlers", "functions/cli"];
    expect(outside.flatMap(importsOf).filter((i) => i.to.startsWith("@aws-sdk/"))).toEqual([]);
  });
});
