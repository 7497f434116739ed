import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("./print-worked-examples.ts", import.meta.url));
const answersIn = (zone: string): string =>
  execFileSync(process.execPath, [script], { encoding: "utf8", env: { ...process.env, TZ: zone } });
const inShanghai = answersIn("Asia/Shanghai");

test.each(["UTC", "America/Los_Angeles", "Asia/Urumqi", "Pacific/Kiritimati"])(
  "a host in %s gives the same due dates to the byte",
  (zone) => {
    expect(JSON.parse(inShanghai)).toMatchObject({ today: "2026-11-23" });
    expect(answersIn(zone)).toBe(inShanghai);
  },
);
