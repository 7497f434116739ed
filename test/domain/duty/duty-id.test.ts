import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDutyId, parseDutyId } from "../../../functions/domain/duty/duty-id.ts";

describe("duty id", () => {
  it("gives back what it was made of, also where the record id holds colons and digits", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ minLength: 1 }), fc.constant("a:b.c:1")),
        fc.integer({ min: 1, max: 9999 }),
        (id, n) => {
          const subject = { type: "enforcement-decision", id };
          expect(parseDutyId(formatDutyId(subject, "disclosure/licence-or-penalty", n))).toEqual({
            subject,
            rule: "disclosure/licence-or-penalty",
            instance: n,
          });
        },
      ),
    );
  });

  it.each(["", "x", "a:b:c", "a:b:c.d:0", "a:b:c.d:x", "A:b:c.d:1"])("refuses “%s”", (text) => {
    expect(() => parseDutyId(text)).toThrow("应为“类型:台账编号:规则:序号”");
  });
});
