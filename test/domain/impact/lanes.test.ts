import { describe, expect, it } from "vitest";
import { agenciesOf, lanesOf, readLane } from "../../../functions/domain/impact/lanes.ts";
import { impactStanding, newRun, standsStill } from "../../../functions/domain/impact/run.ts";
import type { Directory } from "../../../functions/domain/schema/folder.ts";

const directoryOf = (count: number) =>
  ({ agencies: Array.from({ length: count }, (_, n) => ({ id: `agency-${n}` })) }) as unknown as Directory;

describe("lanes of an impact", () => {
  it.each([
    [1, false, 9],
    [1, true, 17],
    [4, false, 33],
    [15, true, 33],
    [40, false, 41],
    [0, false, 1],
  ])("of %i types, with other calendars: %s, are %i", (count, dates, expected) => {
    const types = Array.from({ length: count }, (_, n) => `type.${n}`);
    expect(lanesOf({ types, dates })).toHaveLength(expected);
  });

  it("hold each agency's records of each type once", () => {
    const directory = directoryOf(61);
    const lanes = lanesOf({ types: ["decision", "normative.document"], dates: true }).map(readLane);
    const held = lanes.flatMap((lane) =>
      lane.kind === "awaiting"
        ? []
        : agenciesOf(lane, directory).map((id) => `${lane.kind === "dates" ? "dates" : lane.type} ${id}`),
    );
    const lists = ["decision", "normative.document", "dates"];
    const all = lists.flatMap((list) => directory.agencies.map(({ id }) => `${list} ${id}`));
    expect(held.sort()).toEqual(all.sort());
  });

  it("have no other names", () => {
    expect(() => readLane("records.decision")).toThrow("no lane of an impact");
  });
});

describe("a run", () => {
  const asked = { to: "b", from: "a", on: "2026-11-23", lanes: ["awaiting"], by: { name: "李某" } };
  const run = newRun({ ...asked, at: "2026-11-23T02:00:00Z" }, undefined);
  const lane = {
    lane: "awaiting",
    parts: [],
    records: 0,
    done: false,
    at: "2026-11-23T02:00:30Z",
    version: 1,
  };

  it.each<[string, typeof run, (typeof lane)[], string, boolean]>([
    ["that has just been begun does not", run, [], "2026-11-23T02:01:00Z", false],
    ["of which nothing is seen for more than a minute does", run, [], "2026-11-23T02:01:01Z", true],
    ["with a lane under way does not", run, [lane], "2026-11-23T02:05:30Z", false],
    ["with a lane that nobody goes on with does", run, [lane], "2026-11-23T02:05:31Z", true],
    ["that is finished does not", { ...run, finishedAt: "x" }, [lane], "2026-11-24T02:00:00Z", false],
  ])("%s stand still", (_, one, lanes, at, expected) => {
    expect(standsStill(one, lanes, at)).toBe(expected);
  });

  it.each<[string, typeof run | undefined, string]>([
    ["none", undefined, "a"],
    ["running", run, "a"],
    ["done", { ...run, finishedAt: "x" }, "a"],
    ["outdated", { ...run, finishedAt: "x" }, "c"],
  ])("is shown as %s", (standing, one, inForce) => {
    expect(impactStanding(one, inForce)).toBe(standing);
  });

  it("has a name of its own, also where the same is asked again", () => {
    const again = newRun({ ...asked, at: "2026-11-23T03:00:00Z" }, run);
    expect([run.id, again.id]).toEqual(["2026-11-23-a-1", "2026-11-23-a-2"]);
  });
});
