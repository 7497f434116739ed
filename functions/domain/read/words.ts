import { timeText } from "../calendar/instants.ts";
import { supervisorOf } from "../duty/supervisor.ts";
import { factLookup, type KnownFact } from "../ruleset/fact-lookup.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Settings } from "../schema/folder.ts";
import type { FactValue, Scalar } from "../schema/primitives.ts";
import { isIsoDate } from "../schema/primitives.ts";
import type { Responsible } from "../schema/rule.ts";
import { dateText, quantityText } from "./numerals.ts";

const SETTING = "setting.";

/** In quotation marks; those inside become single ones. */
export const quoted = (text: string): string => `“${text.replaceAll("“", "‘").replaceAll("”", "’")}”`;

/** What of a ruleset has names. */
export type Vocabulary = Pick<Ruleset, "recordTypes" | "settings" | "directory" | "actions" | "ladders">;

/** How a ruleset calls things, seen from one record type. Whatever has no label is called by its own name. */
export class Words {
  readonly ruleset: Vocabulary;
  readonly recordType: string | undefined;
  readonly #find: (fact: string) => KnownFact | undefined;

  constructor(ruleset: Vocabulary, recordType: string | undefined) {
    this.ruleset = ruleset;
    this.recordType = recordType;
    this.#find = factLookup(ruleset.recordTypes.get(recordType ?? ""), ruleset.settings).find;
  }

  /** What a record of the type is called: 行政执法决定. */
  get record(): string {
    return this.ruleset.recordTypes.get(this.recordType ?? "")?.label ?? this.recordType ?? "";
  }

  reads(fact: string): NonNullable<KnownFact["reads"]> {
    return this.#find(fact)?.reads ?? {};
  }

  type(fact: string): KnownFact["type"] | undefined {
    return this.#find(fact)?.type;
  }

  /** What the agency that has the record is called: 决定机关. */
  get owner(): string {
    return this.ruleset.recordTypes.get(this.recordType ?? "")?.owner ?? this.label("agency");
  }

  /** The type's own date, e.g. `decidedOn`. */
  get recordDate(): string | undefined {
    return this.ruleset.recordTypes.get(this.recordType ?? "")?.date;
  }

  label(fact: string): string {
    const label = this.#find(fact)?.label ?? fact;
    if (fact.startsWith(SETTING)) return `设定${quoted(label)}`;
    // 有效期至 and the like would run into the words that follow.
    return /[自至]$/.test(label) ? quoted(label) : label;
  }

  isPersonal(fact: string): boolean {
    const own = this.ruleset.recordTypes.get(this.recordType ?? "")?.facts.find((f) => f.name === fact);
    return own?.personal !== undefined;
  }

  /** A value of a fact as it is said: 是, 五万元, 2021年7月15日, 昌吉市生态环境局. */
  value(fact: string, value: FactValue): string {
    if (Array.isArray(value)) return value.join("、");
    const accepted = this.setting(fact)?.accepted?.find((one) => one.value === value);
    if (accepted) return quoted(accepted.label);
    if (typeof value === "boolean") return value ? "是" : "否";
    if (typeof value === "number") return quantityText(value, this.#find(fact)?.unit);
    if (fact === "agency") return this.agency(value);
    if (fact.startsWith(SETTING)) return quoted(value);
    if (this.type(fact) === "instant") return `${dateText(value)}${timeText(value)}`;
    return isIsoDate(value) ? dateText(value) : value;
  }

  /** The value of a setting that counts from its latest date on. */
  settingNow(fact: string): Scalar | undefined {
    return this.setting(fact)?.values.reduce((latest, one) => (one.from >= latest.from ? one : latest)).value;
  }

  setting(fact: string): Settings["values"][number] | undefined {
    return fact.startsWith(SETTING)
      ? this.ruleset.settings.values.find((setting) => setting.id === fact.slice(SETTING.length))
      : undefined;
  }

  agency(id: string): string {
    return this.ruleset.directory.agencies.find((agency) => agency.id === id)?.name ?? id;
  }

  supervisor(office: string): string {
    const agency = supervisorOf(office, this.ruleset.directory);
    return agency === undefined ? office : this.agency(agency);
  }

  role(id: string): string {
    return this.ruleset.directory.roles.find((role) => role.id === id)?.label ?? id;
  }

  action(id: string): string {
    return this.ruleset.actions.get(id)?.label ?? id;
  }

  responsible(who: Responsible): string {
    if (who === "record.agency") return this.owner;
    if ("agency" in who) return this.agency(who.agency);
    if ("supervisor" in who) return this.supervisor(who.supervisor);
    return this.ruleset.directory.groups.find((group) => group.id === who.group)?.label ?? who.group;
  }
}
