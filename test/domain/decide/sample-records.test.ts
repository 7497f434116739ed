import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { decide } from "../../../functions/domain/decide/decide.ts";
import { readSubject } from "../../../functions/domain/decide/read-subject.ts";
import type { Finding } from "../../../functions/domain/entities.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import { shippedRules } from "../../support/rules.ts";

const FOLDER = "test/samples/records";
const ON = "2026-11-23";
const typeNames = (folder: string, ending: string) =>
  readdirSync(folder).map((name) => name.replace(ending, ""));

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await shippedRules();
});

async function findingsOf(type: string): Promise<Finding[]> {
  const lines = readFileSync(`${FOLDER}/${type}.jsonl`, "utf8").trimEnd().split("\n");
  const findings = await Promise.all(
    lines.map(async (line) => {
      const { subject } = readSubject(line, ruleset, ON);
      expect([subject.type, subject.agency]).toEqual([type, expect.any(String)]);
      return (await decide(subject, ruleset, ON)).findings;
    }),
  );
  return findings.flat();
}

it("there are sample records of every type", () => {
  expect(typeNames(FOLDER, ".jsonl").sort()).toEqual(typeNames("rules/records", ".json").sort());
});

it.each(typeNames(FOLDER, ".jsonl"))(
  "%s: they can be read, and rules about single records apply to some",
  async (type) => {
    const findings = await findingsOf(type);
    const applied = findings.filter(({ outcome }) => outcome === "applies");
    // Of some types there are indicators only.
    expect(applied.length > 0).toBe(findings.length > 0);
  },
);
