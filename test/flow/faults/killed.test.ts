import { describe, expect, it } from "vitest";
import { sweep } from "../../../functions/application/sweep.ts";
import { takeReceipt } from "../../../functions/application/take-receipt.ts";
import { invariants } from "../../support/invariants.ts";
import { balanced, breakAfter, DAY, drain, fuse, mend, put, start, taken } from "../../support/mail-road.ts";

const LATER = "2026-11-24";

/** A morning from the sweep to the provider's word on each mail. */
async function morning(): Promise<void> {
  await sweep(DAY);
  await drain(1);
  for (const { tag, to } of taken)
    await takeReceipt({
      digest: tag.replaceAll("_", ":"),
      state: "delivered",
      mail: `m-${tag}`,
      sentAt: `${DAY}T02:30:00Z`,
      at: `${DAY}T02:31:00Z`,
      address: to,
      endsAddress: false,
    });
}

describe("fault 20: after every single call of sweep, compose, deliver and receipts in turn", () => {
  it.each<[string, boolean, "calls" | "effects"]>([
    ["the process is killed", true, "calls"],
    ["the answer to a write or a send is lost", false, "effects"],
  ])(
    "%s: all is made up for, and nothing is sent twice",
    async (_, dies, counted) => {
      let calls = 0;
      for (let blown = true; blown; calls++) {
        await start();
        await put("1", { decidedOn: "2026-11-12" });
        breakAfter(calls + 1, dies, counted);
        await morning().catch(() => undefined);
        blown = fuse.blown;
        mend();
        await morning();
        process.env.YIFA_AS_OF = LATER;
        balanced(await sweep(LATER));
        await drain();
        await invariants();
        expect(calls).toBeLessThan(300);
      }
      // Every call was broken once, and there were more than a few.
      expect(calls).toBeGreaterThan(20);
    },
    120_000,
  );
});
