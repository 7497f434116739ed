import { factsLines } from "../notice/facts-line.ts";
import { nextMailingDay } from "../notice/mailing-day.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type {
  CaseImpact,
  Change,
  ChangedDuty,
  ChangedGate,
  FlippedFinding,
  MailLine,
} from "./case-impact.ts";
import type { AgencyImpact, ChangedMail, ChangedNeeds, Impact } from "./impact.ts";
import { ruleChanges } from "./rule-changes.ts";

type Side = "before" | "after";
/** Which mails a person would get: the number of lines by recipient, with the recipient's agency. */
type Mails = Map<string, { agency: string; lines: number }>;
type Needs = {
  readonly subject: { readonly type: string; readonly id: string };
  readonly missing: readonly string[];
};

/** When agencies are asked for facts, where that is set already; absent where nothing is stored. */
export type AsksOn = ReadonlyMap<string, IsoDate>;

/** Adds up what a change does to one case after the other, in any order. */
export class ImpactTally {
  readonly #change: Change;
  readonly #asksOn: AsksOn | undefined;
  readonly #findings: FlippedFinding[] = [];
  readonly #gates: ChangedGate[] = [];
  readonly #duties: ChangedDuty[] = [];
  readonly #changedNeeds: ChangedNeeds[] = [];
  readonly #failed: { what: string; reason: string }[] = [];
  readonly #mails: Record<Side, Mails> = { before: new Map(), after: new Map() };
  readonly #needs: Record<Side, Map<string, Needs[]>> = { before: new Map(), after: new Map() };
  readonly #askedAnew = new Set<string>();
  readonly #rewritten = new Set<string>();
  #records = 0;
  #untouched = 0;

  constructor(change: Change, asksOn?: AsksOn) {
    this.#change = change;
    this.#asksOn = asksOn;
  }

  add({ type, id, agency, findings, gates, duties, mail, missing }: CaseImpact): void {
    this.#records++;
    this.#findings.push(...findings);
    this.#gates.push(...gates);
    this.#duties.push(...duties);
    this.#note(mail);
    for (const side of ["before", "after"] as const) {
      for (const line of mail[side]) count(this.#mails[side], line);
      if (missing[side].length === 0) continue;
      const own = this.#needs[side].get(agency) ?? [];
      own.push({ subject: { type, id }, missing: missing[side] });
      this.#needs[side].set(agency, own);
    }
    if (missing.before.join() === missing.after.join()) return;
    this.#changedNeeds.push({ type, id, agency, ...missing });
    if (missing.after.length > 0) this.#askedAnew.add(agency);
  }

  /** Records so far. */
  get records(): number {
    return this.#records;
  }

  /** Who gets another line, even if not more of them. */
  #note({ before, after }: CaseImpact["mail"]): void {
    const [was, is] = [before, after].map((lines) => new Set(lines.map(({ key }) => key)));
    for (const line of before) if (!is?.has(line.key)) this.#rewritten.add(line.recipient);
    for (const line of after) if (!was?.has(line.key)) this.#rewritten.add(line.recipient);
  }

  /** Duties of periods that only one of the rulesets opens. */
  addPeriods(duties: readonly ChangedDuty[]): void {
    this.#duties.push(...duties);
  }

  leave(records: number): void {
    this.#untouched += records;
  }

  fail(what: string, reason: string): void {
    this.#failed.push({ what, reason });
  }

  result(): Impact {
    const { from, to, on } = this.#change;
    this.#ask("before", from);
    this.#ask("after", to);
    const mails = changedMails(this.#mails, this.#rewritten);
    return {
      from: from.hash,
      to: to.hash,
      on,
      mailsOn: nextMailingDay(to, on),
      rules: ruleChanges(from, to),
      records: this.#records,
      untouched: this.#untouched,
      failed: sorted(this.#failed, ({ what }) => what),
      agencies: this.#agencies(mails),
      findings: sorted(this.#findings, (one) => key(one.agency, one.type, one.id, one.rule)),
      gates: sorted(this.#gates, (one) => key(one.agency, one.type, one.id, one.step)),
      duties: sorted(this.#duties, (one) => key(one.agency, one.kind, one.duty)),
      needs: sorted(this.#changedNeeds, (one) => key(one.agency, one.type, one.id)),
      mails,
    };
  }

  /** The request for facts is one line to each clerk of an agency, however many records lack some. */
  #ask(side: Side, ruleset: Ruleset): void {
    const { on } = this.#change;
    const day = nextMailingDay(ruleset, on);
    for (const [agency, needs] of this.#needs[side]) {
      const set = this.#asksOn?.get(agency);
      const anew =
        this.#asksOn === undefined || (side === "after" && this.#askedAnew.has(agency)) ? on : undefined;
      const asked = set ?? anew;
      if (asked === undefined || asked > day) continue;
      for (const line of factsLines(agency, needs, asked, day, ruleset)) count(this.#mails[side], line);
    }
  }

  #agencies(mails: readonly ChangedMail[]): AgencyImpact[] {
    const changed = [...this.#findings, ...this.#gates, ...this.#duties, ...mails];
    const names = new Set(changed.map(({ agency }) => agency));
    const of = <T extends { agency: string }>(all: Iterable<T>, agency: string): T[] =>
      [...all].filter((one) => one.agency === agency);
    return [...names].sort().map((agency) => {
      const duties = of(this.#duties, agency);
      const gates = of(this.#gates, agency);
      const kinds = (...kind: ChangedDuty["kind"][]) =>
        duties.filter((one) => kind.includes(one.kind)).length;
      return {
        agency,
        findings: of(this.#findings, agency).length,
        gatesShut: gates.filter(({ after }) => after !== undefined && after !== "open").length,
        gatesOpened: gates.filter(({ after }) => after === "open").length,
        opened: kinds("opened", "reopened"),
        withdrawn: kinds("withdrawn"),
        moved: kinds("moved"),
        mailsBefore: of(this.#mails.before.values(), agency).length,
        mailsAfter: of(this.#mails.after.values(), agency).length,
      };
    });
  }
}

function count(mails: Mails, { agency, recipient }: Pick<MailLine, "agency" | "recipient">): void {
  const known = mails.get(recipient) ?? { agency, lines: 0 };
  known.lines++;
  mails.set(recipient, known);
}

function changedMails({ before, after }: Record<Side, Mails>, rewritten: ReadonlySet<string>): ChangedMail[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((recipient) => {
    const [was, is] = [before.get(recipient), after.get(recipient)];
    if (was?.lines === is?.lines && !rewritten.has(recipient)) return [];
    return [{ agency: (is ?? was)?.agency ?? "", recipient, before: was?.lines ?? 0, after: is?.lines ?? 0 }];
  });
}

const key = (...parts: readonly string[]): string => parts.join("\0");

function sorted<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return all
    .map((one) => ({ one, at: keyOf(one) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ one }) => one);
}
