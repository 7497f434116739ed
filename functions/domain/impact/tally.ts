import { factsLines } from "../notice/facts-line.ts";
import { nextMailingDay } from "../notice/mailing-day.ts";
import { rulesLines } from "../notice/rules-line.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { countedByAgency } from "./by-agency.ts";
import type { CaseImpact, Change, ChangedGate, DutyImpact, FlippedFinding } from "./case-impact.ts";
import type { ChangedDuty } from "./duty-changes.ts";
import type { ChangedNeeds, Impact } from "./impact.ts";
import { changedMails, countLine, type Mails, mergeMails } from "./mail-counts.ts";
import type { MailLine, MailLines } from "./next-mail.ts";
import { ruleChanges } from "./rule-changes.ts";

const SIDES = ["before", "after"] as const;
type Side = (typeof SIDES)[number];

/** When an agency is asked for facts, and whether records that the change does not touch lack some. */
export type Asked = { readonly on: IsoDate; readonly elsewhere: boolean };

/** All that was added up so far, as plain data: what changed, and counts of the rest. */
export type TallyState = {
  records: number;
  findings: FlippedFinding[];
  gates: ChangedGate[];
  duties: ChangedDuty[];
  needs: ChangedNeeds[];
  failed: { what: string; reason: string }[];
  mails: Record<Side, Mails>;
  /** Records that lack facts, by agency. */
  lacking: Record<Side, Record<string, number>>;
  /** Agencies with a record that lacks other facts than before. */
  askedAnew: Names;
  /** Who gets another line, even if not more of them. */
  rewritten: Names;
  /** Agencies that publishing tells of its changes. */
  told: Names;
};

type Names = Record<string, true>;

/** Adds up what a change does to one case after the other, in any order and in any number of parts. */
export class ImpactTally {
  readonly state: TallyState;

  constructor(state?: TallyState) {
    this.state = state ?? {
      ...{ records: 0, findings: [], gates: [], duties: [], needs: [], failed: [] },
      mails: { before: {}, after: {} },
      lacking: { before: {}, after: {} },
      ...{ askedAnew: {}, rewritten: {}, told: {} },
    };
  }

  /** Records so far. */
  get records(): number {
    return this.state.records;
  }

  add({ type, id, agency, findings, gates, missing, ...impact }: CaseImpact): void {
    const { state } = this;
    state.records++;
    state.findings.push(...findings);
    state.gates.push(...gates);
    this.addDuties(impact);
    for (const side of SIDES)
      if (missing[side].length > 0) state.lacking[side][agency] = (state.lacking[side][agency] ?? 0) + 1;
    if (missing.before.join() === missing.after.join()) return;
    state.needs.push({ type, id, agency, ...missing });
    if (missing.after.length > 0) join(state.askedAnew, [agency]);
  }

  addDuties({ duties, mail, told }: DutyImpact): void {
    const { state } = this;
    state.duties.push(...duties);
    for (const side of SIDES) for (const line of mail[side]) countLine(state.mails[side], line);
    join(state.rewritten, others(mail));
    join(state.told, told);
  }

  fail(what: string, reason: string): void {
    this.state.failed.push({ what, reason });
  }

  merge(part: TallyState): void {
    const { state } = this;
    state.records += part.records;
    for (const list of ["findings", "gates", "duties", "needs", "failed"] as const)
      for (const one of part[list]) (state[list] as unknown[]).push(one);
    for (const side of SIDES) {
      mergeMails(state.mails[side], part.mails[side]);
      for (const [agency, n] of Object.entries(part.lacking[side]))
        state.lacking[side][agency] = (state.lacking[side][agency] ?? 0) + n;
    }
    for (const names of ["askedAnew", "rewritten", "told"] as const)
      join(state[names], Object.keys(part[names]));
  }

  /** `asked`: when agencies are asked for facts, where that is set already; absent where nothing is stored. */
  result(change: Change, asked?: ReadonlyMap<string, Asked>): Impact {
    const { state } = this;
    const { from, to, on } = change;
    const mails = { before: { ...state.mails.before }, after: { ...state.mails.after } };
    for (const [side, ruleset] of [
      ["before", from],
      ["after", to],
    ] as const)
      for (const line of this.#requests(side, ruleset, on, asked)) countLine(mails[side], line);
    const news = this.#news(to, on);
    for (const line of news) countLine(mails.after, line);
    const rewritten = new Set([...Object.keys(state.rewritten), ...news.map(({ recipient }) => recipient)]);
    const changed = changedMails(mails, rewritten);
    return {
      from: from.hash,
      to: to.hash,
      on,
      mailsOn: nextMailingDay(to, on),
      rules: ruleChanges(from, to),
      records: state.records,
      failed: sorted(state.failed, ({ what }) => what),
      agencies: countedByAgency(state, changed, mails),
      findings: sorted(state.findings, (one) => key(one.agency, one.type, one.id, one.rule)),
      gates: sorted(state.gates, (one) => key(one.agency, one.type, one.id, one.step)),
      duties: sorted(state.duties, (one) => key(one.agency, one.kind, one.duty)),
      needs: sorted(state.needs, (one) => key(one.agency, one.type, one.id)),
      mails: changed,
    };
  }

  /** The request for facts is one line to each clerk of an agency, however many records lack some. */
  #requests(side: Side, ruleset: Ruleset, on: IsoDate, asked?: ReadonlyMap<string, Asked>): MailLine[] {
    const day = nextMailingDay(ruleset, on);
    const { lacking, askedAnew } = this.state;
    const agencies = new Set([...Object.keys(lacking[side]), ...(asked?.keys() ?? [])]);
    return [...agencies].flatMap((agency) => {
      const set = asked?.get(agency);
      const lacks = lacking[side][agency] !== undefined || set?.elsewhere === true;
      const anew = asked === undefined || (side === "after" && askedAnew[agency]) ? on : undefined;
      const since = set?.on ?? anew;
      if (!lacks || since === undefined || since > day) return [];
      return factsLines(agency, [SOME], since, day, ruleset);
    });
  }

  /** What publishing itself tells each agency, and the keeper of the directory. */
  #news({ directory, ...to }: Ruleset, on: IsoDate): MailLine[] {
    const told = { run: 0, on: nextMailingDay({ directory, ...to }, on), directory };
    return Object.keys(this.state.told).flatMap((agency) => rulesLines(agency, { opened: 1 }, told));
  }
}

/** Who is asked does not depend on what is lacking. */
const SOME = { subject: { type: "", id: "" }, missing: [] };

function others({ before, after }: MailLines): string[] {
  const [was, is] = [before, after].map((lines) => new Set(lines.map(({ key }) => key)));
  return [...before.filter(({ key }) => !is?.has(key)), ...after.filter(({ key }) => !was?.has(key))].map(
    ({ recipient }) => recipient,
  );
}

function join(names: Names, more: readonly string[]): void {
  for (const name of more) names[name] = true;
}

const key = (...parts: readonly string[]): string => parts.join("\0");

function sorted<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return all
    .map((one) => ({ one, at: keyOf(one) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ one }) => one);
}
