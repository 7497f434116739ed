import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standIn } from "../../../functions/domain/notice/substitutes.ts";
import type { Person } from "../../../functions/domain/schema/folder.ts";

const someone = (id: string, ...substitutes: NonNullable<Person["substitutes"]>): Person => ({
  id,
  role: "head",
  email: `${id}@example.org`,
  substitutes,
});
const away = (person?: string, from = "2026-11-23", to = "2026-11-27") => ({
  from,
  to,
  ...(person !== undefined && { person }),
});

const on = "2026-11-25";
const follow = (...people: [Person, ...Person[]]) => standIn(people, people[0], on);

describe("who reads what is addressed to somebody", () => {
  it.each([
    ["they themselves before they leave", away("b", "2026-11-26"), { chain: ["a"], end: "present" }],
    [
      "they themselves after they are back",
      away("b", "2026-11-23", "2026-11-24"),
      { chain: ["a"], end: "present" },
    ],
    ["their substitute on the first day away", away("b", on), { chain: ["a", "b"], end: "present" }],
    [
      "their substitute on the last day away",
      away("b", "2026-11-23", on),
      { chain: ["a", "b"], end: "present" },
    ],
    ["nobody without a substitute", away(), { chain: ["a"], end: "vacant" }],
    ["nobody where the substitute is not there", away("x"), { chain: ["a"], end: "vacant" }],
  ])("%s", (_, period, expected) => {
    expect(follow(someone("a", period), someone("b"))).toEqual(expected);
  });

  it("is the substitute of a substitute who is away too", () => {
    expect(follow(someone("a", away("b")), someone("b", away("c")), someone("c"))).toEqual({
      chain: ["a", "b", "c"],
      end: "present",
    });
  });

  it("ends in a circle where everybody stands in for the next", () => {
    expect(follow(someone("a", away("b")), someone("b", away("a")))).toEqual({
      chain: ["a", "b", "a"],
      end: "circle",
    });
  });

  it("is found out in a few steps however the substitutes stand to each other", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"];
    const substitute = fc.option(fc.constantFrom(...names), { nil: undefined });
    const people = fc.tuple(...names.map((name) => substitute.map((next) => someone(name, away(next)))));
    fc.assert(
      fc.property(people, (all) => {
        const { chain, end } = standIn(all, all[0] as Person, on);
        expect(chain.length).toBeLessThanOrEqual(12);
        expect(new Set(chain).size).toBe(chain.length - (end === "circle" ? 1 : 0));
        expect(["vacant", "circle", "too-long"]).toContain(end);
      }),
    );
  });
});
