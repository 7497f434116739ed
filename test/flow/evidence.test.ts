import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { loadCase } from "../../functions/adapters/store/records.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { type ChainEnd, canonicalText, sha256 } from "../../functions/domain/history/chain.ts";
import { DAY, drain, put } from "../support/mail-road.ts";
import { yifa } from "../support/yifa.ts";

const CASE = "enforcement-decision/1";
const folder = mkdtempSync(join(tmpdir(), "yifa-evidence-"));
afterAll(() => rmSync(folder, { recursive: true }));

let bundles: { withheld: Uint8Array; whole: Uint8Array; end: ChainEnd | undefined } | undefined;

/** Made once: a record that was corrected, told of, and then decided otherwise. */
beforeEach(async () => {
  if (bundles) return;
  await put("1", { decidedOn: "2026-11-12" });
  await sweep(DAY);
  await drain();
  await put("1", { decidedOn: "2026-11-12", title: "张三丰“食品”许可\n第二行", publishedOn: DAY });
  bundles = {
    withheld: await exported("withheld.zip"),
    whole: await exported("whole.zip", "--with-personal-data"),
    end: (await loadCase({ type: "enforcement-decision", id: "1" })).kept.head,
  };
});

async function exported(name: string, ...options: string[]): Promise<Uint8Array> {
  const path = join(folder, name);
  const { status, stdout } = await yifa("audit", "verify", CASE, "--export", path, ...options);
  expect([status, stdout]).toEqual([0, expect.stringContaining("完好")]);
  return readFileSync(path);
}

let unpacked = 0;
function unpack(zip: Uint8Array | undefined): string {
  const dir = join(folder, String(++unpacked));
  for (const [name, bytes] of Object.entries(unzipSync(zip as Uint8Array))) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), bytes);
  }
  return dir;
}

/** As somebody without Yifa does it: nothing of ours on the path, nothing of ours in the environment. */
function verify(dir: string): { status: number | null; told: string } {
  const { status, stdout, stderr } = spawnSync("sh", [join(dir, "verify.sh")], {
    env: { PATH: "/usr/bin:/bin" },
    encoding: "utf8",
  });
  return { status, told: stdout + stderr };
}

const read = (dir: string, name: string) => readFileSync(join(dir, name), "utf8");
const entriesOf = (dir: string) => read(dir, "entries.jsonl").trimEnd().split("\n");

/** The sums as somebody would make them anew who wants to hide what he did. */
function sumAgain(dir: string): void {
  const names = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter(
    (name) => name !== "SHA256SUMS" && statSync(join(dir, name)).isFile(),
  );
  const sums = names.map((name) => `${sha256(read(dir, name))}  ${name}\n`);
  writeFileSync(join(dir, "SHA256SUMS"), sums.join(""));
}

function rewrite(dir: string, change: (entries: string[]) => string[]): void {
  writeFileSync(join(dir, "entries.jsonl"), `${change(entriesOf(dir)).join("\n")}\n`);
}

