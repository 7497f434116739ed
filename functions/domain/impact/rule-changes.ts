import type { Ruleset } from "../ruleset/ruleset.ts";

export type RuleChanges = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Settings whose values differ, by id. */
  readonly settings: readonly string[];
};

/** Which rules differ, by what they say and not by how their files are laid out. */
export function ruleChanges(from: Ruleset, to: Ruleset): RuleChanges {
  const [was, is] = [byId(from), byId(to)];
  const both = [...was.keys()].filter((id) => is.has(id));
  return {
    added: [...is.keys()].filter((id) => !was.has(id)).sort(),
    removed: [...was.keys()].filter((id) => !is.has(id)).sort(),
    changed: both.filter((id) => differ(was.get(id), is.get(id))).sort(),
    settings: [...valuesOf(to)]
      .filter(([id, values]) => differ(values, valuesOf(from).get(id)))
      .map(([id]) => id)
      .sort(),
  };
}

const byId = ({ rules }: Ruleset) => new Map(rules.map((rule) => [rule.id, rule]));
const valuesOf = ({ settings }: Ruleset) => new Map(settings.values.map(({ id, values }) => [id, values]));
const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
