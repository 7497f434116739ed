import { expect, it } from "vitest";
import { closedText } from "../../functions/cli/table.ts";

const closed = { on: "2026-11-23", late: false, reason: "依法不再办理", evidence: {}, by: "justice" };

it("a duty that was waived was not done on time", () => {
  expect(closedText({ status: "waived" }, closed)).toBe("2026-11-23");
});

it.each([
  { late: false, text: "2026-11-23，按期" },
  { late: true, text: "2026-11-23，逾期" },
])("a duty that was done says whether in time ($text)", ({ late, text }) => {
  expect(closedText({ status: "discharged" }, { ...closed, late })).toBe(text);
});

it("a duty that was done at an hour that is known says the hour", () => {
  const at = "2026-11-23T14:01+08:00";
  expect(closedText({ status: "discharged" }, { ...closed, at, late: true })).toBe(
    "2026-11-23 14时1分，逾期",
  );
});
