import { agencyPk } from "../../adapters/store/keys.ts";
import { commitLines } from "../../adapters/store/notices.ts";
import { loadRunReport } from "../../adapters/store/recompute.ts";
import { nextMailingDay } from "../../domain/notice/mailing-day.ts";
import { rulesLines } from "../../domain/notice/rules-line.ts";
import type { RunContext } from "./recompute-case.ts";

/** Each agency and the keeper of the directory hear once what a run changed, however often it was broken off. */
export async function tellChanges(context: RunContext): Promise<void> {
  const { ruleset, run, mailOn } = context;
  const { agencies } = await loadRunReport(run);
  const told = { run, on: mailOn, directory: ruleset.directory };
  for (const [agency, counts] of Object.entries(agencies)) {
    const lines = rulesLines(agency, counts, told);
    // A line that is there already was written by the pass before.
    if (lines.length > 0)
      await commitLines({ pk: agencyPk(agency), lines, guard: [] }, (day) => nextMailingDay(ruleset, day));
  }
}