describe("an evidence bundle", () => {
  it("is verified with a shell and sha256sum alone, and ends where the chain ends", () => {
    const { status, told } = verify(unpack(bundles?.whole));
    expect([status, told]).toEqual([
      0,
      `完好：5 条历史记录首尾相连；3 条附有内容，均与校验值相符；2 条未附内容\n链尾：第 5 条 ${bundles?.end?.hash}\n`,
    ]);
  });

  it("has the values of facts only on demand", () => {
    const [withheld, whole] = [unpack(bundles?.withheld), unpack(bundles?.whole)];
    expect(verify(withheld)).toEqual({
      status: 0,
      told: expect.stringContaining("0 条附有内容，均与校验值相符；5 条未附内容"),
    });
    const texts = (dir: string) =>
      readdirSync(dir, { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(join(dir, name)).isFile())
        .map((name) => read(dir, name))
        .join("\n");
    expect(texts(withheld)).not.toContain("张三丰");
    expect(texts(whole)).toContain("张三丰");
    expect(JSON.parse(read(withheld, "case.json")).record.facts).toContain("party.name");
    expect(read(withheld, "README.txt")).toContain("不含台账事实的内容");
    expect(read(whole, "README.txt")).toContain("只供有权机关依法调取使用");
  });

  it("shows duties with their days, notices, mails and rulesets to a reader", () => {
    const dir = unpack(bundles?.whole);
    const { duties, lines, mails } = JSON.parse(read(dir, "case.json"));
    expect(duties[0]).toMatchObject({ status: "discharged", derivation: { dueOn: "2026-11-23" } });
    expect([lines.length > 0, mails[0].status]).toEqual([true, "sent"]);
    const { rulesets, end } = JSON.parse(read(dir, "manifest.json"));
    expect(rulesets).toEqual([{ hash: expect.stringMatching(/^[0-9a-f]{64}$/), object: expect.any(String) }]);
    expect(read(dir, "end.txt")).toBe(`${end.n} ${end.hash}\n`);
    expect(statSync(join(folder, "whole.zip")).mode & 0o077).toBe(0);
  });

  const forge = (before: string) => {
    const { at, by } = JSON.parse(before);
    return canonicalText({ at, before: sha256(before), by, n: 3, of: JSON.parse(before).of, what: "waived" });
  };

  it.each<[string, (dir: string) => void, string]>([
    [
      "an entry was changed",
      (dir) => rewrite(dir, (all) => all.with(1, (all[1] as string).replace('"by":"test"', '"by":"nobody"'))),
      "第3条：所载上一条的校验值与上一条不符",
    ],
    [
      "the last entry was changed",
      (dir) => rewrite(dir, (all) => all.with(-1, (all.at(-1) as string).replace('"by":"test"', '"by":"x"'))),
      "与最后一条",
    ],
    ["an entry was removed", (dir) => rewrite(dir, (all) => all.toSpliced(2, 1)), "第3条：序号不是3"],
    ["the last entry was removed", (dir) => rewrite(dir, (all) => all.slice(0, -1)), "与最后一条"],
    [
      "two entries changed places",
      (dir) => rewrite(dir, ([a, b, ...rest]) => [b as string, a as string, ...rest]),
      "第1条：序号不是1",
    ],
    [
      "an entry was put in",
      (dir) => rewrite(dir, (all) => all.toSpliced(2, 0, forge(all[1] as string))),
      "第4条：所载上一条的校验值与上一条不符",
    ],
    [
      "what an entry sealed was changed",
      (dir) =>
        writeFileSync(
          join(dir, "sealed/00000001.txt"),
          read(dir, "sealed/00000001.txt").replace("张三丰", "李四"),
        ),
      "sealed/00000001.txt 与所载的校验值不符",
    ],
  ])("fails where %s, with sums made anew or not", (_, tamper, expected) => {
    const dir = unpack(bundles?.whole);
    tamper(dir);
    const found = verify(dir);
    expect([found.status, found.told]).toEqual([
      1,
      expect.stringContaining("有文件与 SHA256SUMS 所载的校验值不符"),
    ]);
    sumAgain(dir);
    expect(verify(dir)).toEqual({ status: 1, told: expect.stringContaining(expected) });
  });

  it("fails where a file is missing, or one more is there", () => {
    const dir = unpack(bundles?.whole);
    unlinkSync(join(dir, "case.json"));
    expect(verify(dir).status).toBe(1);
    const other = unpack(bundles?.whole);
    writeFileSync(join(other, "sealed/00000009.txt"), "x");
    expect(verify(other)).toEqual({ status: 1, told: expect.stringContaining("与 SHA256SUMS 所列的不同") });
  });

  it("is never written over another file, unless told to", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    const path = join(folder, "whole.zip");
    const refused = await yifa("audit", "verify", CASE, "--export", path);
    expect([refused.status, refused.stderr]).toEqual([
      2,
      expect.stringContaining("已经存在，请用 --export 另行指定"),
    ]);
    expect((await yifa("audit", "verify", CASE, "--export", path, "--force")).status).toBe(0);
  });
});
