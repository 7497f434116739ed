import pMap from "p-map";
import { may } from "../domain/access/permissions.ts";
import { visibleAgencies } from "../domain/access/visible.ts";
import type { IndicatorResult } from "../domain/decide/indicator.ts";
import type { Caller } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import type { Measurement } from "../domain/period/indicator.ts";
import { measurementAsked } from "../domain/period/indicator-asked.ts";
import type { Period } from "../domain/period/period.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import type { Rule } from "../domain/schema/rule.ts";
import { measureAgency } from "./measure-agency.ts";

type Question = {
  readonly rule: Rule;
  readonly agency?: string | undefined;
  readonly period?: string | undefined;
  readonly caller: Caller;
  readonly on: IsoDate;
  readonly ruleset: Ruleset;
};
export type AgencyFigure = { readonly agency: string } & IndicatorResult;
export type IndicatorAnswer = {
  readonly rule: string;
  readonly title: string;
  readonly period: Period;
  /** The period has not ended: the figure is what it would be if it ended today. */
  readonly running: boolean;
  readonly asks: Pick<
    Measurement["version"]["indicator"],
    "atLeastRatio" | "trend" | "atMostAverage" | "over"
  >;
  readonly figures: readonly AgencyFigure[];
  /** Of several figures, what they add up to. */
  readonly together?: { readonly numerator: number; readonly denominator: number };
};

/** Agencies asked side by side. */
const CONCURRENCY = 8;

/** An indicator as it stands, for each agency that answers for it and that the caller may see. */
export async function getIndicator(question: Question): Promise<IndicatorAnswer> {
  const { rule, caller, on, ruleset } = question;
  const measurement = measurementAsked(rule, question.period, ruleset, on);
  const figures = await pMap(
    agenciesAsked(measurement, question),
    async (agency): Promise<AgencyFigure> => {
      const result = await measureAgency(measurement, agency, ruleset, on);
      return { agency, ...result, records: result.records.filter((one) => maySee(caller, one.agency)) };
    },
    { concurrency: CONCURRENCY },
  );
  const { atLeastRatio, trend, atMostAverage, over } = measurement.version.indicator;
  return {
    rule: rule.id,
    title: rule.title,
    period: measurement.period,
    running: on <= measurement.period.endsOn,
    asks: {
      ...(atLeastRatio !== undefined && { atLeastRatio }),
      ...(trend && { trend }),
      ...(atMostAverage && { atMostAverage }),
      ...(over && { over }),
    },
    figures,
    ...(figures.length > 1 && { together: sum(figures) }),
  };
}

function agenciesAsked({ agencies, rule }: Measurement, { agency, caller, ruleset }: Question): string[] {
  const visible = visibleAgencies(caller, "indicator:read", ruleset.directory, agency);
  const responsible = agencies.filter((id) => visible.includes(id));
  if (agency === undefined || responsible.length > 0) return responsible;
  throw new YifaError("invalid", "not-responsible", `机关“${agency}”不是指标“${rule.id}”的责任机关`, {
    pointer: "/agency",
  });
}

/** A figure over all agencies names only those records that the caller could read anyway. */
const maySee = (caller: Caller, agency: string | undefined): boolean =>
  agency !== undefined && may(caller, "record:read", agency);

function sum(figures: readonly AgencyFigure[]) {
  return {
    numerator: figures.reduce((total, one) => total + one.numerator, 0),
    denominator: figures.reduce((total, one) => total + one.denominator, 0),
  };
}
