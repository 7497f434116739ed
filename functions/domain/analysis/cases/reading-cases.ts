import { untriedReadings } from "../../ruleset/readings.ts";
import type { CaseBook } from "./case-book.ts";

/** Proposes a case that there is already once more, under each reading that none is under. */
export async function proposeReadings(book: CaseBook): Promise<void> {
  for (;;) {
    const { cases, rule, ruleset, on } = book;
    const [reading] = untriedReadings(rule, ruleset, cases, on);
    const [first] = cases;
    if (!reading || !first) return;
    const { name: _, expect: __, ...asked } = first;
    const settings = { ...first.settings, [reading.setting]: reading.value };
    await book.propose({ tries: reading.text, ruleCase: { ...asked, settings } });
  }
}
