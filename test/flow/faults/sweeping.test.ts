import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { dutyKey, stepAwait } from "../../../functions/adapters/store/keys.ts";
import { connect } from "../../../functions/adapters/store/table.ts";
import { sweep } from "../../../functions/application/sweep.ts";
import { addDays } from "../../../functions/domain/calendar/dates.ts";
import { invariants } from "../../support/invariants.ts";
import { balanced, DAY, drain, lines, put, taken } from "../../support/mail-road.ts";

const DUTY = "enforcement-decision:1:disclosure.licence-or-penalty:1";

/** Ends a test: the next mornings go well, and everything holds. */
async function settled(from: string): Promise<void> {
  for (const on of [from, addDays(from, 1)]) {
    process.env.YIFA_AS_OF = on;
    balanced(await sweep(on));
    await drain();
  }
  await invariants();
}

/** The n-th calls of a kind to DynamoDB fail once, each with the next of these errors. */
function failing(command: string, errors: readonly Error[]): void {
  const left = [...errors];
  connect().client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const error = commandName === command ? left.shift() : undefined;
        if (error) throw error;
        return next(args);
      },
    { step: "initialize", name: "failing", priority: "low", override: true },
  );
}
const fault = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });

describe("a sweep", () => {
  it("fault 5: beside another one, or fired twice, tells each recipient once", async () => {
    for (let n = 1; n <= 8; n++)
      await put(String(n), { decidedOn: "2026-11-12" }, n % 2 ? "market-regulation" : "ecology");
    (await Promise.all([sweep(DAY), sweep(DAY)])).forEach(balanced);
    balanced(await sweep(DAY));
    await drain();
    await settled("2026-11-24");
  });

  it.each([1, 4, 10])("fault 6: after %i days without one sends the latest step, once", async (days) => {
    await put("1", { decidedOn: "2026-11-10" });
    const on = addDays(DAY, days);
    process.env.YIFA_AS_OF = on;
    balanced(await sweep(on));
    await drain();
    const own = (await lines()).filter(({ dutyId }) => dutyId === DUTY);
    expect(own.some(({ status }) => status === "missed")).toBe(true);
    expect(new Set(own.filter(({ status }) => status === "collecting").map(({ on: day }) => day)).size).toBe(
      1,
    );
    await settled(addDays(on, 1));
  });

  it("fault 7: that meets a broken item first goes on to all the others, and says which one it was", async () => {
    const { client, table } = connect();
    await client.send(
      new PutCommand({
        TableName: table,
        Item: {
          pk: "case#enforcement-decision#0",
          sk: "duty#broken#1",
          kind: "duty",
          ...stepAwait("0", "2000-01-01"),
        },
      }),
    );
    await put("1", { decidedOn: "2026-11-12" });
    const report = await sweep(DAY);
    expect(report.failed).toMatchObject([{ reason: "条目损坏，无法读取" }]);
    await drain();
    expect(taken).toHaveLength(3);
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: "case#enforcement-decision#0", sk: "duty#broken#1" },
        UpdateExpression: "REMOVE awaitShard, awaitOn SET kind = :off",
        ExpressionAttributeValues: { ":off": "broken" },
      }),
    );
    await settled("2026-11-24");
  });

  it.each<[string, string, Error[]]>([
    ["throttles", "TransactWriteItemsCommand", [fault("ProvisionedThroughputExceededException")]],
    [
      "cancels a transaction for another one",
      "TransactWriteItemsCommand",
      [fault("TransactionCanceledException", { CancellationReasons: [{ Code: "TransactionConflict" }] })],
    ],
    ["throttles a read", "QueryCommand", [fault("ThrottlingException"), fault("ThrottlingException")]],
    ["is away", "QueryCommand", [Object.assign(new Error("refused"), { code: "ECONNREFUSED" })]],
  ])("fault 10: while DynamoDB %s loses nothing", async (_, command, errors) => {
    await put("1", { decidedOn: "2026-11-12" });
    failing(command, errors);
    await sweep(DAY).catch(() => undefined);
    failing(command, []);
    balanced(await sweep(DAY));
    await drain();
    expect(taken).toHaveLength(3);
    await settled("2026-11-24");
  });

  it("fault 11: by an index that still shows a closed duty says nothing", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    await put("1", {
      decidedOn: "2026-11-12",
      publishedOn: "2026-11-20",
      publishedUrl: "https://www.example.org/1",
    });
    const { client, table } = connect();
    const { awaitShard, awaitOn } = stepAwait(DUTY, "2026-11-19");
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: dutyKey(DUTY),
        UpdateExpression: "SET awaitShard = :shard, awaitOn = :on",
        ExpressionAttributeValues: { ":shard": awaitShard, ":on": awaitOn },
      }),
    );
    const report = await sweep(DAY);
    balanced(report);
    expect(report.suppressed).toMatchObject([{ reason: "closed" }]);
    await drain();
    expect(taken.map(({ text }) => text).join()).not.toContain(DUTY);
  });

  it("fault 15: whose clock goes back a day, and on again, tells nobody twice", async () => {
    await put("1", { decidedOn: "2026-11-12" });
    for (const on of ["2026-11-24", DAY, "2026-11-24"]) {
      process.env.YIFA_AS_OF = on;
      balanced(await sweep(on));
      await drain();
    }
    expect(taken.length).toBe(new Set(taken.map(({ tag }) => tag)).size);
    await settled("2026-11-25");
  });

  it("fault 15: across the end of a year whose next calendar is not known goes on, and calls nobody late", async () => {
    await put("1", { decidedOn: "2026-12-24" }, "market-regulation", "2026-12-24");
    for (let on = "2026-12-28"; on <= "2027-01-15"; on = addDays(on, 1)) {
      process.env.YIFA_AS_OF = on;
      balanced(await sweep(on));
      await drain();
    }
    const steps = new Set((await lines()).filter(({ dutyId }) => dutyId === DUTY).map(({ step }) => step));
    expect([...steps].sort()).toEqual(["due-day", "remind-2"]);
    await invariants();
  });
});
