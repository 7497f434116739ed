import { type Awaiting, loadNeeds } from "../adapters/store/awaiting.ts";
import { factsRequestAwait } from "../adapters/store/keys.ts";
import {
  commitGuard,
  commitLines,
  factsRequestGuard,
  factsRequestRevival,
} from "../adapters/store/notices.ts";
import { factsLines, nextFactsRequestOn } from "../domain/notice/facts-line.ts";
import { clerks } from "../domain/notice/recipients.ts";
import type { SweepContext } from "./sweep.ts";
import type { Tally } from "./tally.ts";

type Request = Extract<Awaiting, { kind: "facts-request" }>;

/** One request to an agency for all that its records lack, and the day of the next one while something is lacking. */
export async function sweepFactsRequest(
  request: Request,
  context: SweepContext,
  tally: Tally,
): Promise<void> {
  const { ruleset, on, nextDay } = context;
  const { agency, awaitOn, pk } = request;
  const needs = await loadNeeds(agency);
  const next = factsRequestAwait(agency, nextFactsRequestOn(ruleset, on));
  if (needs.length === 0) {
    await commitGuard([factsRequestGuard(agency, awaitOn, undefined)]);
    // A record that came in between found a date set and left it: then it is asked for after all.
    if ((await loadNeeds(agency)).length > 0) await commitGuard([factsRequestRevival(agency, next)]);
    return;
  }
  const lines = factsLines(agency, needs, awaitOn.slice(0, 10), on, ruleset);
  if (!(await commitLines({ pk, lines, guard: [factsRequestGuard(agency, awaitOn, next)] }, nextDay))) return;
  const people = clerks(agency, ruleset.directory, on).length;
  tally.due(people);
  tally.written(lines);
  if (people > lines.length) tally.suppressed("no-recipient", people - lines.length);
}
