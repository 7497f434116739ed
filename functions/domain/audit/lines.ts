import type { Duty } from "../entities.ts";
import type { NoticeLine } from "../notice/line.ts";
import { type AuditedCase, type Finding, historyOf, recordedKeys } from "./finding.ts";

/** What happens to a duty without its ladder being dated anew; after anything else steps may have been passed over. */
const PLAIN = new Set(["opened", "noticed", "discharged", "withdrawn", "waived", "acknowledged"]);

/** Lines that the history says were made, steps that were taken without any, and lines that nothing accounts for. */
export function auditLines(found: AuditedCase): Finding[] {
  const stored = new Set(found.lines.map(({ key }) => key));
  const missing = found.duties.flatMap((duty) => [
    ...recordedKeys(historyOf(duty, found.history))
      .filter((key) => !stored.has(key))
      .map((key) => missingLine(duty, key)),
    ...silentSteps(duty, found).map((step) => missingLine(duty, `${duty.id}#${step}`)),
  ]);
  const surplus = found.lines
    .filter((line) => !isAccountedFor(line, found))
    .map(({ key, agency }): Finding => ({ kind: "surplus-line", agency, what: key }));
  return [...missing, ...surplus];
}

const missingLine = ({ agency }: Duty, what: string): Finding => ({ kind: "missing-line", agency, what });

/** Steps taken of which neither a line nor the history knows. Not where a step had nobody to go to. */
function silentSteps(duty: Duty, { history, lines }: AuditedCase): string[] {
  const entries = historyOf(duty, history);
  const toNobody = entries.some(({ what, details }) => what === "noticed" && isEmpty(details?.lines));
  if (toNobody || duty.historical || entries.some(({ what }) => !PLAIN.has(what))) return [];
  const known = [...recordedKeys(entries), ...lines.map(({ key }) => key)];
  return duty.steps
    .slice(0, duty.nextStep ?? duty.steps.length)
    .map(({ id }) => id)
    .filter((id) => !known.some((key) => isOfStep(key, duty.id, id)));
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** `line:1:<duty>#<step>#…`, or `<step>.gap.…` where nobody held the role. */
function isOfStep(key: string, dutyId: string, step: string): boolean {
  const of = `line:1:${dutyId}#${step}`;
  return key.startsWith(`${of}#`) || key.startsWith(`${of}.`);
}

function isAccountedFor(
  line: NoticeLine,
  { duties, reports, history, lines, measures }: AuditedCase,
): boolean {
  if (line.dutyId === undefined) return reports.some(({ rule }) => rule === line.rule);
  const duty = duties.find(({ id }) => id === line.dutyId);
  if (!duty) return false;
  const entries = historyOf(duty, history);
  if (line.kind === "moved") return entries.some(({ what }) => what === "moved");
  if (line.kind === "measure") return measures.some(({ dutyId }) => dutyId === duty.id);
  if (line.kind !== "step" && line.kind !== "gap") return false;
  const recorded = new Set(recordedKeys(entries));
  return recorded.has(line.key) || isRedirected(line, recorded, lines);
}

/** A returned mail's line goes on to a colleague, or as a gap to the keeper; the history of the case has the first one. */
function isRedirected(
  { dutyId, step = "", agency, kind }: NoticeLine,
  recorded: ReadonlySet<string>,
  lines: readonly NoticeLine[],
): boolean {
  return lines.some(
    (other) =>
      recorded.has(other.key) &&
      isOfStep(other.key, dutyId ?? "", step) &&
      (kind === "gap" || other.agency === agency),
  );
}
