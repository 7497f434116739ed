import type { DatedStep, Duty, RecordKey } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { MeasureKind, MeasureStep } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { Citation } from "../schema/rule.ts";
import type { MeasureStatus } from "./status.ts";

/** A formal measure against an agency that is late. Drafted (拟办) by Yifa, it reaches the agency only once a person has issued it. */
export type Measure = {
  /** `<duty id>:<step>`: a step of a duty has one measure, ever. */
  readonly id: string;
  readonly kind: MeasureKind;
  readonly dutyId: string;
  readonly step: string;
  readonly subject: RecordKey;
  /** The agency that is late. */
  readonly agency: string;
  /** The agency that is to issue it; never the late one. */
  readonly issuer: string;
  /** Roles of the late agency that it is served on once it is issued. */
  readonly to: MeasureStep["to"];
  readonly answerWithinWorkingDays: number;
  readonly draftedOn: IsoDate;
  readonly status: MeasureStatus;
  /** Of the duty as it was when the measure was drafted. */
  readonly title: string;
  readonly caseNumber?: string;
  readonly dueOn: IsoDate;
  readonly cites: readonly Citation[];
  /** Hash of the ruleset that drafted it. */
  readonly ruleset: string;
  /** `number` as the issuer's register has it; `answerBy` inclusive. */
  readonly issued?: Act & { readonly number: string; readonly answerBy: IsoDate };
  /** The latest answer; earlier ones are in the history. */
  readonly answer?: Act & { readonly text: string };
  /** The latest word on an answer, or why nobody need issue the draft. */
  readonly closing?: Act & { readonly reason: string };
  readonly version: number;
};

/** `by` is a name; dates in Asia/Shanghai. */
export type Act = { readonly on: IsoDate; readonly by: string };

export const measureId = (duty: Pick<Duty, "id">, step: Pick<DatedStep, "id">): string =>
  `${duty.id}:${step.id}`;

/** @throws {YifaError} `invalid` where the text names no step of a duty. */
export function parseMeasureId(id: string): { dutyId: string; step: string } {
  const at = id.lastIndexOf(":");
  if (at > 0 && /^[a-z0-9-]+$/.test(id.slice(at + 1)))
    return { dutyId: id.slice(0, at), step: id.slice(at + 1) };
  throw new YifaError(
    "invalid",
    "invalid-measure-id",
    `监督措施编号“${id.slice(0, 200)}”不可用，应为“应办事项编号:步骤”，例如 enforcement-decision:A1:disclosure.licence-or-penalty:1:supervise`,
  );
}

export function draftMeasure(
  duty: Duty,
  step: Extract<DatedStep, MeasureStep>,
  issuer: string,
  on: IsoDate,
): Measure {
  return {
    id: measureId(duty, step),
    kind: step.name,
    dutyId: duty.id,
    step: step.id,
    subject: duty.subject,
    agency: duty.agency,
    issuer,
    to: step.to,
    answerWithinWorkingDays: step.answerWithinWorkingDays,
    draftedOn: on,
    status: "drafted",
    title: duty.title,
    ...(duty.caseNumber === undefined ? {} : { caseNumber: duty.caseNumber }),
    dueOn: duty.dueOn,
    cites: duty.cites,
    ruleset: duty.ruleset,
    version: 1,
  };
}
