import { settingFacts } from "../decide/settings.ts";
import type { IsoDate, Scalar } from "../schema/primitives.ts";
import type { Rule, RuleCase } from "../schema/rule.ts";
import type { Ruleset } from "./ruleset.ts";
import { settingsNamed } from "./settings-named.ts";

/** One of the values that a setting may take, where the document leaves open which. */
export type Reading = { readonly setting: string; readonly value: Scalar; readonly text: string };

/**
 * Of the settings that a rule asks: the readings that none of its cases is under. A case without a day asks on `today`.
 */
export function untriedReadings(
  rule: Rule,
  ruleset: Ruleset,
  cases: readonly Pick<RuleCase, "on" | "settings">[],
  today: IsoDate,
): Reading[] {
  const named = settingsNamed(rule);
  return ruleset.settings.values
    .filter(({ id }) => named.has(id))
    .flatMap(({ id, label, accepted = [] }) => {
      const tried = new Set<Scalar | undefined>(
        cases.map(({ on = today, settings }) => settingFacts(ruleset, on, settings)[`setting.${id}`]),
      );
      return accepted
        .filter(({ value }) => !tried.has(value))
        .map((one) => ({ setting: id, value: one.value, text: `设定“${label}”取“${one.label}”` }));
    });
}
