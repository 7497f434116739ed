import { Command } from "commander";
import { lunarDay, packagedYear } from "../adapters/packaged-holidays.ts";
import { NATIONAL } from "../domain/calendar/calendars.ts";
import { calendarFileText, draftYear } from "../domain/calendar/year-draft.ts";
import { YifaError } from "../domain/errors.ts";
import { calendarOption, yearArgument } from "./calendar-options.ts";
import { fill } from "./fill.ts";

/** The solar terms are computed for this century. */
const [FIRST, LAST] = [2001, 2099];

export function draftCommand(): Command {
  return new Command("draft")
    .addArgument(yearArgument())
    .addOption(calendarOption("工作日历").default(NATIONAL))
    .description("拟出一年的日历文件，须对照放假通知核对后再用；尚无数据的年份只列法定放假日")
    .addHelpText("after", "\n例：npx yifa calendar draft 2027 > rules/calendars/cn/2027.json")
    .action(draft);
}

function draft(year: number, { calendar }: { calendar: string }): void {
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(calendar))
    throw new YifaError(
      "invalid",
      "usage",
      `工作日历“${calendar.slice(0, 60)}”不可用，应为小写字母、数字和“-”，例如 cn-xj`,
    );
  if (year < FIRST || year > LAST)
    throw new YifaError(
      "invalid",
      "usage",
      `只能拟出 ${FIRST} 至 ${LAST} 年的日历，年份“${year}”不可用，例如 2027`,
    );
  const packaged = packagedYear(year);
  const drafted = draftYear(calendar, year, {
    packaged,
    lunarDay: (month, day) => lunarDay(year, month, day),
  });
  process.stdout.write(calendarFileText(drafted));
  const what =
    calendar !== NATIONAL
      ? `地区放假日期不能推算，也没有现成数据：只拟出空文件，状态为 unknown（未公布或未核实）。`
      : packaged
        ? `按软件包 chinese-days 的数据拟出，尚未对照通知：请逐日核对，补写文号、成文日期和出处。`
        : `软件包 chinese-days 没有 ${year} 年的数据（通知可能尚未公布）：只列法定放假日，不含调休，状态为 unknown（未公布或未核实），跨入该年度的届满日仍为暂定。`;
  const where = `核对后存为 calendars/${calendar}/${year}.json，再用 yifa calendar check 检查。`;
  process.stderr.write(`${fill(`${what}${where}`).join("\n")}\n`);
}
