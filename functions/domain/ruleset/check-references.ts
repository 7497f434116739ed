import { didYouMean } from "../text/suggest.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { flagLevels } from "./flag-levels.ts";
import type { LoadedRule, Parts } from "./load.ts";

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

function checkRuleNames(rules: readonly LoadedRule[]): Diagnostic[] {
  const ids = rules.map((r) => r.rule.id);
  return rules.flatMap(({ rule, source }, i) => {
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

function checkCircles(rules: readonly LoadedRule[]): Diagnostic[] {
  const levels = flagLevels(rules.map((r) => r.rule));
  return rules
    .filter(({ rule }) => levels.circular.has(rule.id))
    .map(({ source }) => source.at(["id"], "flag-circle", "归类互为条件，成了循环，请去掉其中一个"));
}

function checkLadders({ ladders, directory }: Parts): Diagnostic[] {
  if (!directory) return [];
  const roles = directory.roles.map((r) => r.id);
  const supervisors = Object.keys(directory.supervisors);
  return [...ladders.values()].flatMap(({ ladder, source }) =>
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

/** Cases are kept by file until the rule's id is known. */
function checkCases(parts: Parts): Diagnostic[] {
  const byFile = new Map(
    parts.rules.map(({ rule, source }) => [source.file.replace(/\.json$/, ""), rule.id]),
  );
  const errors: Diagnostic[] = [];
  for (const [file, entry] of [...parts.cases]) {
    const id = byFile.get(file);
    parts.cases.delete(file);
    if (id !== undefined) parts.cases.set(id, entry);
    else errors.push(entry.source.at([], "cases-without-rule", `没有与案例同名的规则文件 ${file}.json`));
  }
  return errors;
}

function checkCalendar({ settings, calendars }: Parts): Diagnostic[] {
  if (!settings || calendars.has(settings.settings.calendar)) return [];
  const known = [...calendars.keys()];
  return [
    settings.source.at(
      ["calendar"],
      "unknown-calendar",
      `没有工作日历“${settings.settings.calendar}”，可用：${known.join("、")}`,
    ),
  ];
}
