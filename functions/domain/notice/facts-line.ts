import { addWorkingDays } from "../calendar/working-days.ts";
import type { RecordKey } from "../entities.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { gapText } from "./gap.ts";
import { lineKey, type NoticeLine } from "./line.ts";
import { clerks } from "./recipients.ts";

export type MissingFacts = { readonly subject: RecordKey; readonly missing: readonly string[] };

/** One request to an agency for all facts that its records lack; `awaitedOn` names the request. */
export function factsLines(
  agency: string,
  needs: readonly MissingFacts[],
  awaitedOn: IsoDate,
  on: IsoDate,
  ruleset: Ruleset,
): NoticeLine[] {
  if (needs.length === 0) return [];
  const text = factsText(needs, ruleset);
  return clerks(agency, ruleset.directory, on).flatMap(({ agency: reader, recipient, standsInFor, gap }) =>
    recipient === undefined
      ? []
      : [
          {
            key: lineKey(`facts:${agency}`, gap ? `${awaitedOn}.gap` : awaitedOn, recipient),
            kind: gap ? ("gap" as const) : ("facts" as const),
            agency: reader,
            recipient,
            ...(standsInFor !== undefined && { standsInFor }),
            on,
            status: "collecting" as const,
            text: gap ? gapText(gap, ruleset.directory) : text,
          },
        ],
  );
}

/** When an agency is asked again, if something is lacking still. */
export function nextFactsRequestOn(ruleset: Ruleset, on: IsoDate): IsoDate {
  const { calendar, factsRequestEveryWorkingDays } = ruleset.settings;
  return addWorkingDays(ruleset.calendars, calendar, on, factsRequestEveryWorkingDays);
}

/** 行政执法决定12件缺少事实，尚不能认定……：重大社会影响（12件）、听证（3件） */
function factsText(needs: readonly MissingFacts[], ruleset: Ruleset): string {
  const byType = Map.groupBy(needs, (need) => need.subject.type);
  const sentences = [...byType].map(([type, own]) => {
    const recordType = ruleset.recordTypes.get(type);
    const counts = new Map<string, number>();
    for (const fact of own.flatMap((need) => need.missing)) counts.set(fact, (counts.get(fact) ?? 0) + 1);
    const facts = [...counts]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([name, n]) => `${recordType?.facts.find((fact) => fact.name === name)?.label ?? name}（${n}件）`);
    return `${recordType?.label ?? type}${own.length}件缺少下列事实：${facts.join("、")}`;
  });
  return `${sentences.join("；")}。补齐前不能认定有关程序是否适用`;
}
