import { describe, expect, it } from "vitest";
import type { Duty } from "../../../functions/domain/entities.ts";
import { confirmLinks, fingerprint } from "../../../functions/domain/notice/confirm-link.ts";
import type { NoticeLine } from "../../../functions/domain/notice/line.ts";
import { due, idOf, line } from "./mails.ts";

const DAY = "2026-11-23";
const digest = { agency: "market-regulation", recipient: "market-regulation-case-officer", day: DAY };

const linksOf = (
  duty: Duty,
  { lines = [line(duty)], on = DAY }: { lines?: NoticeLine[]; on?: string } = {},
) => confirmLinks({ digest, lines, duties: new Map([[duty.id, duty]]), on });

it("names the recipient, the mail, the due date and no record", () => {
  const found = linksOf(due(1, "2026-11-25"));
  expect([...found]).toEqual([
    [
      idOf(1),
      {
        recipient: digest.recipient,
        day: DAY,
        fingerprint: fingerprint(idOf(1)),
        dueOn: "2026-11-25",
        validThrough: "2026-11-24",
      },
    ],
  ]);
});

describe("its last day is", () => {
  it.each([
    ["the day before the due date", "2026-11-24", "2026-11-23"],
    ["two weeks on at most", "2027-01-08", "2026-12-07"],
    ["the earlier of both", "2026-12-08", "2026-12-07"],
  ])("%s", (_, dueOn, last) => {
    expect(linksOf(due(1, dueOn)).get(idOf(1))?.validThrough).toBe(last);
  });

  it("the same on whichever day the mail goes out", () => {
    const duty = due(1, "2026-12-30");
    expect(linksOf(duty, { on: "2026-11-27" })).toEqual(linksOf(duty));
  });
});

describe("there is none for", () => {
  const soon = "2026-11-25";
  it.each<[string, Duty, Parameters<typeof linksOf>[1]]>([
    ["what is due today", due(1, DAY), {}],
    ["what is late", due(1, "2026-11-20"), {}],
    ["what is done", due(1, soon, { status: "discharged" }), {}],
    ["what another agency owes", due(1, soon, { agency: "housing" }), {}],
    ["what the mail only notes", due(1, soon), { lines: [line(due(1, soon), "x", { kind: "moved" })] }],
    ["a mail that goes out when it would be over", due(1, soon), { on: soon }],
    ["a duty that the mail does not tell of", due(1, soon), { lines: [line(due(2, soon))] }],
  ])("%s", (_, duty, more) => {
    expect(linksOf(duty, more).size).toBe(0);
  });
});
