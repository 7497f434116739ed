import { expect, it } from "vitest";
import { readRulesFolder } from "../../../functions/adapters/rules-folder.ts";
import { derive } from "../../../functions/domain/calendar/due-date.ts";
import { dateSteps, redate } from "../../../functions/domain/duty/ladder.ts";
import { recompute } from "../../../functions/domain/duty/recompute.ts";
import type { Duty } from "../../../functions/domain/entities.ts";
import { loadRuleset } from "../../../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../../../functions/domain/ruleset/ruleset.ts";
import type { Ladder } from "../../../functions/domain/schema/folder.ts";
import { replaceOnce } from "../../support/corpus.ts";

const files = await readRulesFolder("rules");
const rulesetOf = (changed: ReadonlyMap<string, string>): Ruleset => {
  const loaded = loadRuleset(changed);
  if ("errors" in loaded) throw new Error(JSON.stringify(loaded.errors));
  return loaded.ruleset;
};
const shipped = rulesetOf(files);

/** The shipped rules with these weekdays given off. */
function withDaysOff(...dates: string[]): Ruleset {
  const path = "calendars/cn/2026.json";
  const days = dates.map((date) => `{ "date": "${date}", "name": "放假" },`).join("");
  return rulesetOf(
    new Map(files).set(path, replaceOnce(files.get(path) ?? "", ['"off": [', `"off": [${days}`])),
  );
}

/** The shipped rules after the notices for 2027 are out. */
function with2027(): Ruleset {
  const national = replaceOnce(files.get("calendars/cn/2027.json") ?? "", ['"unknown"', '"published"']);
  const region = replaceOnce(files.get("calendars/cn-xj/2027.json") ?? "", ['"unknown"', '"published"']);
  return rulesetOf(
    new Map(files).set("calendars/cn/2027.json", national).set("calendars/cn-xj/2027.json", region),
  );
}

/** Seven working days after a decision, by the shipped calendars. */
function dutyAfter(decidedOn: string, more: Partial<Duty> = {}): Duty {
  const from = { after: decidedOn, count: 7, unit: "working-day" } as const;
  const derivation = derive(shipped.calendars, "cn-xj", from);
  const ladder = shipped.ladders.get("disclosure");
  return {
    id: "enforcement-decision:1:disclosure.licence-or-penalty:1",
    subject: { type: "enforcement-decision", id: "1" },
    agency: "ecology",
    rule: "disclosure/licence-or-penalty",
    instance: 1,
    title: "公开",
    action: "disclose",
    status: "open",
    triggerOn: decidedOn,
    dueOn: derivation.dueOn,
    provisional: derivation.provisional,
    source: "text",
    derivation,
    cites: [],
    openedOn: decidedOn,
    ruleset: shipped.hash,
    ladder: "disclosure",
    steps: ladder ? dateSteps(ladder, derivation.dueOn, shipped) : [],
    nextStep: 1,
    historical: false,
    version: 3,
    ...more,
  };
}

it("leaves a duty alone that the change does not touch", () => {
  expect(recompute(dutyAfter("2026-11-18"), withDaysOff("2026-12-29"))).toBeUndefined();
});

it("moves the date, goes on with the step that comes next, and names the ruleset", () => {
  const ruleset = withDaysOff("2026-11-25");
  const moved = recompute(dutyAfter("2026-11-18"), ruleset);
  expect(moved).toMatchObject({
    dueBefore: "2026-11-27",
    reason: "放假安排改变，期限由 2026-11-27 改为 2026-11-30",
    duty: { dueOn: "2026-11-30", nextStep: 1, version: 4, ruleset: ruleset.hash },
  });
  expect(moved && recompute(moved.duty, ruleset)).toBeUndefined();
});

it("makes a provisional date final without moving it", () => {
  const duty = dutyAfter("2026-12-24");
  expect(duty).toMatchObject({ dueOn: "2027-01-05", provisional: true });
  expect(recompute(duty, with2027())).toMatchObject({
    dueBefore: "2027-01-05",
    reason: "放假安排改变，期限 2027-01-05 不再是暂定",
    duty: { dueOn: "2027-01-05", provisional: false },
  });
});

it("dates the steps anew where only they are touched", () => {
  const moved = recompute(dutyAfter("2026-11-18"), withDaysOff("2026-12-01"));
  expect(moved?.duty.dueOn).toBe("2026-11-27");
  expect(moved?.duty.steps.map(({ on }) => on)).toEqual([
    "2026-11-25",
    "2026-11-27",
    "2026-11-30",
    "2026-12-07",
    "2026-12-07",
    "2026-12-14",
    "2026-12-21",
    "2026-12-28",
  ]);
  expect(moved?.reason).toBe("放假安排改变，期限 2026-11-27 不变，催办日期相应调整");
});

it("keeps the ladder that the duty was opened with, whatever its file says now", () => {
  const path = "ladders/disclosure.json";
  const shorter = JSON.parse(files.get(path) as string);
  shorter.steps = shorter.steps.slice(0, 2);
  const changed = rulesetOf(new Map(files).set(path, JSON.stringify(shorter)));
  const duty = dutyAfter("2026-11-18");
  expect(changed.ladders.get("disclosure")?.steps).toHaveLength(2);
  expect(redate(duty, "disclosure", "2026-11-30", changed).steps.map(({ id, on }) => `${id} ${on}`)).toEqual(
    dateSteps(shipped.ladders.get("disclosure") as Ladder, "2026-11-30", shipped).map(
      ({ id, on }) => `${id} ${on}`,
    ),
  );
});

it("lets a granted extension stand until the date has moved beyond it", () => {
  const extension = { until: "2026-11-30", reason: "延", askedBy: "甲", grantedBy: "乙" };
  const duty = dutyAfter("2026-11-18", { dueOn: "2026-11-30", extension });
  expect(recompute(duty, withDaysOff("2026-11-25"))?.duty.dueOn).toBe("2026-11-30");
  expect(recompute(duty, withDaysOff("2026-11-24", "2026-11-25"))?.duty.dueOn).toBe("2026-12-01");
});

it.each(["discharged", "waived", "withdrawn"] as const)("never touches what is %s", (status) => {
  expect(recompute(dutyAfter("2026-11-18", { status }), withDaysOff("2026-11-25"))).toBeUndefined();
});
