import { describe, expect, it } from "vitest";
import assumptions from "../../bench/cost/assumptions.json" with { type: "json" };
import { billedMs, usedBy } from "../../bench/cost/bill.ts";
import { costOf, listed, priceOf, scaled, sum } from "../../bench/cost/prices.ts";
import { each, minus, NOTHING, plus, rounded } from "../../bench/cost/usage.ts";
import { countsOf } from "../../bench/cost/year.ts";
import { METRICS } from "../../functions/adapters/metric.ts";

describe("a bill", () => {
  it("adds what is used, each at its price", () => {
    const used = { readMillion: 2, writeMillion: 3, mailThousand: 10 };
    const price = (name: keyof typeof used) => priceOf("us-east-1", name).amount;
    expect(costOf(used, "us-east-1")).toBeCloseTo(
      2 * price("readMillion") + 3 * price("writeMillion") + 10 * price("mailThousand"),
    );
  });

  it("estimates what a region has no price for, and says so by naming no source", () => {
    const { factor = 0 } = listed("cn-north-1").estimate ?? {};
    expect(priceOf("cn-north-1", "tableGbMonth")).toEqual({
      amount: priceOf("us-east-1", "tableGbMonth").amount * factor,
    });
  });

  it("sums and scales by item", () => {
    const both = sum({ readMillion: 1 }, { readMillion: 2, sqsMillion: 4 });
    expect(scaled(both, 10)).toEqual({ readMillion: 30, sqsMillion: 40 });
  });
});

describe("what one of an operation uses", () => {
  // Of 1,024 MB a function has 1,024/1,769 of a processor; a call to the table waits 8 ms, one to the mail 300.
  it("is billed for its work at its share of a processor, and for what it waits", () => {
    expect(billedMs({ ...NOTHING, cpuMs: 1024, dynamodb: 2, sqs: 1, ses: 1 })).toBeCloseTo(
      1769 + 16 + 15 + 300,
    );
  });

  it("is a request and an invocation where it comes over the API", () => {
    const used = usedBy("putNew", { ...NOTHING, writeUnits: 30, logBytes: 200 });
    expect(used).toMatchObject({ httpApiMillion: 1e-6, lambdaMillion: 1e-6, writeMillion: 30e-6 });
    expect(used.logsGb).toBeCloseTo((200 + 320 + 420) / 1e9, 15);
  });

  it("is no invocation of its own where it is part of a run", () => {
    expect(usedBy("auditCase", { ...NOTHING, readUnits: 3 })).toMatchObject({
      httpApiMillion: 0,
      lambdaMillion: 0,
      logsGb: 0,
    });
  });
});

describe("a year", () => {
  it("sends as much in its fifth year as in its first, and reads nine times as much that is stored", () => {
    const [first, fifth] = [countsOf(1), countsOf(5)];
    expect(fifth.putNew).toBe(first.putNew);
    expect(fifth.auditCase / first.auditCase).toBeCloseTo(9);
  });
});

it("counts as many custom metrics as the program has", () => {
  expect(assumptions.fixed.customMetrics).toBe(Object.keys(METRICS).length);
});

it("usages are added, taken off and shared out figure by figure", () => {
  const a = { ...NOTHING, readUnits: 3, logBytes: 10, cpuMs: 1.005 };
  expect(minus(plus(a, a), a)).toEqual(a);
  expect(rounded(each(a, 9))).toMatchObject({ readUnits: 0.33, logBytes: 1, cpuMs: 0.11 });
});
