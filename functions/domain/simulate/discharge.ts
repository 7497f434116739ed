import * as z from "zod";
import { requireAgency } from "../decide/facts.ts";
import { formatDutyId, parseDutyId } from "../duty/duty-id.ts";
import { YifaError } from "../errors.ts";
import { ruleNamed } from "../ruleset/rule-named.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { type IsoDate, isoDate, occasionName } from "../schema/primitives.ts";

/** Duties that somebody reports done on a day, by their ids. */
export type Discharge = { readonly discharge: readonly string[]; readonly on: IsoDate };

const ofOne = z.strictObject({ discharge: z.string(), on: isoDate });
const ofPeriod = z.strictObject({
  discharge: z.string(),
  period: occasionName,
  agencies: z.array(z.string()).min(1),
  on: isoDate,
});

/** `{"discharge": duty id, "on"}`, or what agencies report of a period: `{"discharge": rule, "period", "agencies", "on"}`. */
export function readDischarge(value: unknown, ruleset: Ruleset): Discharge {
  const one = ofOne.safeParse(value);
  if (one.success) {
    parseDutyId(one.data.discharge);
    return { discharge: [one.data.discharge], on: one.data.on };
  }
  const many = ofPeriod.safeParse(value);
  if (!many.success)
    throw new YifaError(
      "invalid",
      "invalid-discharge",
      '办结应写成 {"discharge": 事项编号, "on": 日期}，或者 {"discharge": 规则, "period": 周期, "agencies": [机关], "on": 日期}，例如 {"discharge": "study/annual-study-plan", "period": "2026", "agencies": ["housing"], "on": "2026-02-27"}',
      { pointer: "/discharge" },
    );
  const { discharge, period, agencies, on } = many.data;
  const rule = ruleNamed(ruleset, discharge);
  const ids = agencies.map((agency) =>
    formatDutyId({ type: "period", id: `${requireAgency(ruleset, agency)}:${period}` }, rule.id, 1),
  );
  return { discharge: ids, on };
}
