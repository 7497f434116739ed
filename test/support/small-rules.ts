import { canonicalFiles, hashOfText } from "../../functions/domain/ruleset/canonical.ts";
import { edited, fixture } from "./corpus.ts";

/** Rules of the small folder that have no cases. */
const UNTRIED = /^demo\/(review\/|disclosure\/(inspections|published-share|yearly-report))/;

/** The one rule that has all its cases: it may be proposed, and loads in no time. */
export const smallRules: ReadonlyMap<string, string> = new Map(
  [...fixture].filter(([path]) => !UNTRIED.test(path)),
);

/** As many rulesets as are wanted. */
export const numberedRules = (n: number): ReadonlyMap<string, string> =>
  new Map([...smallRules, ["settings.json", edited("settings.json", ["5000", `${5000 + n}`])]]);

export const hashOf = (files: ReadonlyMap<string, string>): string => hashOfText(canonicalFiles(files));
