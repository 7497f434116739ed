import { now } from "../adapters/clock.ts";
import { both } from "../adapters/store/history.ts";
import { loadMeasureCount, numberWrite } from "../adapters/store/measures.ts";
import { commitLines, guarded } from "../adapters/store/notices.ts";
import { measureChange } from "../adapters/store/sealed.ts";
import { type Permission, requirePermission } from "../domain/access/permissions.ts";
import type { Caller, Duty, StoredRecord } from "../domain/entities.ts";
import { YifaError } from "../domain/errors.ts";
import { answerMeasure, closeMeasure, issueMeasure } from "../domain/measure/act.ts";
import type { Measure } from "../domain/measure/measure.ts";
import { measureNumber } from "../domain/measure/number.ts";
import type { MeasureAct } from "../domain/measure/status.ts";
import { isMailingDay, nextMailingDay } from "../domain/notice/mailing-day.ts";
import { measureLines } from "../domain/notice/measure-line.ts";
import { wording } from "../domain/personal/wording.ts";
import type { Ruleset } from "../domain/ruleset/ruleset.ts";
import type { Directory } from "../domain/schema/folder.ts";
import type { IsoDate } from "../domain/schema/primitives.ts";
import { loadMeasure } from "./load-measure.ts";
import { reachable } from "./reachable.ts";

type Who = { id: string; caller: Caller; on: IsoDate; ruleset: Ruleset };
/** `text`: the number of the issuer's own register (or none, for the next one here), the answer, or the reason. */
export type ActOnMeasure = Who & { act: MeasureAct; text?: string | undefined };

const PERMISSIONS: Record<MeasureAct, Permission> = {
  issue: "measure:issue",
  cancel: "measure:issue",
  accept: "measure:issue",
  return: "measure:issue",
  answer: "measure:answer",
};
/** How often a measure, or the next number, that others take meanwhile is read again. */
const ATTEMPTS = 6;

/** What a person does to a measure, with the line that tells the other side, written together. */
export async function actOnMeasure(request: ActOnMeasure): Promise<Measure> {
  const { id, act, caller, on, ruleset } = request;
  const directory = await reachable(ruleset.directory);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { measure, duty, record, chain } = await loadMeasure(id, caller);
    requirePermission(caller, PERMISSIONS[act], measure.agency);
    if (act !== "answer") requireIssuer(caller, measure, directory);
    const { after, guard } = await taken(measure, duty, worded(request, record));
    const day = isMailingDay(ruleset, on) ? on : nextMailingDay(ruleset, on);
    const lines = measureLines(after, directory, day);
    const by = { at: now().toISOString(), by: caller.name };
    const change = both([{ writes: guard, entries: [] }, measureChange(after, by)]);
    const commit = { pk: chain.pk, lines, ...guarded(change, chain) };
    if (await commitLines(commit, (frozen) => nextMailingDay(ruleset, frozen))) return after;
  }
  throw new YifaError("conflict", "busy", "该监督措施正被他人办理，请稍后再试");
}

/** What is written goes into mail and documents. */
const worded = ({ text, ...request }: ActOnMeasure, record: StoredRecord | undefined): ActOnMeasure => ({
  ...request,
  text: text === undefined ? undefined : wording(record, request)(text),
});

async function taken(measure: Measure, duty: Duty, { act, caller, on, ruleset, text }: ActOnMeasure) {
  const by = { on, by: caller.name };
  if (act === "answer")
    return { after: answerMeasure(measure, { ...by, text: required(text, act) }), guard: [] };
  if (act !== "issue")
    return { after: closeMeasure(measure, act, { ...by, reason: required(text, act) }), guard: [] };
  const year = on.slice(0, 4);
  const count = text === undefined ? await loadMeasureCount(measure.issuer, year) : 0;
  const number = text ?? measureNumber(measure, year, count + 1, ruleset.directory);
  const after = issueMeasure(measure, duty, { ...by, number }, ruleset);
  return { after, guard: text === undefined ? [numberWrite(measure.issuer, year, count)] : [] };
}

function required(text: string | undefined, act: MeasureAct): string {
  if (text !== undefined && text.trim() !== "") return text;
  const what = act === "answer" ? "答复内容" : "理由";
  throw new YifaError("invalid", "text-missing", `应当写明${what}，例如“已于11月23日补充公开”`, {
    pointer: "/text",
  });
}

/** The office that the measure was drafted for, and nobody else. */
function requireIssuer(caller: Caller, { issuer, id }: Measure, { agencies }: Directory): void {
  if (caller.agency === issuer) return;
  const name = agencies.find((one) => one.id === issuer)?.name ?? issuer;
  throw new YifaError("forbidden", "not-the-issuer", `监督措施“${id}”由${name}签发和审核，其他机关不得代办`);
}
