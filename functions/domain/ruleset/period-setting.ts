import type { Settings } from "../schema/folder.ts";
import { acceptedNames } from "./accepted.ts";
import type { VersionPlace } from "./check-version.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import { valueAt } from "./json-value.ts";
import type { Path } from "./source-file.ts";

export type Setting = Settings["values"][number];

/** One that may only take such values: whatever it is set to, a case or a change of it keeps it one. */
export const takesOnly = ({ accepted }: Setting, fits: (value: unknown) => boolean): boolean =>
  accepted?.every(({ value }) => fits(value)) ?? false;

type Wanted = { readonly fits: (value: unknown) => boolean; readonly needs: string };

/** The setting that a cadence asks on the first day of a period: nothing where it is not one of that kind. */
export function* periodSetting(
  { source, parts, rule }: VersionPlace,
  fact: unknown,
  { fits, needs }: Wanted,
  at: Path,
): Generator<Diagnostic, Setting | undefined> {
  const settings = parts.settings?.value.values;
  if (!settings || typeof fact !== "string") return undefined;
  const setting = settings.find(({ id }) => `setting.${id}` === fact);
  if (!setting || !takesOnly(setting, fits)) {
    const fitting = settings.filter((one) => takesOnly(one, fits));
    const named = fitting.map(({ id, label }) => ({ id: `setting.${id}`, label }));
    const [code, message] = setting
      ? ["fact-type", `设定“${show(setting.label)}”不可用：应列明可取的值（accepted），各为${needs}`]
      : ["unknown-fact", `没有设定“${show(fact)}”`];
    yield source.at(at, code as string, message as string, { found: fact, ...acceptedNames(named) });
    return undefined;
  }
  const from = setting.values[0]?.from ?? "";
  const effectiveFrom = valueAt(rule, ["versions", 0, "effectiveFrom"]);
  if (typeof effectiveFrom === "string" && effectiveFrom < from)
    yield source.at(
      at,
      "setting-too-late",
      `设定“${show(setting.label)}”自 ${from} 起才有值，晚于规则施行日期 ${effectiveFrom}`,
      { found: fact },
    );
  return setting;
}
