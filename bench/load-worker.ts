import { readRulesFolder } from "../functions/adapters/rules-folder.ts";
import { analyse } from "../functions/domain/analysis/analyse.ts";
import { loadRuleset } from "../functions/domain/ruleset/load.ts";
import { manyRules } from "./many-rules.ts";
import { seconds } from "./timing.ts";

/** Loads and analyses a folder of so many rules in a process of its own and prints what it took, as JSON. */
const files = manyRules(await readRulesFolder("rules"), Number(process.argv[2]));
const parsed = await seconds(async () => {
  for (const [path, content] of files) if (path.endsWith(".json")) JSON.parse(content);
});
let loaded: ReturnType<typeof loadRuleset> | undefined;
const load = await seconds(async () => {
  loaded = loadRuleset(files);
});
if (!loaded || !("ruleset" in loaded)) throw new Error(JSON.stringify(loaded?.errors.slice(0, 5), null, 1));
const whole = loaded;
const analysis = await seconds(async () => {
  analyse(whole);
});
const cases = [...whole.ruleset.cases.values()].reduce((n, own) => n + own.length, 0);
const megabytes = [...files.values()].reduce((n, content) => n + content.length, 0) / 1e6;
const { rules } = whole.ruleset;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ rules: rules.length, cases, megabytes, parsed, load, analysis, peakMegabytes }));
