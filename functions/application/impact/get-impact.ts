import { getImpact } from "../../adapters/impact-objects.ts";
import { loadImpactRun, loadLanes } from "../../adapters/store/impacts.ts";
import { loadInForce } from "../../adapters/store/publications.ts";
import { requirePermission } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import { YifaError } from "../../domain/errors.ts";
import type { ImpactRun } from "../../domain/impact/run.ts";
import type { ShortImpact } from "../../domain/impact/short.ts";
import { short } from "../../domain/publication/act.ts";
import { requireProposed } from "./start-impact.ts";

/** How far a run is, and once it is finished what it came to. */
export type SeenImpact = Omit<ImpactRun, "lanes" | "result" | "version"> & {
  readonly status: "running" | "done";
  /** Whether the ruleset that it compares with is still in force. */
  readonly fromInForce: boolean;
  readonly progress: { readonly lanes: number; readonly done: number; readonly records: number };
  readonly impact?: ShortImpact;
};

export async function seeImpact(to: string, caller: Caller): Promise<SeenImpact> {
  requirePermission(caller, "ruleset:read");
  const run = await loadImpactRun(to);
  if (run) return seenOf(run);
  await requireProposed(to);
  throw new YifaError(
    "unknown",
    "no-impact",
    `规则集 ${short(to)} 还没有测算影响，可用 npx yifa rules weigh ${short(to)} 测算`,
  );
}

export async function seenOf({ lanes, result, version: _, ...run }: ImpactRun): Promise<SeenImpact> {
  const [states, inForce] = await Promise.all([loadLanes({ ...run, lanes, version: _ }), loadInForce()]);
  const impact = result === undefined ? undefined : await getImpact(run.to, result);
  return {
    ...run,
    status: run.finishedAt === undefined ? "running" : "done",
    fromInForce: run.from === inForce?.hash,
    progress: {
      lanes: lanes.length,
      done: states.filter(({ done }) => done).length,
      records: states.reduce((sum, { records }) => sum + records, 0),
    },
    ...(impact && { impact }),
  };
}
