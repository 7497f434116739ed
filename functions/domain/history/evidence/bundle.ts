import type { Duty, StoredRecord } from "../../entities.ts";
import { mask, maskAll } from "../../mask.ts";
import type { Measure } from "../../measure/measure.ts";
import type { NoticeLine } from "../../notice/line.ts";
import type { MailView } from "../../notice/mail-view.ts";
import { canonicalText, readEntry, sha256 } from "../chain.ts";
import { type RecordVersion, sealIn } from "../seal.ts";
import type { KeptHistory } from "../verify.ts";
import { readme } from "./readme.ts";
import { VERIFY_SCRIPT } from "./script.ts";

/** A case with its history, and who takes it out. */
export type Evidence = {
  readonly of: string;
  readonly kept: KeptHistory;
  readonly versions: readonly RecordVersion[];
  readonly record?: StoredRecord;
  readonly duties: readonly Duty[];
  readonly lines: readonly NoticeLine[];
  readonly mails: readonly MailView[];
  readonly measures: readonly Measure[];
  /** Instant, ISO in UTC. */
  readonly at: string;
  readonly by: string;
  /** For a court or a supervisor with the authority to ask; otherwise the values of facts stay out. */
  readonly withPersonalData: boolean;
};

/** The files of a bundle that can be verified without Yifa, by name. */
export function evidenceFiles(evidence: Evidence): Map<string, string> {
  const { of, kept, withPersonalData } = evidence;
  const entries = kept.entries.toSorted((a, b) => a.n - b.n);
  const files = new Map([
    ["README.txt", readme({ of, withPersonalData })],
    ["verify.sh", VERIFY_SCRIPT],
    ["entries.jsonl", entries.map(({ text }) => `${text}\n`).join("")],
    ["end.txt", `${kept.head?.n ?? 0} ${kept.head?.hash ?? ""}\n`],
    ["case.json", pretty(caseOf(evidence))],
    ["manifest.json", pretty(manifestOf(evidence))],
    ...(withPersonalData ? sealedFiles(evidence) : []),
  ]);
  const sums = [...files].map(([name, text]) => `${sha256(text)}  ${name}\n`);
  return files.set("SHA256SUMS", sums.join(""));
}

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What each entry sealed, under its number, as far as it is kept: all versions, and duties and measures as they are now. */
function sealedFiles({ kept, versions }: Evidence): [string, string][] {
  const things = new Map(kept.things.map((one) => [one.what, one]));
  const versionOf = new Map(versions.map((one) => [one.version, one]));
  const left = kept.entries.flatMap(({ n, text }) => {
    const entry = readEntry(text);
    const seal = entry && sealIn(entry);
    if (!seal) return [];
    const version = seal.what === "record" ? versionOf.get(Number(entry.details?.version)) : undefined;
    const thing = things.get(seal.what);
    const kept = version
      ? `${version.salt ?? ""}${version.text ?? ""}`
      : thing && `${thing.salt ?? ""}${canonicalText(thing.thing)}`;
    return kept ? [{ n, what: version ? `version ${version.version}` : seal.what, kept }] : [];
  });
  // Of a duty only what its last entry sealed is still there.
  const last = new Map(left.map((one) => [one.what, one]));
  return [...last.values()].map(({ n, kept }) => [`sealed/${String(n).padStart(8, "0")}.txt`, kept]);
}

function caseOf({ record, duties, lines, mails, measures, withPersonalData }: Evidence) {
  if (withPersonalData) return { record, duties, lines, mails, measures };
  return maskAll({
    record: record && withoutValues(record),
    duties: duties.map(withoutEvidence),
    lines,
    mails,
    measures,
  });
}

function withoutValues({ type, id, agency, version, receivedOn, facts }: StoredRecord) {
  return { type, id, agency, version, receivedOn, facts: Object.keys(facts).sort() };
}

function withoutEvidence(duty: Duty) {
  if (!duty.closed) return duty;
  return { ...duty, closed: { ...duty.closed, evidence: Object.keys(duty.closed.evidence).sort() } };
}

function manifestOf({ of, at, by, kept, withPersonalData }: Evidence) {
  const rulesets = new Set(kept.entries.flatMap(({ text }) => readEntry(text)?.ruleset ?? []));
  return {
    format: "yifa-evidence:1",
    of,
    exportedAt: at,
    exportedBy: mask(by),
    entries: kept.entries.length,
    end: kept.head,
    withPersonalData,
    rulesets: [...rulesets].sort().map((hash) => ({ hash, object: `rulesets/${hash}.json` })),
  };
}
