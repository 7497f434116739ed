import type { Diagnostic } from "../ruleset/diagnostic.ts";
import type { Demand } from "./demands.ts";
import { TRUE } from "./outcomes.ts";
import type { Provisions } from "./provisions.ts";

/** Versions whose condition holds only of records from days on which they are not in force. */
export function* neverInForce(provisions: Provisions): Generator<Diagnostic> {
  for (const provision of provisions.all) {
    const { version } = provision;
    const holds: Demand = [version.when, TRUE];
    const counts: Demand = [provisions.inForce(provision, "perhaps"), TRUE];
    if (provisions.excludes(provision, [holds]) || !provisions.excludes(provision, [holds, counts])) continue;
    const { effectiveFrom: from, effectiveTo: to } = version;
    const days = to === undefined ? `自${from}起` : `${from}至${to}`;
    const message = `条件只对本版本施行期间（${days}）以外的台账成立，本版本永远不适用，请核对日期`;
    const example = provisions.certain(provision, [holds]);
    const shown = example && { text: `${provisions.caseOf(example)}，符合条件，但不在施行期间`, example };
    yield provisions.shown(provision, ["when"], "never-in-force", message, shown);
  }
}
