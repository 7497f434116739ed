import type { DatedStep, Duty, NoticeLine } from "../entities.ts";
import type { Directory } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { gapText } from "./gap.ts";
import { lineKey } from "./line.ts";
import { type Addressee, stepAddressees } from "./recipients.ts";

export type Silence =
  | "day-off"
  | "closed"
  | "historical"
  | "provisional"
  | "already-noticed"
  | "no-recipient"
  | "unreadable";

/** What the sweep makes of one duty on one day. Every due pair of step and recipient is in one of the lists. */
export type DutyPlan = {
  /** Pairs of a step dated `on` or earlier and a recipient. */
  readonly due: number;
  /** The latest step's with status `collecting`, overtaken ones' with `missed`. */
  readonly lines: readonly NoticeLine[];
  readonly suppressed: readonly { readonly reason: Silence; readonly count: number }[];
  /** The step to await next: `unchanged` leaves the duty as it is. */
  readonly next: number | "none" | "unchanged";
};

type Pair = { readonly step: DatedStep; readonly to: Addressee };

export type SweepContext = {
  readonly directory: Directory;
  readonly on: IsoDate;
  /** Keys of the lines that exist already. */
  readonly known: ReadonlySet<string>;
};

/** Steps dated `on` or earlier that the duty has not taken yet, one for each recipient. */
export function duePairs(duty: Duty, directory: Directory, on: IsoDate): Pair[] {
  if (duty.nextStep === undefined) return [];
  const steps = duty.steps.slice(duty.nextStep).filter((step) => step.on <= on);
  return steps.flatMap((step) => stepAddressees(step, duty, directory).map((to) => ({ step, to })));
}

export function planDuty(duty: Duty, context: SweepContext): DutyPlan {
  const pairs = duePairs(duty, context.directory, context.on);
  const last = pairs.at(-1);
  if (!last) return { due: 0, lines: [], suppressed: [], next: "unchanged" };
  const silence = silenceOf(duty, last.step);
  if (silence) {
    return {
      due: pairs.length,
      lines: [],
      suppressed: [{ reason: silence, count: pairs.length }],
      // Closed and historical duties await nothing; a provisional due date may still move, so its step keeps waiting.
      next: "unchanged",
    };
  }
  return { ...speak(duty, pairs, last.step.on, context), next: nextStep(duty, context.on) };
}

/** The duty with the step taken, awaiting the one that comes next. */
export function afterStep(duty: Duty, next: number | "none"): Duty {
  const { nextStep: _, ...rest } = duty;
  return { ...rest, ...(next === "none" ? {} : { nextStep: next }), version: duty.version + 1 };
}

function silenceOf(duty: Duty, latest: DatedStep): Silence | undefined {
  if (duty.status !== "open") return "closed";
  if (duty.historical) return "historical";
  // Nobody is called late while the due date is not certain; reminders before it go out, marked 暂定.
  if (duty.provisional && latest.offsetWorkingDays > 0) return "provisional";
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
  { on, directory }: SweepContext,
): NoticeLine {
  const place = to.gap ? `${step.id}.gap.${to.gap.agency}.${to.gap.role}` : step.id;
  return {
    key: lineKey(duty.id, place, to.recipient),
    kind: to.gap ? "gap" : "step",
    agency: to.agency,
    recipient: to.recipient,
    on,
    status: latest ? "collecting" : "missed",
    dutyId: duty.id,
    step: step.id,
    subject: duty.subject,
    rule: duty.rule,
    ...(to.gap ? { text: gapText(to.gap, directory) } : {}),
  };
}

function nextStep(duty: Duty, on: IsoDate): number | "none" {
  const index = duty.steps.findIndex((step, n) => n >= (duty.nextStep ?? 0) && step.on > on);
  return index === -1 ? "none" : index;
}
