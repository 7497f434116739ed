import type { Decision } from "../domain/entities.ts";
import { factLookup } from "../domain/ruleset/fact-lookup.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { Citation } from "../domain/schema/rule.ts";

const OUTCOMES = { applies: "适用", "does-not-apply": "不适用", undetermined: "待定" } as const;
const GATES = { open: "可以办理", blocked: "不得办理", undetermined: "尚不能确定" } as const;
const STEPS = {
  decide: "作出决定",
  submit: "提交集体审议",
  publish: "公布",
  close: "结案",
  enforce: "执法",
  appoint: "任命",
} as const;
const SOURCES = {
  text: "文件规定",
  derived: "由文件推算",
  law: "法律规定",
  default: "系统默认，可配置",
} as const;

/** 〔WP-2.6-e〕 or 《行政处罚法》第48条. */
export function citationText(cite: Citation): string {
  return "document" in cite ? `〔${cite.duty}〕` : `《${cite.law}》第${cite.article}条`;
}

export function factLabel(ruleset: Ruleset, type: string, fact: string): string {
  return factLookup(ruleset.recordTypes.get(type), ruleset.settings).find(fact)?.label ?? fact;
}

export function agencyName(ruleset: Ruleset, id: string): string {
  return ruleset.directory.agencies.find((a) => a.id === id)?.name ?? id;
}

export const sourceText = (source: keyof typeof SOURCES): string => SOURCES[source];

export function printDecision(decision: Decision, ruleset: Ruleset, onlyApplies: boolean): void {
  console.log(`${ruleset.recordTypes.get(decision.type)?.label ?? decision.type} ${decision.id}`);
  for (const finding of decision.findings) {
    if (finding.outcome === "does-not-apply" || (onlyApplies && finding.outcome !== "applies")) continue;
    console.log(
      `  ${OUTCOMES[finding.outcome]}  ${finding.title} ${finding.cites.map(citationText).join("")}`,
    );
    if (finding.missing.length > 0) {
      console.log(
        `        请补充：${finding.missing.map((f) => `${factLabel(ruleset, decision.type, f)}（${f}）`).join("、")}`,
      );
    }
  }
  for (const gate of decision.gates) {
    console.log(`  环节  ${STEPS[gate.step]}：${GATES[gate.state]}`);
    for (const reason of gate.reasons)
      console.log(`        ${reason.reason} ${reason.cites.map(citationText).join("")}`);
  }
  for (const duty of decision.duties) {
    const state = duty.status === "discharged" ? `，已于 ${duty.dischargedOn} 办结` : "";
    console.log(`  应办  ${duty.title}`);
    console.log(
      `        ${agencyName(ruleset, duty.responsible)}，${duty.dueOn} 前（含当日，${sourceText(duty.source)}）${duty.provisional ? "，暂定" : ""}${state}`,
    );
  }
}
