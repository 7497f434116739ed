import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rulesCommand } from "../support/rules-command.ts";

const command = rulesCommand();
const run = (...words: string[]) => command.run("schema", command.dir, ...words);
const schema = (name: string) => JSON.parse(readFileSync(join(command.dir, "schema", name), "utf8"));
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(join(command.dir, file), change(readFileSync(join(command.dir, file), "utf8")));

describe("yifa rules schema", () => {
  it("writes a schema for each kind of file and record type, with the names of that folder", async () => {
    await run();
    expect(readdirSync(join(command.dir, "schema"))).toEqual(
      expect.arrayContaining(["rule.schema.json", "rule.decision.schema.json", "cases.document.schema.json"]),
    );
    const { definitions } = schema("rule.decision.schema.json");
    const facts = JSON.parse(readFileSync(join(command.dir, "records/decision.json"), "utf8")).facts as {
      name: string;
    }[];
    expect(definitions.fact.enum).toEqual(expect.arrayContaining(facts.map(({ name }) => name)));
    expect(command.printed.at(-1)).toMatch(/^格式说明 \d+ 个，更新 \d+ 个$/);
  });

  it("finds nothing to do a second time", async () => {
    await run();
    await run("--check");
    expect(command.printed.at(-1)).toMatch(/均与规则文件夹一致$/);
    expect(process.exitCode).toBeUndefined();
  });

  it("takes away a schema that nothing calls for any more", async () => {
    await run();
    writeFileSync(join(command.dir, "schema/rule.gone.schema.json"), "{}");
    await run("--check");
    expect(command.printed).toContain("多余 schema/rule.gone.schema.json");
    expect(process.exitCode).toBe(1);
    await run();
    expect(readdirSync(join(command.dir, "schema"))).not.toContain("rule.gone.schema.json");
  });

  it("tells which schema a changed label leaves behind, and writes nothing when only asked to check", async () => {
    await run();
    edit("actions.json", (text) => text.replace(/"label": "[^"]*"/, '"label": "另一个名称"'));
    await run("--check");
    expect(command.printed).toContain("已过时 schema/rule.decision.schema.json");
    expect(readFileSync(join(command.dir, "schema/rule.decision.schema.json"), "utf8")).not.toContain(
      "另一个名称",
    );
    expect(process.exitCode).toBe(1);
  });

  it("does not wait for rules to be finished", async () => {
    writeFileSync(join(command.dir, "demo/review/unfinished.json"), "{ 还没有写完");
    await run();
    expect(schema("rule.schema.json").title).toBe("规则");
  });

  it("refuses a folder whose facts do not load, with every place", async () => {
    edit("records/decision.json", (text) => text.replace('"type": "date"', '"type": "dates"'));
    await expect(run()).rejects.toThrow(
      /处错误，改正后才能生成格式说明：\nrecords\/decision\.json:\d+:\d+: error /,
    );
    expect(readdirSync(command.dir)).not.toContain("schema");
  });
});
