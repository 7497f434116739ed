import { benchCost } from "./cost.ts";
import { benchDecide } from "./decide.ts";
import { benchDeliver } from "./deliver.ts";
import { benchDue } from "./due.ts";
import { benchImpact } from "./impact.ts";
import { benchImport } from "./import.ts";
import { benchLoad } from "./load.ts";
import { benchStart } from "./start.ts";
import { benchSweep } from "./sweep.ts";

/** `npm run bench [name…]`: figures as measured on this machine; ratios are taken side by side in one run. */
const BENCHES: Readonly<Record<string, () => Promise<string[]>>> = {
  cost: benchCost,
  decide: benchDecide,
  deliver: benchDeliver,
  due: benchDue,
  impact: benchImpact,
  import: benchImport,
  load: benchLoad,
  start: benchStart,
  sweep: benchSweep,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHES));
if (unknown !== undefined)
  throw new Error(`no benchmark "${unknown}": choose from ${Object.keys(BENCHES).join(", ")}`);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  for (const line of await bench()) console.log(`  ${line}`);
}
process.exit(0);
