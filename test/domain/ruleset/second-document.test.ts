import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { coverage } from "../../../functions/domain/coverage/coverage.ts";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { DocumentFile } from "../../../functions/domain/schema/folder.ts";

const SECOND = "gov-info-2019";
const ON = "2026-11-23";
const SAMPLES = "test/samples/records";

let both: Ruleset;
let firstAlone: Ruleset;

beforeAll(async () => {
  const files = await readRulesFolder("rules");
  both = compiled(files);
  firstAlone = compiled(new Map([...files].filter(([path]) => !path.startsWith(`${SECOND}/`))));
});

function compiled(files: ReadonlyMap<string, string>): Ruleset {
  const loaded = loadRuleset(files);
  if ("ruleset" in loaded) return loaded.ruleset;
  throw new Error(JSON.stringify(loaded.errors.slice(0, 3)));
}

const samples = (type: string) => readFileSync(`${SAMPLES}/${type}.jsonl`, "utf8").trimEnd().split("\n");

async function findings(line: string, ruleset: Ruleset) {
  const { subject } = readSubject(line, ruleset, ON);
  const { ruleset: _, ...decision } = await decide(subject, ruleset, ON);
  return decision;
}

describe("a second document, of national law", () => {
  it("is carried by rules, duty for duty", () => {
    const document = both.documents.get(SECOND) as DocumentFile;
    const { total, covered } = coverage(document, both);
    expect([total, covered]).toEqual([9, 9]);
  });

  it.each(readdirSync(SAMPLES).map((name) => name.replace(".jsonl", "")))(
    "changes nothing of what is decided about records that it does not speak of: %s",
    async (type) => {
      for (const line of samples(type)) {
        const own = (await findings(line, both)).findings.filter(({ cites }) =>
          cites.every((one) => !("document" in one) || one.document !== SECOND),
        );
        expect(own).toEqual((await findings(line, firstAlone)).findings);
      }
    },
  );

  it("decides records that the first document does not know", async () => {
    const [request] = samples("information-request");
    expect((await findings(request as string, both)).duties).toMatchObject([
      { rule: "information-requests/reply", dueOn: "2026-11-30" },
    ]);
    expect((await findings(request as string, firstAlone)).duties).toEqual([]);
  });

  it("is named in no line of code", () => {
    const ids = [SECOND, ...[...both.rules.values()].flatMap((rule) => (isSecond(rule) ? [rule.id] : []))];
    expect(ids).toHaveLength(9);
    const code = ["functions", "infra"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => readFileSync(join(folder, file), "utf8")),
    );
    expect(ids.filter((id) => code.some((text) => text.includes(id)))).toEqual([]);
  });
});

const isSecond = ({ cites }: { cites: readonly object[] }) =>
  cites.some((one) => "document" in one && one.document === SECOND);
