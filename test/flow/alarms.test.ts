import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { METRICS } from "../../functions/adapters/metric.ts";
import { currentRuleset } from "../../functions/adapters/rulesets.ts";
import { publicationKey } from "../../functions/adapters/store/keys.ts";
import { connect } from "../../functions/adapters/store/table.ts";
import { sweep } from "../../functions/application/sweep.ts";
import { handler as audit } from "../../functions/handlers/audit.ts";
import { handler as receipts } from "../../functions/handlers/receipts.ts";
import { handler as release } from "../../functions/handlers/release.ts";
import { handler as runSweep } from "../../functions/handlers/sweep.ts";
import { synthesise } from "../../infra/local/synthesise.ts";
import { Template } from "../../infra/local/template.ts";
import { DAY, drain, items, put, refuseNext, ruleset, sqsEvent } from "../support/mail-road.ts";
import { metricsOf } from "../support/metrics.ts";

const context = { getRemainingTimeInMillis: () => 600_000 } as Context;
const bounce = (digest: string) =>
  JSON.stringify({
    eventType: "Bounce",
    mail: {
      messageId: "ses-1",
      timestamp: "2026-11-23T02:30:01.000Z",
      destination: ["case-officer@market-regulation.example.org"],
      tags: { digest: [digest.replaceAll(":", "_")] },
    },
    bounce: { timestamp: "2026-11-23T02:31:02.000Z", bounceType: "Permanent" },
  });
const OFFICER = `digest:1:market-regulation-case-officer:${DAY}`;

async function swept(): Promise<void> {
  await put("1", { decidedOn: "2026-11-12" });
  await sweep(DAY);
}
const refusal = (name: string, more: object) => Object.assign(new Error("refused"), { name, ...more });

/** What makes each metric that an alarm watches, and what it then says. */
const CONDITIONS: [string, () => Promise<unknown>, number][] = [
  ["SweepDone", () => runSweep({ time: `${DAY}T02:30:00Z` }, context), 1],
  [
    "MailsSent",
    async () => {
      await swept();
      await drain();
    },
    3,
  ],
  [
    "MailsUncertain",
    async () => {
      await swept();
      refuseNext(refusal("Error", { code: "ECONNRESET" }));
      await drain(1);
    },
    1,
  ],
  [
    "MailPaused",
    async () => {
      await swept();
      refuseNext(refusal("SendingPausedException", { $metadata: { httpStatusCode: 400 } }));
      await drain(1);
      await release({ time: `${DAY}T02:45:00Z` }, context);
    },
    1,
  ],
  [
    "MailsBounced",
    async () => {
      await swept();
      await drain();
      await receipts(sqsEvent([bounce(OFFICER), bounce(OFFICER)]), context);
    },
    1,
  ],
  [
    "AuditFindings",
    async () => {
      await swept();
      const line = (await items()).find(
        ({ kind, sk }) => kind === "line" && String(sk).includes("#due-day#"),
      );
      const { client, table } = connect();
      await client.send(new DeleteCommand({ TableName: table, Key: { pk: line?.pk, sk: line?.sk } }));
      await audit({ asOf: DAY }, context);
    },
    1,
  ],
  [
    "CalendarsMissing",
    async () => {
      process.env.YIFA_AS_OF = "2026-12-18";
      await runSweep({ time: "2026-12-18T02:30:00Z" }, context);
    },
    1,
  ],
  [
    "RulesetRefused",
    async () => {
      const { client, table } = connect();
      await client.send(new DeleteCommand({ TableName: table, Key: publicationKey(ruleset.hash) }));
      await expect(currentRuleset()).rejects.toMatchObject({ code: "no-ruleset" });
    },
    1,
  ],
];

describe("what an alarm watches is said when it happens", () => {
  it.each(CONDITIONS)("%s", async (name, happen, expected) => {
    const { metrics } = await metricsOf(happen);
    const values = metrics.filter(([metric]) => metric === name).map(([, value]) => value);
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(expected);
  });

  it("is all in this list", async () => {
    const template = new Template(await synthesise());
    const text = JSON.stringify(
      template.ofType("AWS::CloudWatch::Alarm").map(({ properties }) => properties),
    );
    const watched = Object.values(METRICS).filter((name) => text.includes(`"MetricName":"${name}"`));
    expect(watched.sort()).toEqual(CONDITIONS.map(([name]) => name).sort());
  });
});
