import { isResting } from "../duty/acknowledge.ts";
import { takenOn } from "../duty/ladder.ts";
import type { DatedStep, Duty } from "../entities.ts";
import { draftMeasure, type Measure } from "../measure/measure.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { type Directory, isMeasure } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { gapText } from "./gap.ts";
import { lineKey, type NoticeLine } from "./line.ts";
import { type Addressee, stepAddressees } from "./recipients.ts";

export type Silence =
  | "day-off"
  | "closed"
  | "historical"
  | "provisional"
  | "acknowledged"
  | "already-noticed"
  | "no-recipient";

/** What the sweep makes of one duty on one day. Every due pair of step and recipient is in one of the lists. */
export type DutyPlan = {
  /** Pairs of a due step and a recipient. */
  readonly due: number;
  /** The latest step's with status `collecting`, overtaken ones' with `missed`. */
  readonly lines: readonly NoticeLine[];
  /** Drafted for the supervisor to issue. */
  readonly measures: readonly Measure[];
  readonly suppressed: readonly { readonly reason: Silence; readonly count: number }[];
  /** The duty with the steps taken, awaiting the one that comes next; absent where it stays as it is. */
  readonly after?: Duty;
};

type Pair = { readonly step: DatedStep; readonly to: Addressee };

export type SweepContext = {
  readonly ruleset: Ruleset;
  readonly on: IsoDate;
  /** Keys of the lines that exist already. */
  readonly known: ReadonlySet<string>;
};

/**
 * Steps dated `on` or earlier that the duty has not taken yet, up to the first measure: a graver one waits until the
 * one before it has been drafted and had its time.
 */
function dueSteps({ steps, nextStep }: Duty, on: IsoDate): DatedStep[] {
  if (nextStep === undefined) return [];
  const due = steps.slice(nextStep).filter((step) => step.on <= on);
  const measure = due.findIndex(isMeasure);
  return measure === -1 ? due : due.slice(0, measure + 1);
}

/** The due steps, one for each recipient. */
export function duePairs(duty: Duty, directory: Directory, on: IsoDate): Pair[] {
  return dueSteps(duty, on).flatMap((step) =>
    stepAddressees(step, duty, directory, on).map((to) => ({ step, to })),
  );
}

export function planDuty(duty: Duty, context: SweepContext): DutyPlan {
  const pairs = duePairs(duty, context.ruleset.directory, context.on);
  const last = pairs.at(-1);
  if (!last) return { due: 0, lines: [], measures: [], suppressed: [] };
  const silence = silenceOf(duty, last.step, context.on);
  if (silence) {
    // Closed and historical duties await nothing; where the due date may still move, and where somebody has the matter
    // in hand for some days, the step keeps waiting.
    return {
      due: pairs.length,
      lines: [],
      measures: [],
      suppressed: [{ reason: silence, count: pairs.length }],
    };
  }
  const measures = draft(duty, last, context.on);
  return { ...speak(duty, pairs, last.step.on, context), measures, after: afterSteps(duty, context) };
}

/** A vacant office is told to the keeper, and the measure is there for whoever fills it. */
function draft(duty: Duty, { step, to }: Pair, on: IsoDate): Measure[] {
  return isMeasure(step) ? [draftMeasure(duty, step, to.gap?.agency ?? to.agency, on)] : [];
}

function afterSteps(duty: Duty, { ruleset, on }: SweepContext): Duty {
  const { nextStep: first = 0, ...rest } = duty;
  const next = first + dueSteps(duty, on).length;
  const steps = takenOn(duty.steps, next - 1, on, ruleset);
  return { ...rest, steps, ...(next < steps.length ? { nextStep: next } : {}), version: duty.version + 1 };
}

function silenceOf(duty: Duty, latest: DatedStep, on: IsoDate): Silence | undefined {
  if (duty.status !== "open") return "closed";
  if (duty.historical) return "historical";
  // Nobody is called late while the due date is not certain; reminders before it go out, marked 暂定.
  if (duty.provisional && latest.offsetWorkingDays > 0) return "provisional";
  if (isResting(duty, latest, on)) return "acknowledged";
  return undefined;
}

function speak(duty: Duty, pairs: readonly Pair[], latestOn: IsoDate, context: SweepContext) {
  const lines: NoticeLine[] = [];
  const counts = new Map<Silence, number>();
  const seen = new Set(context.known);
  for (const { step, to } of pairs) {
    const silent = (reason: Silence) => counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (to.recipient === undefined) {
      silent("no-recipient");
      continue;
    }
    const line = lineOf(duty, step, { ...to, recipient: to.recipient }, step.on === latestOn, context);
    if (seen.has(line.key)) silent("already-noticed");
    else lines.push(line);
    seen.add(line.key);
  }
  const suppressed = [...counts].map(([reason, count]) => ({ reason, count }));
  return { due: pairs.length, lines, suppressed };
}

function lineOf(
  duty: Duty,
  step: DatedStep,
  to: Addressee & { recipient: string },
  latest: boolean,
  { on, ruleset: { directory } }: SweepContext,
): NoticeLine {
  const place = to.gap ? `${step.id}.gap.${to.gap.agency}.${to.gap.role}` : step.id;
  return {
    key: lineKey(duty.id, place, to.recipient),
    kind: to.gap ? "gap" : "step",
    agency: to.agency,
    recipient: to.recipient,
    ...(to.standsInFor !== undefined && { standsInFor: to.standsInFor }),
    on,
    status: latest ? "collecting" : "missed",
    dutyId: duty.id,
    step: step.id,
    subject: duty.subject,
    rule: duty.rule,
    ...(to.gap ? { text: gapText(to.gap, directory) } : {}),
  };
}
