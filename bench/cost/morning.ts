import type { SQSEvent } from "aws-lambda";
import type { DeliverMessage } from "../../functions/adapters/queue.ts";
import { loadPointers } from "../../functions/adapters/store/digests.ts";
import { handler as deliver } from "../../functions/handlers/deliver.ts";
import { handler as receipts } from "../../functions/handlers/receipts.ts";
import { handler as sweep } from "../../functions/handlers/sweep.ts";
import type { Operation } from "./operations.ts";
import { CONTEXT, ON, putRecord, type Setting } from "./setting.ts";
import { each, minus, type Usage } from "./usage.ts";

/** Decided on this day, the first reminder of a disclosure falls on `ON`. */
const DECIDED_ON = "2026-11-16";
const LINES = 20;

/** A morning on which twenty disclosures of one agency are due for their reminder, from the sweep to the receipt. */
export async function measureMorning({ meter, ask, samples }: Setting) {
  const quiet = await meter.measure(1, () => sweep({ asOf: ON }, CONTEXT));
  const complete = samples[6]?.facts ?? {};
  for (let n = 0; n < LINES; n++) {
    const facts = {
      ...complete,
      decidedOn: DECIDED_ON,
      fineYuan: 1000,
      documentNumber: `昌市罚字〔2026〕${n}号`,
    };
    await putRecord(ask, { type: "enforcement-decision", id: `due-${n}`, facts });
  }
  let lines = 0;
  const due = await meter.measure(1, async () => {
    lines = (await sweep({ asOf: ON }, CONTEXT))?.lines ?? 0;
  });
  const messages = await wholeDigests(meter.queued);
  const digest = await meter.measure(messages.length, async () =>
    hold(await deliver(asEvent(messages), CONTEXT)),
  );
  const told = (event: object) => () =>
    receipts(
      asEvent(
        [{ eventType: "", ...mailOf(messages[0] as string), ...event }].map((one) => JSON.stringify(one)),
      ),
      CONTEXT,
    ).then(hold);
  return {
    reminder: each(minus(due, quiet), lines),
    digest,
    receipt: await meter.measure(1, told({ eventType: "Delivery", delivery: at(1) })),
    bounce: await meter.measure(
      1,
      told({ eventType: "Bounce", bounce: { ...at(2), bounceType: "Permanent" } }),
    ),
  } satisfies Partial<Record<Operation, Usage>>;
}

/** Messages of the digests that hold all lines. */
async function wholeDigests(bodies: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const body of bodies) {
    const { digest } = JSON.parse(body) as DeliverMessage;
    if ((await loadPointers(digest)).length === LINES) found.push(body);
  }
  if (found.length === 0) throw new Error(`no digest of ${LINES} lines among ${bodies.length}`);
  return found;
}

const asEvent = (bodies: readonly string[]) =>
  ({
    Records: bodies.map((body, n) => ({ messageId: `6bc28136-xmpl-4365-b021-0ce6b2e64ab${n}`, body })),
  }) as SQSEvent;

function hold({ batchItemFailures }: { batchItemFailures: readonly unknown[] }): void {
  if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages failed`);
}

const at = (second: number) => ({ timestamp: `${ON}T02:31:0${second}.000Z` });
const mailOf = (message: string) => ({
  mail: {
    messageId: "ses-1",
    ...at(0),
    destination: ["somebody@housing.example.org"],
    tags: { digest: [(JSON.parse(message) as DeliverMessage).digest.replaceAll(":", "_")] },
  },
});
