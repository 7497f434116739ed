import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import stringWidth from "string-width";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { yifa } from "../support/yifa.ts";

const root = mkdtempSync(join(tmpdir(), "yifa-coverage-"));
const dir = join(root, "rules");
const DOCUMENT = "demo/document.json";
const run = (...words: string[]) => yifa("rules", "coverage", dir, ...words);
function edit(file: string, change: (value: never) => void): void {
  const value = JSON.parse(readFileSync(join(dir, file), "utf8"));
  change(value as never);
  writeFileSync(join(dir, file), JSON.stringify(value));
}
type Document = { clauses: { duties: object[] }[] };
const addDuty = (more: object) =>
  edit(DOCUMENT, ({ clauses }: Document) =>
    clauses[0]?.duties.push({ duty: "D-1-c", quote: "加强公示工作的组织领导", ...more }),
  );

beforeEach(() => {
  rmSync(dir, { recursive: true, force: true });
  cpSync("test/fixtures/rules", dir, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("yifa rules coverage", () => {
  it("exits 0 where every duty has a rule, and gives the shape that scripts expect", async () => {
    const { status, stdout } = await run("--json");
    expect(status).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ document: "demo", total: 3, covered: 3 });
    expect(found.clauses[0].duties[1]).toEqual({
      duty: "D-1-b",
      rules: ["disclosure/yearly-report"],
      status: "rule",
    });
  });

  it("exits 1 and names the duty that has neither a rule nor a reason", async () => {
    addDuty({});
    const { status, stdout } = await run();
    expect([status, stdout]).toEqual([1, expect.stringContaining("未落实：D-1-c")]);
    expect(stdout.split("\n").filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(JSON.parse((await run("--json")).stdout).clauses[0].duties[2].status).toBe("missing");
  });

  it("takes a written reason for an answer", async () => {
    addDuty({ notComputable: "没有可以计算的数量和期限" });
    const { status, stdout } = await run("--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).clauses[0].duties[2]).toMatchObject({
      status: "not-computable",
      reason: "没有可以计算的数量和期限",
    });
  });

  it("exits 1 where a rule cites a duty that does not exist, with its place", async () => {
    edit("demo/disclosure/yearly-report.json", (rule: { cites: { duty: string }[] }) => {
      (rule.cites[0] as { duty: string }).duty = "D-9-z";
    });
    const { status, stderr } = await run();
    expect(status).toBe(1);
    expect(stderr).toMatch(/demo\/disclosure\/yearly-report\.json:\d+:\d+: error .*D-9-z/);
  });

  it("prints one page, as HTML or as Markdown, not both", async () => {
    expect((await run("--html")).stdout).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
    expect((await run("--md")).stdout).toMatch(/^# 测政办发〔2019〕1号逐条落实情况\n/);
    expect((await run("--html", "--md")).status).toBe(2);
  });

  it("refuses a document that there is not, naming those there are", async () => {
    const { status, stderr } = await run("--document", "dema");
    expect([status, stderr]).toEqual([2, expect.stringMatching(/没有文件“dema”，可用：demo/)]);
  });
});
