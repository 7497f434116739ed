import { readRulesFolder } from "../functions/adapters/rules-folder.ts";
import { storedChange, storedImpact } from "../functions/application/impact/stored-impact.ts";
import { compiled } from "../test/support/publish.ts";
import { meterReads } from "./meter.ts";
import { ON } from "./stored-cases.ts";
import { seconds } from "./timing.ts";

/** `impact-worker.ts <file> <text> <other text>`: one changed rule over the table that the environment names. */
const [path = "", from = "", to = ""] = process.argv.slice(2);
const files = await readRulesFolder("rules");
const text = files.get(path) ?? "";
if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
const change = await storedChange(
  compiled(files),
  compiled(new Map(files).set(path, text.replace(from, to))),
  ON,
);
const before = process.memoryUsage.rss();
const meter = meterReads();
let found = { records: 0, failed: 0, duties: 0, mails: 0 };
const time = await seconds(async () => {
  const { records, failed, duties, mails } = await storedImpact(change);
  found = { records, failed: failed.length, duties: duties.length, mails: mails.length };
});
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
const peakMegabytes = megabytes(process.resourceUsage().maxRSS * 1024);
console.log(JSON.stringify({ ...found, ...meter, time, peakMegabytes, startMegabytes: megabytes(before) }));
process.exit(0);
