import { type Diagnostic, formatDiagnostic } from "../domain/ruleset/diagnostic.ts";

/** Of places that name the same missing thing; one slip in the file that should have it breaks them all. */
const MAX_ALIKE = 5;

/** One line each; where one missing name is referred to all over, the first places and how many more there are. */
export function diagnosticLines(found: readonly Diagnostic[]): string[] {
  const all = Map.groupBy(found, missingName);
  const told = new Map<string, number>();
  return found.flatMap((one) => {
    const line = formatDiagnostic(one);
    const name = missingName(one);
    if (name === undefined) return [line];
    const nth = (told.get(name) ?? 0) + 1;
    told.set(name, nth);
    if (nth > MAX_ALIKE) return [];
    const more = (all.get(name)?.length ?? 0) - MAX_ALIKE;
    return nth === MAX_ALIKE && more > 0
      ? [line, `另有 ${more} 处引用同一不存在的名称“${one.found}”（${one.code}），改正后再检查`]
      : [line];
  });
}

/** Keys, files and operators are named by the format, not by other files. */
function missingName({ code, found }: Diagnostic): string | undefined {
  const refers = /^unknown-(?!key$|file$|operator$)/.test(code) && found !== undefined;
  return refers ? `${code} ${found}` : undefined;
}
