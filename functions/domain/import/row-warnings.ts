import type { Facts } from "../schema/primitives.ts";
import { quote } from "./cell.ts";
import { readPenaltyKinds } from "./penalty-kinds.ts";

export type RowWarning = { readonly code: string; readonly message: string };

/** Credit rules: penalties are shown for at most 3 years (严重), after the decision. */
const LONGEST_DISCLOSURE_YEARS = 3;

/** Things that do not stop a row but that somebody should look at. */
export function rowWarnings(facts: Facts): RowWarning[] {
  const warnings: RowWarning[] = [];
  const { decidedOn, disclosureUntil, validFrom, validUntil, penaltyKindText } = facts;
  const { unrecognised } = readPenaltyKinds(typeof penaltyKindText === "string" ? penaltyKindText : "");
  if (unrecognised.length > 0) {
    const message = `处罚类别${quote(unrecognised.join("、"))}未能对应到《行政处罚法》第九条的种类，原文已保留，请人工补录处罚种类。`;
    warnings.push({ code: "unknown-penalty-kind", message });
  }
  if (typeof decidedOn === "string" && typeof disclosureUntil === "string") {
    const latest = `${Number(decidedOn.slice(0, 4)) + LONGEST_DISCLOSURE_YEARS}${decidedOn.slice(4)}`;
    if (disclosureUntil > latest) {
      const message = `公示截止期${disclosureUntil}距处罚决定日期${decidedOn}超过${LONGEST_DISCLOSURE_YEARS}年，请核对公示期限。`;
      warnings.push({ code: "disclosure-too-long", message });
    }
    if (disclosureUntil < decidedOn) {
      const message = `公示截止期${disclosureUntil}早于处罚决定日期${decidedOn}，请核对。`;
      warnings.push({ code: "disclosure-before-decision", message });
    }
  }
  if (typeof validFrom === "string" && typeof validUntil === "string" && validUntil < validFrom) {
    const message = `有效期至${validUntil}早于有效期自${validFrom}，请核对。`;
    warnings.push({ code: "validity-reversed", message });
  }
  return warnings;
}
