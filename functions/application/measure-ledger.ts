import type { Caller } from "../domain/entities.ts";
import type { Measure } from "../domain/measure/measure.ts";
import type { Range } from "../domain/report/ledger.ts";
import { draftedWithin } from "../domain/report/measure-ledger.ts";
import type { Directory } from "../domain/schema/folder.ts";
import { allPages } from "./all-pages.ts";
import { listMeasures } from "./list-measures.ts";

type Question = {
  readonly agency?: string | undefined;
  readonly range: Range;
  readonly caller: Caller;
  readonly directory: Directory;
};

/** Measures that the caller may see, by the day on which they were drafted. */
export async function getMeasureLedger({ range, ...question }: Question): Promise<Measure[]> {
  return draftedWithin(await allPages((cursor) => listMeasures({ ...question, cursor })), range);
}
