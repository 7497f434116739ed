import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchRulesFolder } from "../../functions/adapters/rules-folder.ts";

let dir = "";
let stop = new AbortController();
let watching: Promise<void> = Promise.resolve();
const told = vi.fn(async () => {});
const times = (n: number) => vi.waitFor(() => expect(told).toHaveBeenCalledTimes(n), { timeout: 5000 });

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "yifa-watch-"));
  cpSync("test/fixtures/rules/demo", join(dir, "demo"), { recursive: true });
  mkdirSync(join(dir, "schema"));
  told.mockReset().mockResolvedValue(undefined);
  stop = new AbortController();
  watching = watchRulesFolder(dir, told, stop.signal);
  await times(1);
  told.mockClear();
});
afterEach(async () => {
  stop.abort();
  await watching;
  rmSync(dir, { recursive: true });
});

describe("watching a rules folder", () => {
  it("tells of a file that changes, also in a folder that is new", async () => {
    writeFileSync(join(dir, "demo/document.json"), "{}");
    await times(1);
    mkdirSync(join(dir, "demo/new-topic"));
    await times(2);
    await setTimeout(300);
    writeFileSync(join(dir, "demo/new-topic/rule.json"), "{}");
    await times(3);
  });

  it("tells once of files that are saved together", async () => {
    for (const name of ["a", "b", "c"]) writeFileSync(join(dir, `demo/${name}.json`), "{}");
    await times(1);
    await setTimeout(400);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it("tells again of a change that comes while the last one is still being worked on, never twice at a time", async () => {
    let running = 0;
    let most = 0;
    told.mockImplementation(async () => {
      most = Math.max(most, ++running);
      await setTimeout(400);
      running--;
    });
    writeFileSync(join(dir, "demo/a.json"), "{}");
    await times(1);
    writeFileSync(join(dir, "demo/b.json"), "{}");
    await times(2);
    expect(most).toBe(1);
  });

  it("leaves out what is not a rule: schemas, notes and hidden files", async () => {
    for (const name of ["schema/rule.schema.json", "README.md", ".swp"]) writeFileSync(join(dir, name), "x");
    await setTimeout(500);
    expect(told).not.toHaveBeenCalled();
  });

  it("ends when it is told to", async () => {
    stop.abort();
    await expect(watching).resolves.toBeUndefined();
  });
});
