import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { launchDynoxide } from "../../infra/local/dynoxide.ts";

const { randomInt } = vi.hoisted(() => ({ randomInt: vi.fn<(from: number, below: number) => number>() }));
vi.mock("node:crypto", async (actual) => ({ ...(await actual<object>()), randomInt }));

test("a port that another server already answers on is left to it, and the next is tried", async () => {
  const { randomInt: drawn } = await vi.importActual<typeof import("node:crypto")>("node:crypto");
  const other = createServer((_, answer) => answer.end("not DynamoDB")).listen(0, "127.0.0.1");
  await new Promise((done) => other.once("listening", done));
  const { port: taken } = other.address() as AddressInfo;
  randomInt.mockReturnValueOnce(taken).mockImplementation((from, below) => drawn(from, below));

  const emulator = await launchDynoxide();

  expect(emulator.port).not.toBe(taken);
  expect(await (await fetch(emulator.endpoint, { method: "POST" })).text()).toContain(
    "com.amazon.coral.service",
  );
  emulator.process.kill("SIGKILL");
  other.close();
});
