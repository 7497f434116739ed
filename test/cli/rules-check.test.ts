import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = mkdtempSync(join(tmpdir(), "yifa-check-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const RULE = join(root, "demo/disclosure/seven-days.json");
const check = (...args: string[]) =>
  spawnSync(process.execPath, ["functions/cli/yifa.ts", "rules", "check", root, ...args], {
    encoding: "utf8",
  }).stdout;

it("shows with a record why nothing can meet a condition, in words and as decide takes it", () => {
  cpSync("test/fixtures/rules", root, { recursive: true });
  const list = '"operator": "in", "value": ["行政许可", "行政处罚"] }';
  const text = readFileSync(RULE, "utf8");
  const two = text.replace(
    list,
    '"operator": "equal", "value": "行政许可" }, { "fact": "kind", "operator": "equal", "value": "行政处罚" }',
  );
  writeFileSync(RULE, two);
  expect(two).not.toBe(text);
  expect(check()).toMatch(
    /^demo\/disclosure\/seven-days\.json:11:69: error never-applies .*例：.*执法类别为行政许可.*的，不符合“执法类别为行政处罚”$/m,
  );
  expect(JSON.parse(check("--json")).errors[0]).toMatchObject({
    code: "never-applies",
    example: { type: "decision", id: "例", facts: { kind: "行政许可" } },
  });
});
