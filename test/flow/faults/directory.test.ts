import { beforeEach, describe, expect, it } from "vitest";
import { sweep } from "../../../functions/application/sweep.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Directory, Person } from "../../../functions/domain/schema/folder.ts";
import { balanced, DAY, drain, exact, files, lines, put, taken } from "../../support/mail-road.ts";
import { publishRuleset } from "../../support/publish.ts";

const OFFICER = "market-regulation-case-officer";
const SECOND = "market-regulation-legal-unit";
const AWAY = { from: "2026-11-20", to: "2026-11-30" };

/** The shipped files with the people of one agency changed. */
function withPeople(agency: string, change: (people: Person[]) => Person[]): ReadonlyMap<string, string> {
  const directory = JSON.parse(files.get("directory.json") as string) as Directory;
  const agencies = directory.agencies.map((one) =>
    one.id === agency ? { ...one, people: change(one.people) } : one,
  );
  return new Map(files).set("directory.json", JSON.stringify({ ...directory, agencies }));
}
const away = (...chain: [person: string, stand: string][]) =>
  withPeople("market-regulation", (people) =>
    people.map((one) => {
      const stand = chain.find(([person]) => person === one.id)?.[1];
      return stand === undefined ? one : { ...one, substitutes: [{ person: stand, ...AWAY }] };
    }),
  );

const told = async () =>
  (await lines()).filter(({ step, status }) => step === "due-day" && status === "collecting");
const morning = async () => {
  await put("1", { decidedOn: "2026-11-12" });
  balanced(await sweep(DAY));
  await drain();
  await exact();
};

describe("fault 14: a step", () => {
  beforeEach(() => publishRuleset(files));

  it("to a role that nobody holds is told to the keeper of the directory, and the others get theirs", async () => {
    await publishRuleset(
      withPeople("market-regulation", (people) => people.filter(({ id }) => id !== OFFICER)),
    );
    await morning();
    const keeper = taken.find(({ to }) => to === "legal-unit@justice.example.org");
    expect(keeper?.text).toContain("昌吉市市场监督管理局没有登记“承办人”");
    expect((await told()).map(({ recipient }) => recipient)).not.toContain(OFFICER);
    expect(taken.map(({ to }) => to)).toContain("legal-unit@market-regulation.example.org");
  });

  it("to somebody who is away goes to the substitute", async () => {
    await publishRuleset(away([OFFICER, SECOND]));
    await morning();
    expect(taken.map(({ to }) => to)).not.toContain("case-officer@market-regulation.example.org");
    expect((await told()).map(({ recipient }) => recipient)).toContain(SECOND);
  });

  it("to two who would stand in for each other is refused when the rules are loaded", () => {
    const loaded = loadRuleset(away([OFFICER, SECOND], [SECOND, OFFICER]));
    expect("errors" in loaded && loaded.errors.map(({ file }) => file)).toEqual(["directory.json"]);
  });

  it("to an office that nobody fills is refused when the rules are loaded", () => {
    const loaded = loadRuleset(
      withPeople("government-office", (people) => people.filter(({ role }) => role !== "legal-unit")),
    );
    expect("errors" in loaded && new Set(loaded.errors.map(({ code }) => code))).toEqual(
      new Set(["vacant-role"]),
    );
  });
});
