import { supervisorOf } from "../duty/supervisor.ts";
import { Words } from "../read/words.ts";
import type { Diagnostic } from "../ruleset/diagnostic.ts";
import { type FactLookup, factLookup } from "../ruleset/fact-lookup.ts";
import type { RuleSources } from "../ruleset/load.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Path, SourceFile } from "../ruleset/source-file.ts";
import type { Condition } from "../schema/condition.ts";
import type { RecordType, Settings } from "../schema/folder.ts";
import type { Responsible, Rule, RuleVersion } from "../schema/rule.ts";
import type { Budget } from "./budget.ts";
import { type Demand, search, underSettings } from "./demands.ts";
import { exampleCase, type Shown, withExample } from "./example-text.ts";
import type { Example, Search } from "./find-record.ts";
import { inForce } from "./in-force.ts";
import { FALSE, type Outcomes, TRUE } from "./outcomes.ts";

/** One version of one rule on records, with its place. */
export type Provision = {
  readonly rule: Rule;
  readonly version: RuleVersion;
  readonly path: Path;
  readonly source: SourceFile;
};

/** Looks at leaves for one question. */
const LOOKS = 200_000;

export type LoadedRules = { readonly ruleset: Ruleset; readonly sources: RuleSources };

/** What the rules on one record type say together. */
export class Provisions {
  readonly recordType: RecordType;
  readonly words: Words;
  readonly all: readonly Provision[];
  readonly #lookup: FactLookup;
  readonly #settings: Settings;
  readonly #directory: Ruleset["directory"];
  readonly #budget: Budget;
  readonly #exceptions = new Map<string, Provision[]>();
  readonly #unanswered = new Set<Provision>();

  constructor(recordType: RecordType, { ruleset, sources }: LoadedRules, budget: Budget) {
    const { settings, directory } = ruleset;
    const agencies = directory.agencies.map((agency) => agency.id);
    this.recordType = recordType;
    this.all = provisionsOn(recordType.id, ruleset, sources);
    this.words = new Words(ruleset, recordType.id);
    this.#lookup = factLookup(recordType, settings, agencies);
    this.#settings = settings;
    this.#directory = directory;
    this.#budget = budget;
    for (const one of this.all)
      for (const general of one.rule.exceptTo ?? [])
        this.#exceptions.set(general, [...(this.#exceptions.get(general) ?? []), one]);
  }

  inForce(provision: Provision, certainty: "surely" | "perhaps"): Condition | undefined {
    return inForce(provision.rule, provision.version, this.recordType.date, certainty);
  }

  /** Who owes a duty on a record; nothing where it is the record's own agency. */
  agencyOf(responsible: Responsible): string | undefined {
    if (responsible === "record.agency" || "group" in responsible) return undefined;
    return "agency" in responsible
      ? responsible.agency
      : supervisorOf(responsible.supervisor, this.#directory);
  }

  /** Provisions of the rules that are exceptions to this one. */
  exceptionsTo({ rule }: Provision): Provision[] {
    return this.#exceptions.get(rule.id) ?? [];
  }

  /** Whether no record at all, with whatever settings, meets the demands. Too complex counts as not. */
  excludes(about: Provision, demands: readonly Demand[]): boolean {
    return this.#search(about, demands) === "none";
  }

  /**
   * A record that shows each provision in force and its condition as wanted, none set aside by an exception, under the
   * settings as they are.
   */
  example(
    about: Provision,
    stances: readonly (readonly [Provision, Outcomes])[],
    more: readonly Demand[] = [],
  ): Example | undefined {
    const dated = stances.map(([provision]) => this.inForce(provision, "surely"));
    if (dated.includes(undefined)) return undefined;
    const setAside = stances.flatMap(([provision]) =>
      this.exceptionsTo(provision).map((one) => this.applies(one)),
    );
    const demands: Demand[] = [
      ...stances.map(([{ version }, wanted]): Demand => [version.when, wanted]),
      ...more,
      ...dated.map((one): Demand => [one, TRUE]),
      ...setAside.map((one): Demand => [one, FALSE]),
    ];
    return this.certain(about, demands);
  }

  /** A record that meets the demands, with the settings as they are and whatever flags supply. */
  certain(about: Provision, demands: readonly Demand[]): Example | undefined {
    const found = this.record(about, demands, "as-they-are");
    return found && !this.#mayBeFilled(found) ? found : undefined;
  }

  /** A record that meets the demands, with the settings as they are or whatever they would have to be. */
  record(
    about: Provision,
    demands: readonly Demand[],
    settings: "as-they-are" | "as-needed",
  ): Example | undefined {
    const { date } = this.recordType;
    const all = settings === "as-needed" ? demands : underSettings(this.#settings, demands, date);
    const result = this.#search(about, all);
    return typeof result === "object" ? result.found : undefined;
  }

  /** A warning with records that show it, as far as there are any. */
  shown(
    { source, path }: Provision,
    below: Path,
    code: string,
    message: string,
    shown: Shown | undefined,
  ): Diagnostic {
    return withExample(source.warn([...path, ...below], code, message), shown, this.words);
  }

  /** 执法类别为行政处罚的. */
  caseOf(example: Example): string {
    return exampleCase(example, this.words);
  }

  /** Provisions about which some question was too complex. */
  *unanswered(): Generator<Diagnostic> {
    for (const { source, path } of this.#unanswered) {
      const message = "条件过于复杂，未能查明与其他规则是否矛盾或者重复，请拆成几条规则";
      yield source.warn(path, "not-analysed", message);
    }
  }

  /** Nothing more can be asked. */
  get exhausted(): boolean {
    return this.#budget.exhausted;
  }

  /** That an exception or another rule is in force and its condition holds. */
  applies(provision: Provision): Condition {
    const dated = this.inForce(provision, "perhaps") as Condition;
    return provision.version.when ? { all: [dated, provision.version.when] } : dated;
  }

  /** A flag may supply a fact that has to be missing: such a record shows nothing. */
  #mayBeFilled({ missing }: Example): boolean {
    return this.all.some(({ version }) => version.flag && missing.includes(version.flag.fact));
  }

  #search(about: Provision, demands: readonly Demand[]): Search {
    const budget = this.#budget.part(LOOKS);
    const result = search(demands, this.#lookup, budget);
    if (result === "too-complex") this.#unanswered.add(about);
    return result;
  }
}

/** Versions that make something of a record, in the order of the rules. */
function provisionsOn(recordType: string, { rules }: Ruleset, sources: RuleSources): Provision[] {
  return rules.flatMap((rule) => {
    const source = sources.get(rule.id);
    if (!source) return [];
    return rule.versions.flatMap((version, i) => {
      const onRecords = version.flag || version.gate || version.duty;
      if (version.appliesTo !== recordType || !onRecords) return [];
      return [{ rule, version, source, path: ["versions", i] }];
    });
  });
}
