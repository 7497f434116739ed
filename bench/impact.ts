import { readRulesFolder } from "../functions/adapters/rules-folder.ts";
import { storedChange, storedImpact } from "../functions/application/impact/stored-impact.ts";
import type { Impact } from "../functions/domain/impact/impact.ts";
import type { Ruleset } from "../functions/domain/ruleset/ruleset.ts";
import { compiled } from "../test/support/publish.ts";
import { meterReads } from "./meter.ts";
import { freshTable, withStack } from "./stack.ts";
import { ON, store } from "./stored-cases.ts";
import { seconds } from "./timing.ts";

const RECORDS = Number(process.env.RECORDS ?? 100_000);

/** One changed rule over many stored records: of the type that it is about, and of another one. */
export function benchImpact(): Promise<string[]> {
  process.env.YIFA_AS_OF = ON;
  return withStack(async () => {
    const { ruleset } = await freshTable();
    const items = await store(RECORDS, ruleset, "all");
    const files = await readRulesFolder("rules");
    const within = (path: string, from: string, to: string) =>
      compiled(new Map(files).set(path, replaced(files.get(path) ?? "", from, to)));
    const touching = within("changji-2019-18/disclosure/licence-or-penalty.json", '"count": 7', '"count": 5');
    const beside = within("changji-2019-18/disputes/first-petition.json", '"count": 60', '"count": 30');
    return [
      `${RECORDS} stored records (${items} items)`,
      ...(await measure("a changed rule on their type", ruleset, touching, RECORDS)),
      ...(await measure("a changed rule on another type", ruleset, beside, 0)),
    ];
  });
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the rule has no ${from}`);
  return text.replace(from, to);
}

async function measure(what: string, from: Ruleset, to: Ruleset, expected: number): Promise<string[]> {
  const meter = meterReads();
  let peak = 0;
  let impact: Impact | undefined;
  const time = await seconds(async () => {
    impact = await storedImpact(await storedChange(from, to, ON), () => {
      peak = Math.max(peak, process.memoryUsage.rss());
    });
  });
  if (!impact || impact.records !== expected || impact.failed.length > 0)
    throw new Error(`${impact?.records} records compared, ${impact?.failed.length} failed`);
  const rate = expected === 0 ? "" : `, ${(expected / time).toFixed(0)} records/s`;
  return [
    `${what}   ${time.toFixed(1)} s${rate}, ${(peak / 2 ** 20).toFixed(0)} MB at most`,
    `  ${meter.capacity.toFixed(0)} read units in ${meter.reads} reads; ${impact.duties.length} duties change, ${impact.mails.length} people's mail`,
  ];
}
