import { beforeAll, describe, expect, it } from "vitest";
import { recorded } from "../../bench/cost/document.ts";
import { type Measured, measureOperations, OPERATIONS, type Operation } from "../../bench/cost/operations.ts";
import { COUNTED, NOTHING } from "../../bench/cost/usage.ts";
import { changes } from "./changes.ts";

let now: Measured;
let before: Measured;
beforeAll(async () => {
  before = await recorded();
  now = await measureOperations();
});

describe("what each operation asks of AWS is what docs/cost.md says", () => {
  it.each(Object.entries(OPERATIONS))("%s: %s", (name) => {
    const operation = name as Operation;
    expect(changes(operation, before.operations[operation], now.operations[operation])).toEqual([]);
  });

  it("and so is what is stored for a record", () => {
    for (const part of ["table", "indexes"] as const)
      expect(Math.abs(now.stored[part] / before.stored[part] - 1), part).toBeLessThan(0.05);
  });
});

describe("growth is told by the name of the operation, with both figures", () => {
  const usage = { ...NOTHING, readUnits: 4.25, writeUnits: 29.83, dynamodb: 3 };

  it.each([
    [
      "one more call",
      { dynamodb: 4, readUnits: 5.25 },
      ["getCase: readUnits 4.25 → 5.25", "getCase: dynamodb 3 → 4"],
    ],
    ["what was not there at all", { ses: 1 }, ["getCase: ses 0 → 1"]],
    ["less, so that the record follows", { writeUnits: 20 }, ["getCase: writeUnits 29.83 → 20"]],
    ["within a twentieth", { writeUnits: 31 }, []],
    ["time of a processor, which is the machine's", { cpuMs: 900 }, []],
  ])("%s", (_, more, told) => {
    expect(changes("getCase", usage, { ...usage, ...more }).map((line) => line.split("；")[0])).toEqual(told);
  });

  it("every counted figure is watched", () => {
    const doubled = { ...NOTHING, readUnits: 1, writeUnits: 1, dynamodb: 1, sqs: 1, ses: 1 };
    expect(changes("digest", NOTHING, doubled)).toHaveLength(COUNTED.length);
  });
});
