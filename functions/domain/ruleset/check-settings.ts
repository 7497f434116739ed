import { isCount } from "../calendar/due-date.ts";
import { type ValueProblem, valueProblem } from "../decide/fact-value.ts";
import type { Settings } from "../schema/folder.ts";
import type { IsoDate, Scalar } from "../schema/primitives.ts";
import { acceptedNames } from "./accepted.ts";
import { checkAddress } from "./check-address.ts";
import { calendarRegions } from "./check-calendars.ts";
import { checkSupervisionReport } from "./check-supervision-report.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Entry, Parts } from "./parts.ts";
import { repeated } from "./repeated.ts";
import { settingsNamed } from "./settings-named.ts";
import type { Path, SourceFile } from "./source-file.ts";
import { unfit } from "./unfit.ts";

type Setting = Settings["values"][number];

const TYPES: Readonly<Record<string, string>> = { string: "文本", number: "数", boolean: "是否" };
const typeName = (value: Scalar): string => TYPES[typeof value] as string;

export function* checkSettings(
  { value: settings, source }: Entry<Settings>,
  parts: Parts,
): Iterable<Diagnostic> {
  const calendars = calendarRegions(parts);
  if (!calendars.includes(settings.calendar))
    yield source.at(["calendar"], "unknown-calendar", `没有工作日历“${settings.calendar}”`, {
      found: settings.calendar,
      accepted: calendars,
    });
  yield* checkAddress(settings.office.sender, source, ["office", "sender"]);
  for (const { key, index } of repeated(settings.values, ({ id }) => id))
    yield source.at(["values", index, "id"], "repeated-id", `设定“${key}”已在前面列出`, { found: key });
  for (const { key, index, first } of repeated(settings.values, ({ label }) => label))
    yield source.at(
      ["values", index, "label"],
      "repeated-label",
      `名称“${show(key)}”已用于设定“${first.id}”`,
    );
  for (const [i, setting] of settings.values.entries()) yield* checkSetting(setting, source, ["values", i]);
  yield* checkSupervisionReport({ value: settings, source }, parts);
  yield* checkUnused({ value: settings, source }, parts);
}

function* checkSetting(setting: Setting, source: SourceFile, path: Path): Iterable<Diagnostic> {
  const subject = `设定“${show(setting.label)}”（${setting.id}）`;
  const { values, accepted = [], unit } = setting;
  const first = firstValue(setting);
  if (setting.id.split(".").some((part) => part in Object.prototype))
    yield source.at([...path, "id"], "reserved-name", `“${setting.id}”为系统保留，不得用作设定代号`, {
      found: setting.id,
    });
  if (unit !== undefined && typeof first !== "number")
    yield source.at([...path, "unit"], "key-not-used", `${subject}的值不是数，不得写“unit”`, { atKey: true });
  for (const [n, { value }] of accepted.entries())
    if (typeof value !== typeof first)
      yield source.at(
        [...path, "accepted", n, "value"],
        "wrong-type",
        `${subject}的值应为同一类型：${JSON.stringify(value)} 是${typeName(value)}，前面的是${typeName(first)}`,
        { found: value },
      );
  for (const { key, index } of repeated(accepted, ({ value }) => JSON.stringify(value)))
    yield source.at(
      [...path, "accepted", index, "value"],
      "repeated-value",
      `${subject}的可选值 ${show(key)} 重复`,
    );
  for (const { key, index } of repeated(accepted, ({ label }) => label))
    yield source.at(
      [...path, "accepted", index, "label"],
      "repeated-label",
      `${subject}的名称“${show(key)}”重复`,
    );
  for (const [n, { from, value }] of values.entries()) {
    yield* checkOrder(subject, from, values[n - 1]?.from, source, [...path, "values", n, "from"]);
    const problem = settingProblem(setting, value);
    if (problem) yield unfit(source, [...path, "values", n, "value"], problem);
  }
}

function* checkOrder(
  subject: string,
  from: IsoDate,
  before: IsoDate | undefined,
  source: SourceFile,
  path: Path,
): Iterable<Diagnostic> {
  if (before === undefined || from > before) return;
  const [code, message] =
    from === before
      ? ["repeated-date", `${subject}自 ${from} 起已有一个值，一天只能有一个`]
      : ["value-order", `${subject}的各值应按起始日先后排列：${from} 早于上一项的 ${before}`];
  yield source.at(path, code as string, message as string, { found: from });
}

const firstValue = ({ accepted, values }: Setting): Scalar =>
  accepted?.[0]?.value ?? (values[0] as Setting["values"][number]).value;

/** Why a setting cannot take a value, in its own file or in a case. */
export function settingProblem(setting: Setting, value: unknown): ValueProblem | undefined {
  const { id, label, accepted, unit } = setting;
  const shown = show(JSON.stringify(value));
  const subject = `设定“${show(label)}”（${id}）的值 ${shown} 不可用`;
  const first = firstValue(setting);
  if (typeof value !== typeof first)
    return { code: "wrong-type", message: `${subject}，应为${typeName(first)}` };
  if (typeof value === "number") {
    const unfit = valueProblem({ name: id, label, type: "number", unit }, value);
    if (unfit) return unfit;
    if ((unit === "working-day" || unit === "day") && !isCount(value, unit))
      return { code: "out-of-range", message: `${subject}，日数不得为 0，最多 3660` };
  }
  if (!accepted || accepted.some((one) => one.value === value)) return undefined;
  const named = accepted.map((one) => ({ id: String(one.value), label: one.label }));
  return { code: "value-not-listed", message: subject, found: String(value), ...acceptedNames(named) };
}

/** Only where every file could be read: one that could not may be the one that uses it. */
function* checkUnused({ value: { values }, source }: Entry<Settings>, parts: Parts): Iterable<Diagnostic> {
  if (parts.unread.size > 0) return;
  const users = [...parts.rules, ...parts.ladders];
  const used = new Set(users.flatMap(({ value }) => [...settingsNamed(value)]));
  for (const [i, { id, label }] of values.entries())
    if (!used.has(id))
      yield source.warn(
        ["values", i, "id"],
        "unused-setting",
        `没有规则或者催办阶梯使用设定“${show(label)}”（${id}）`,
        {
          found: id,
        },
      );
}
