import { Command } from "commander";
import { readCalendars, readDefaultCalendar } from "../adapters/calendar-folder.ts";
import { dueDate } from "../domain/calendar/due-date.ts";
import { readDueQuery } from "../domain/calendar/due-query.ts";
import { YifaError } from "../domain/errors.ts";
import { inChinese } from "./chinese.ts";
import { dueAnswer } from "./due-answer.ts";
import { answerLines } from "./due-lines.ts";

type Options = {
  after?: string;
  count?: string;
  unit?: string;
  calendar?: string;
  roll?: string;
  stdin?: boolean;
  json?: boolean;
  rules: string;
};

const QUERY_OPTIONS = ["after", "count", "unit", "roll"] as const;
const WRONG_USAGE = 2;
const EXAMPLES = `
示例：
  yifa due --after 2026-09-28 --count 7 --unit working-day
  yifa due --after 2026-09-28T11:00+08:00 --count 6.5 --unit working-day --json
  echo '{"after":"2026-09-28","count":7,"unit":"working-day"}' | yifa due --stdin
`;

export function dueCommand(): Command {
  return new Command("due")
    .description("计算期限届满日，列明计入和不计入的日子")
    .option("--after <日期>", "起算事件的日期，当日不计入；计半个工作日时可为时刻")
    .option("--count <数>", "期限长短，例如 7；工作日可计半日，例如 6.5")
    .option("--unit <单位>", "working-day 工作日、day 日、month 月、year 年")
    .option("--calendar <名称>", "工作日历，例如 cn-xj（默认按 settings.json）")
    .option("--roll <方式>", "末日为休息日时：next 顺延（默认）、previous 提前、none 不变")
    .option("--stdin", "从标准输入逐行读 JSON，逐行回答")
    .option("--json", "输出 JSON")
    .option("--rules <文件夹>", "规则文件夹", "rules")
    .helpOption("-h, --help", "显示帮助")
    .addHelpText("after", EXAMPLES)
    .allowExcessArguments(false)
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(inChinese(text)) })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONG_USAGE))
    .action(async (options: Options) => {
      try {
        await (options.stdin ? answerStdin(options) : answerOne(options));
      } catch (error) {
        if (isClosedPipe(error)) return;
        if (!(error instanceof YifaError)) throw error;
        process.stderr.write(`错误：${error.message}\n`);
        process.exitCode = WRONG_USAGE;
      }
    });
}

async function answerStdin(options: Options): Promise<void> {
  const extra = QUERY_OPTIONS.filter((name) => options[name] !== undefined);
  if (extra.length > 0) {
    const named = extra.map((name) => `--${name}`).join("、");
    throw new YifaError("invalid", "wrong-usage", `--stdin 不与 ${named} 同用：请写在每行 JSON 里`);
  }
  const failed = await answerLines(
    process.stdin,
    process.stdout,
    readCalendars(options.rules),
    calendarOf(options),
  );
  if (failed > 0) process.exitCode = 1;
}

function answerOne(options: Options): void {
  const { after, unit, roll } = options;
  const missing = (["after", "count", "unit"] as const).filter((name) => options[name] === undefined);
  if (missing.length > 0) {
    const named = missing.map((name) => `--${name}`).join("、");
    throw new YifaError(
      "invalid",
      "wrong-usage",
      `缺少 ${named}，例如 yifa due --after 2026-09-28 --count 7 --unit working-day`,
    );
  }
  const count = /^\d+(\.\d+)?$/.test(options.count ?? "") ? Number(options.count) : options.count;
  const query = readDueQuery(
    { after, count, unit, ...(roll === undefined ? {} : { roll }) },
    calendarOf(options),
  );
  const calendars = readCalendars(options.rules);
  const derivation = dueDate(calendars, query);
  process.stdout.write(
    options.json ? `${JSON.stringify(derivation)}\n` : dueAnswer(query, derivation, calendars),
  );
}

function calendarOf({ calendar, rules }: Options): string {
  return calendar ?? readDefaultCalendar(rules);
}

/** The reader of our answers, `head` for example, has seen enough. */
function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EPIPE";
}
