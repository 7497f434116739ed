/** Reads and decides the rows of a file in a process of its own, nothing stored; prints what it took, as JSON. */
import { readRulesFolder } from "../functions/adapters/rules-folder.ts";
import { importFile } from "../functions/application/import-file.ts";
import { YifaError } from "../functions/domain/errors.ts";
import { loadRuleset } from "../functions/domain/ruleset/load.ts";

const [path = "", asOf = ""] = process.argv.slice(2);
const loaded = loadRuleset(await readRulesFolder("rules"));
if ("errors" in loaded) throw new Error("the rules do not load");
const startedAt = performance.now();
let came = "";
try {
  const { accepted, rejected } = await importFile({ path, asOf, ruleset: loaded.ruleset, dryRun: true });
  came = `${accepted} rows taken, ${rejected.length} rejected`;
} catch (fault) {
  if (!(fault instanceof YifaError)) throw fault;
  came = `refused: ${fault.code}`;
}
const seconds = (performance.now() - startedAt) / 1000;
console.log(JSON.stringify({ came, seconds, peakMb: process.resourceUsage().maxRSS / 1024 }));
