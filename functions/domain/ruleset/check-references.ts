import type { Rule } from "../schema/rule.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { flagLevels } from "./flag-levels.ts";
import type { Entry, Parts } from "./parts.ts";

/** Checks that hold between files: names used once, every name that is used exists, flags do not go in circles. */
export function checkReferences(parts: Parts): Diagnostic[] {
  return [
    ...checkRuleNames(parts.rules),
    ...checkCircles(parts.rules),
    ...checkLadders(parts),
    ...checkCases(parts),
    ...checkCalendar(parts),
  ];
}

function checkRuleNames(rules: readonly Entry<Rule>[]): Diagnostic[] {
  const ids = rules.map((r) => r.value.id);
  return rules.flatMap(({ value: rule, source }, i) => {
    const first = ids.indexOf(rule.id);
    const repeated =
      first === i
        ? []
        : [source.at(["id"], "repeated-rule", `规则“${rule.id}”已在 ${rules[first]?.source.file} 中`)];
    const unknown = (rule.exceptTo ?? []).flatMap((id, n) =>
      ids.includes(id)
        ? []
        : [source.at(["exceptTo", n], "unknown-rule", `没有规则“${id}”${didYouMean(id, ids)}`)],
    );
    return [...repeated, ...unknown];
  });
}

function checkCircles(rules: readonly Entry<Rule>[]): Diagnostic[] {
  const levels = flagLevels(rules.map((r) => r.value));
  return rules
    .filter(({ value: rule }) => levels.circular.has(rule.id))
    .map(({ source }) => source.at(["id"], "flag-circle", "归类互为条件，成了循环，请去掉其中一个"));
}

function checkLadders({ ladders, directory }: Parts): Diagnostic[] {
  if (!directory) return [];
  const roles = directory.value.roles.map((r) => r.id);
  const supervisors = Object.keys(directory.value.supervisors);
  return ladders.flatMap(({ value: ladder, source }) =>
    ladder.steps.flatMap((step, i) =>
      step.to.flatMap((to, j) => {
        const [name, known] = "role" in to ? [to.role, roles] : [to.supervisor, supervisors];
        if (known.includes(name)) return [];
        return [
          source.at(
            ["steps", i, "to", j],
            "unknown-role",
            `通讯录没有“${name}”，可用：${known.join("、")}${didYouMean(name, known)}`,
          ),
        ];
      }),
    ),
  );
}

function checkCases(parts: Parts): Diagnostic[] {
  const files = new Set(parts.rules.map(({ source }) => source.file));
  return parts.cases.flatMap(({ source }) => {
    const file = source.file.replace(/\.cases\.json$/, ".json");
    return files.has(file) ? [] : [source.at([], "cases-without-rule", `没有与案例同名的规则文件 ${file}`)];
  });
}

function checkCalendar({ settings, calendars }: Parts): Diagnostic[] {
  const known = [...new Set(calendars.map(({ region }) => region))];
  if (!settings || known.includes(settings.value.calendar)) return [];
  return [
    settings.source.at(
      ["calendar"],
      "unknown-calendar",
      `没有工作日历“${settings.value.calendar}”，可用：${known.join("、")}`,
    ),
  ];
}
