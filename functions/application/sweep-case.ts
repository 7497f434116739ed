import type { Awaiting } from "../adapters/store/awaiting.ts";
import { both, type Chain } from "../adapters/store/history.ts";
import { commitGuard, commitLines, dutyStep, guarded, reportGuard } from "../adapters/store/notices.ts";
import { type Case, loadCase } from "../adapters/store/records.ts";
import { measureChange } from "../adapters/store/sealed.ts";
import { awaitedOn } from "../domain/duty/ladder.ts";
import type { Decision, Duty } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { reportAddressees, reportLines } from "../domain/notice/report-line.ts";
import { type DutyPlan, duePairs, planDuty } from "../domain/notice/sweep.ts";
import type { SweepContext } from "./sweep.ts";
import type { Tally } from "./tally.ts";
import { writeCase } from "./write-case.ts";

type Item = Exclude<Awaiting, { kind: "facts-request" }>;

/** How often a case that others change meanwhile is read again. */
const ATTEMPTS = 6;

/** One case: decided anew on the day, what no longer applies withdrawn, the rest told, each step in one transaction. */
export async function sweepCase(items: readonly Item[], context: SweepContext, tally: Tally): Promise<void> {
  const counted = new Set<string>();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await takeSteps(items, counted, context, tally)) return;
  }
  throw new YifaError("conflict", "busy", "同一台账条目正被频繁更新，留待下次处理");
}

/** `false`: the case changed under our hands. What was counted is in `counted` and is not counted again. */
async function takeSteps(items: readonly Item[], counted: Set<string>, context: SweepContext, tally: Tally) {
  const found = await loadCase(subjectOf(items));
  const settled = await settle(found, context);
  if (!settled) return false;
  const { duties, decision, ended } = settled;
  for (const duty of ended)
    count(counted, duty.id, () =>
      tally.withdrawn(duePairs(duty, context.ruleset.directory, context.on).length),
    );
  const known = new Set(found.lines.map((line) => line.key));
  const indexed = new Set(items.flatMap((item) => (item.kind === "duty" ? [item.duty.id] : [])));
  for (const duty of duties) {
    const on = awaitedOn(duty);
    const due = on === undefined ? indexed.has(duty.id) : on <= context.on;
    if (!due || counted.has(duty.id)) continue;
    const plan = planDuty(duty, { ruleset: context.ruleset, on: context.on, known });
    if (plan.after && !(await writePlan(plan, plan.after, found.chain, context))) return false;
    count(counted, duty.id, () => {
      tally.due(plan.due);
      tally.written(plan.lines);
      for (const { reason, count: n } of plan.suppressed) tally.suppressed(reason, n);
    });
  }
  return takeReports(items, decision, counted, context, tally);
}

function count(counted: Set<string>, what: string, add: () => void): void {
  if (counted.has(what)) return;
  counted.add(what);
  add();
}

type Settled = { duties: readonly Duty[]; ended: readonly Duty[]; decision?: Decision };

/** Stored duties against the rules and facts of the day. Nothing when somebody else wrote meanwhile. */
async function settle(found: Case, { ruleset, on }: SweepContext): Promise<Settled | undefined> {
  const { record } = found;
  if (!record) return { duties: found.duties, ended: [] };
  try {
    const { duties, decision } = await writeCase({ stored: found, record, by: "sweep", on, ruleset });
    const after = new Map(duties.map((duty) => [duty.id, duty]));
    const ended = found.duties.filter(
      (duty) => awaitedOn(duty) !== undefined && awaitedOn(after.get(duty.id) ?? duty) === undefined,
    );
    return { duties, ended, decision };
  } catch (error) {
    if (error instanceof YifaError && error.kind === "conflict") return undefined;
    throw error;
  }
}

function writePlan(plan: DutyPlan, after: Duty, chain: Chain, context: SweepContext): Promise<boolean> {
  const told = plan.lines.filter((line) => line.status === "collecting").map((line) => line.recipient);
  const reason = told.length > 0 ? `通知${told.join("、")}` : "没有可通知的人";
  const { at, ruleset } = context;
  const change = both([
    dutyStep(after, { reason, at, ruleset: ruleset.hash }, plan.lines),
    ...plan.measures.map((measure) => measureChange(measure, { at, by: "sweep" })),
  ]);
  return commitLines({ pk: chain.pk, lines: plan.lines, ...guarded(change, chain) }, context.nextDay);
}

/** A report is made once; where the finding no longer applies it is dropped without mail. */
async function takeReports(
  items: readonly Item[],
  decision: Decision | undefined,
  counted: Set<string>,
  { ruleset, on, nextDay }: SweepContext,
  tally: Tally,
): Promise<boolean> {
  for (const item of items) {
    if (item.kind !== "report") continue;
    const { report, pk } = item;
    const what = `report#${report.rule}`;
    if (counted.has(what)) continue;
    const guard = [reportGuard(report.subject, report.rule)];
    const people = reportAddressees(report, ruleset.directory, on);
    if (!decision?.reports.some((one) => one.rule === report.rule)) {
      if (await commitGuard(guard)) tally.withdrawn(people.length);
      counted.add(what);
      continue;
    }
    const lines = reportLines(report, ruleset.directory, on);
    // The guard fails where another sweep made the lines: then there is nothing left to do or to count.
    const done = await commitLines({ pk, lines, guard }, nextDay);
    counted.add(what);
    if (!done) continue;
    tally.due(people.length);
    tally.written(lines);
    if (people.length > lines.length) tally.suppressed("no-recipient", people.length - lines.length);
  }
  return true;
}

function subjectOf(items: readonly Item[]) {
  const item = items[0] as Item;
  return item.kind === "duty" ? item.duty.subject : item.report.subject;
}
