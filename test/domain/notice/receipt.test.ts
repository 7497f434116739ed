import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Digest, DigestStatus } from "../../../functions/domain/notice/digest.ts";
import {
  afterReceipt,
  RECEIPT_STATES,
  type Receipt,
  type ReceiptState,
} from "../../../functions/domain/notice/receipt.ts";

const event = (state: ReceiptState): Receipt => ({
  digest: "digest:1:justice-head:2026-11-23",
  state,
  mail: "m1",
  sentAt: "2026-11-23T02:30:00.000Z",
  at: "2026-11-23T02:31:00.000Z",
  address: "head@justice.example.org",
  endsAddress: state === "complained",
});
type Ledger = Parameters<typeof afterReceipt>[0];
const take = (digest: Ledger, states: readonly ReceiptState[]) =>
  states.reduce((after, state) => afterReceipt(after, event(state)), digest);

const states = Object.keys(RECEIPT_STATES) as ReceiptState[];
const handedOver: DigestStatus[] = ["frozen", "sending", "uncertain", "sent", "failed"];

describe("what the provider says of a mail", () => {
  it.each<[string, DigestStatus, ReceiptState[], DigestStatus, ReceiptState]>([
    ["settles a mail whose sending is not recorded yet", "sending", ["accepted"], "sent", "accepted"],
    ["settles a mail whose outcome was unknown", "uncertain", ["delivered"], "sent", "delivered"],
    ["keeps a mail from being sent again", "frozen", ["delayed"], "sent", "delayed"],
    [
      "makes a mail that was refused later a failed one",
      "sent",
      ["accepted", "rejected"],
      "failed",
      "rejected",
    ],
    ["does not take back a delivery", "sent", ["delivered", "delayed", "accepted"], "sent", "delivered"],
    ["turns to a bounce after the delivery", "sent", ["delivered", "bounced"], "sent", "bounced"],
    ["turns to a complaint after a bounce", "sent", ["bounced", "complained"], "sent", "complained"],
  ])("%s", (_, status, events, settled, receipt) => {
    expect(take({ status }, events)).toMatchObject({ status: settled, receipt, messageId: "m1" });
  });

  it.each<DigestStatus>(["collecting", "empty"])(
    "is ignored for a digest that was never handed over: %s",
    (status) => {
      expect(take({ status }, ["delivered"])).toEqual({ status });
    },
  );

  it("comes to the same in every order and with every repetition", () => {
    const events = fc.subarray(states, { minLength: 1 });
    const shuffled = events.chain((chosen) =>
      fc.tuple(
        fc.constant(chosen),
        fc.shuffledSubarray([...chosen, ...chosen, ...chosen], { minLength: chosen.length * 3 }),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...handedOver), shuffled, (status, [chosen, order]) => {
        const digest: Pick<Digest, "status"> = { status };
        expect(take(digest, order)).toEqual(take(digest, chosen));
      }),
    );
  });
});
