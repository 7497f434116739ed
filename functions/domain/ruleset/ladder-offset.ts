import type { LadderStep, Settings } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { acceptedNames } from "./accepted.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Path, SourceFile } from "./source-file.ts";

/** A number of working days and the first day on which it counts. */
export type DatedOffset = { readonly from: IsoDate; readonly offset: number };

/** Which offsets from the due date a step of this name may have, in working days. */
const SIDES: Record<LadderStep["name"], { fits: (offset: number) => boolean; form: string }> = {
  提醒: { fits: (offset) => offset <= 0, form: "不得在期限届满之后，应为 0 或者负数，例如 -2" },
  到期提醒: { fits: (offset) => offset === 0, form: "应在期限届满当日，即 0" },
  催办: { fits: (offset) => offset >= 0, form: "不得在期限届满之前，应为 0 或者正数，例如 1" },
  督办: { fits: (offset) => offset > 0, form: "应在期限届满之后，为正数，例如 5" },
  约谈: { fits: (offset) => offset > 0, form: "应在期限届满之后，为正数，例如 10" },
  责令整改: { fits: (offset) => offset > 0, form: "应在期限届满之后，为正数，例如 15" },
  通报批评: { fits: (offset) => offset > 0, form: "应在期限届满之后，为正数，例如 20" },
};

/** One without a date where the step says it itself; all of a setting's values; none where the setting is not usable. */
export function offsetsOf(
  { offsetWorkingDays }: LadderStep,
  settings: Settings | undefined,
): readonly DatedOffset[] {
  if (typeof offsetWorkingDays === "number") return [{ from: "0000-01-01", offset: offsetWorkingDays }];
  return (settingNamed(offsetWorkingDays.fact, settings)?.values ?? []).flatMap(({ from, value }) =>
    typeof value === "number" ? [{ from, offset: value }] : [],
  );
}

export function* checkOffset(
  step: LadderStep,
  { source, path }: { source: SourceFile; path: Path },
  settings: Settings | undefined,
): Iterable<Diagnostic> {
  const { name, offsetWorkingDays: written } = step;
  const { fits, form } = SIDES[name];
  if (typeof written !== "number") {
    const usable = settings?.values.filter(({ unit }) => unit === "working-day") ?? [];
    const setting = settingNamed(written.fact, settings);
    if (settings && !usable.some((one) => one === setting))
      yield source.at(
        [...path, "fact"],
        setting ? "unit-mismatch" : "unknown-fact",
        setting
          ? `时点按工作日计，设定“${show(setting.label)}”的单位不是工作日`
          : `没有设定“${show(written.fact)}”`,
        {
          found: written.fact,
          ...acceptedNames(usable.map(({ id, label }) => ({ id: `setting.${id}`, label }))),
        },
      );
  }
  const wrong = offsetsOf(step, settings).find(({ offset }) => !fits(offset) || !Number.isInteger(offset));
  if (wrong)
    yield source.at(path, "ladder-offset", `“${name}”的时点 ${wrong.offset} 不可用，${form}`, {
      found: wrong.offset,
    });
}

const settingNamed = (fact: string, settings: Settings | undefined) =>
  settings?.values.find(({ id }) => `setting.${id}` === fact);
