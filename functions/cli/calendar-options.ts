import { Argument, Option } from "commander";
import { YifaError } from "../domain/errors.ts";

/** The years that due dates are computed for. */
export const yearArgument = () => new Argument("<YEAR>", "公历年份，例如 2026").argParser(parseYear);
export const calendarOption = (description: string) => new Option("--calendar <ID>", description);

function parseYear(text: string): number {
  if (/^(19|20|21)\d\d$/.test(text)) return Number(text);
  throw new YifaError("invalid", "usage", `年份“${text}”不可用，应为 1900 至 2199 的四位数字，例如 2026`);
}
