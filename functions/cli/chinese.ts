import type { Argument, Command, Option } from "commander";
import stringWidth from "string-width";

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
  "Global Options:": "全局选项：",
};

/** The refusals of the argument parser. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*)'/, "错误：不认识选项“$1”"],
  [/^error: unknown command '(.*)'/, "错误：不认识命令“$1”"],
  [/\(Did you mean (?:one of )?(.*)\?\)/, "（是否想用 $1？）"],
  [/^error: option '(.*)' argument missing/, "错误：选项 $1 后面缺少值"],
  [
    /^error: option '(.*?)' argument '(.*?)' is invalid\. Allowed choices are (.*)\./,
    "错误：选项 $1 的值“$2”不可用，可用：$3",
  ],
  [
    /^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\. Allowed choices are (.*)\./,
    "错误：参数 $2 的值“$1”不可用，可用：$3",
  ],
  [/^error: required option '(.*)' not specified/, "错误：缺少选项 $1"],
  [/^error: missing required argument '(.*)'/, "错误：缺少参数 $1"],
  [/^error: option '(.*?)' cannot be used with option '(.*?)'/, "错误：选项 $1 不能与 $2 同时使用"],
  [/^error: too many arguments.*/, "错误：多余的参数，用 --help 查看用法"],
];

export function inChinese(text: string): string {
  return REFUSALS.reduce((told, [pattern, chinese]) => told.replace(pattern, chinese), text);
}

/** Help and refusals of a command and all below it in Chinese, aligned by columns; wrong usage throws. */
export function speakChinese(command: Command): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .helpOption("-h, --help", "显示帮助")
    .helpCommand(false)
    .configureOutput({ outputError: (text, write) => write(inChinese(text)) })
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      displayWidth: stringWidth,
      optionDescription: described,
      argumentDescription: described,
    });
  for (const inner of command.commands) speakChinese(inner);
}

/** With the values that are taken, and the one that counts where none is given. */
function described({ description, defaultValue, argChoices }: Option | Argument): string {
  const notes = [
    ...(argChoices ? [`可用：${argChoices.join("、")}`] : []),
    ...(typeof defaultValue === "string" ? [`缺省：${defaultValue}`] : []),
  ];
  return notes.length > 0 ? `${description}（${notes.join("；")}）` : description;
}
