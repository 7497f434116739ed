import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocalApi } from "../support/local-api.ts";
import { hashOf, numberedRules, smallRules } from "../support/small-rules.ts";
import { yifa } from "../support/yifa.ts";

const root = mkdtempSync(join(tmpdir(), "yifa-publish-"));
let api: Awaited<ReturnType<typeof startLocalApi>>;

beforeAll(async () => {
  api = await startLocalApi();
  write("small", smallRules);
  write("one", numberedRules(1));
  write("broken", new Map(smallRules).set("settings.json", "{"));
  write("untried", new Map([...smallRules].filter(([path]) => !path.endsWith(".cases.json"))));
});
afterAll(async () => {
  await api.stop();
  rmSync(root, { recursive: true });
});

function write(name: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const file = join(root, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const rules = (name: string, ...words: string[]) => yifa("rules", name, ...words);
const short = (files: ReadonlyMap<string, string>) => hashOf(files).slice(0, 12);
const [small, one] = [short(smallRules), short(numberedRules(1))];

describe("rules on their way into force on the command line", () => {
  // In this order: each goes on from what the one before has done.
  it.each<[string, string[], number, string]>([
    ["nothing is listed before the first", ["list", "--as", "李某"], 0, "没有提出过规则集"],
    [
      "one administrator proposes",
      ["publish", join(root, "small"), "--as", "李某"],
      0,
      `等待另一名管理员批准：npx yifa rules approve ${small}`,
    ],
    ["the same one does not approve", ["approve", small, "--as", " 李某"], 1, "错误 own-proposal"],
    ["another one does", ["approve", small, "--as", "王某"], 0, "（提出：李某，批准：王某）"],
    ["it is listed", ["list", "--as", "王某"], 0, `${small}  施行中  李某`],
    ["it cannot be proposed again", ["publish", join(root, "small"), "--as", "王某"], 1, "already-in-force"],
    [
      "a broken folder comes back with each mistake",
      ["publish", join(root, "broken"), "--as", "李某"],
      1,
      "settings.json:1:",
    ],
    [
      "and one without cases with what is lacking",
      ["publish", join(root, "untried"), "--as", "李某"],
      1,
      "未过  disclosure/seven-days",
    ],
    ["the next is proposed", ["publish", join(root, "one"), "--as", "李某"], 0, `已提出规则集 ${one}`],
    ["and rejected", ["reject", one, "--reason", "金额有误", "--as", "王某"], 0, `规则集 ${one} 已驳回`],
    ["proposed anew", ["publish", join(root, "one"), "--as", "王某"], 0, `已提出规则集 ${one}`],
    ["withdrawn", ["withdraw", one, "--as", "王某"], 0, `规则集 ${one} 已撤回`],
    ["proposed once more", ["publish", join(root, "one"), "--as", "王某"], 0, `已提出规则集 ${one}`],
    ["listed without its impact", ["list", "--as", "李某"], 0, "1/5        未测算"],
    ["weighed", ["weigh", one, "--as", "李某"], 0, "比对台账0条\n修改设定：hearingYuan\n没有影响"],
    ["weighed as data", ["weigh", one, "--as", "李某", "--json"], 0, '"status":"done"'],
    ["listed with it", ["list", "--as", "李某"], 0, "已测算"],
    ["what nobody proposed is not weighed", ["weigh", "f".repeat(64), "--as", "李某"], 1, "unknown-ruleset"],
    ["approved by its whole name", ["approve", hashOf(numberedRules(1)), "--as", "李某"], 0, "即行施行"],
    ["taken back", ["rollback", "--reason", "误改金额", "--as", "赵某"], 0, `已恢复施行规则集 ${small}`],
    ["which the list says", ["list", "--as", "赵某"], 0, "施行中的系由赵某回退：误改金额"],
    [
      "a beginning that nothing has names nothing",
      ["approve", "0123456789ab", "--as", "李某"],
      1,
      "没有规则集以",
    ],
    ["one that is too short is no beginning", ["approve", "abc", "--as", "李某"], 2, "读不到规则文件夹"],
    ["a folder names what it holds", ["approve", join(root, "small"), "--as", "李某"], 1, "not-proposed"],
    ["nobody acts without a token", ["list"], 2, "请说明由谁办理"],
    ["or with a file that is not there", ["list", "--token-file", "nowhere"], 2, "读不到令牌文件"],
    ["a rollback says why", ["rollback", "--as", "李某"], 2, "reason"],
  ])("%s", async (_, words, status, said) => {
    const ended = await rules(words[0] as string, ...words.slice(1));
    expect([ended.status, `${ended.stdout}${ended.stderr}`]).toEqual([status, expect.stringContaining(said)]);
  });

  it("answers scripts in JSON, refusals of a folder too", async () => {
    const list = await rules("list", "--as", "李某", "--json");
    expect(JSON.parse(list.stdout)).toMatchObject({
      inForce: { hash: hashOf(smallRules) },
      recomputed: { done: expect.any(Boolean), agencies: {}, failed: [] },
      rulesets: [{ standing: "superseded" }, { standing: "in-force" }],
    });
    const refused = await rules("publish", join(root, "broken"), "--as", "李某", "--json");
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      code: "invalid-ruleset",
      errors: [{ file: "settings.json" }],
    });
  });

  it("takes the token of any issuer from a file, and finds out that nobody answers", async () => {
    const file = join(root, "token");
    writeFileSync(file, "not-a-token\n");
    expect(await rules("list", "--token-file", file)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("invalid-token"),
    });
    const url = process.env.YIFA_API_URL;
    process.env.YIFA_API_URL = "http://127.0.0.1:1";
    expect(await rules("list", "--token-file", file)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("无法连接接口"),
    });
    process.env.YIFA_API_URL = url;
  });
});
