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

it("tells the cause before what comes of it, and of many places that name what is missing the first five", () => {
  const folder = join(root, "cascade");
  cpSync("test/fixtures/rules", folder, { recursive: true });
  const path = join(folder, "demo/document.json");
  const renamed = readFileSync(path, "utf8").replace('"id": "demo"', '"id": "demmo"');
  writeFileSync(path, renamed);
  const actions = join(folder, "actions.json");
  writeFileSync(actions, readFileSync(actions, "utf8").replace('"label"', '"labell"'));
  writeFileSync(join(folder, "ladders/general.json"), "{");
  const lines = spawnSync(process.execPath, ["functions/cli/yifa.ts", "rules", "check", folder], {
    encoding: "utf8",
  }).stdout.split("\n");
  const places = lines.map((line) => line.split(":")[0]);
  const first = places.filter((place, i) => place !== places[i - 1]).slice(0, 4);
  expect(first).toEqual(["ladders/general.json", "actions.json", "demo/document.json", expect.anything()]);
  expect(lines.filter((line) => / unknown-document /.test(line))).toHaveLength(5);
  const rest = lines.find((line) => line.startsWith("另有"));
  expect(rest).toMatch(/^另有 \d+ 处引用同一不存在的名称“demo”（unknown-document），改正后再检查$/);
});
