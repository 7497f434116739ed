import { expect, it } from "vitest";
import { yifa } from "../support/yifa.ts";

it.each([
  { args: ["decide", "/nowhere.jsonl"], status: 2, says: "读不到文件“/nowhere.jsonl”" },
  { args: ["decide", "rules"], status: 2, says: "读不到文件“rules”" },
  { args: ["import", "/nowhere.csv", "--dry-run"], status: 2, says: "读不到文件“/nowhere.csv”" },
  {
    args: ["rules", "check", "/nowhere"],
    status: 2,
    says: "读不到规则文件夹“/nowhere”，应为规则文件夹的路径",
  },
  {
    args: ["import", "test/samples/licences.csv", "--dry-run", "--agency", "housng"],
    status: 1,
    says: "是否应为“housing”",
  },
])("yifa $args says which path or agency is wrong and exits $status", async ({ args, status, says }) => {
  const run = await yifa(...args);
  expect([run.status, run.stdout]).toEqual([status, ""]);
  expect(run.stderr).toContain(says);
});
