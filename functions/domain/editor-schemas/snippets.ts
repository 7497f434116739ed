import type { RecordType } from "../schema/folder.ts";
import { GATE_STEPS } from "../schema/gate-step.ts";
import { EFFECTS } from "../schema/rule.ts";
import type { Json } from "./json.ts";
import { dutiesOf } from "./names.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A shape that an editor writes out; `${n:word}` are the places to fill in, in order. */
type EffectKind = keyof typeof EFFECTS;
export type Snippet = { readonly label: string; readonly description: string; readonly body: Json };

/** Shapes for rules and cases on one record type. */
export class TypeSnippets {
  readonly #vocabulary: Vocabulary;
  readonly #type: RecordType;

  constructor(vocabulary: Vocabulary, type: RecordType) {
    this.#vocabulary = vocabulary;
    this.#type = type;
  }

  conditions(): Snippet[] {
    const leaf = this.#leaf(1);
    return [
      { label: "一项条件", description: "一项事实与一个值的比较", body: leaf },
      { label: "全部成立", description: "所列条件同时成立", body: { all: [leaf] } },
      { label: "任一成立", description: "所列条件至少一项成立", body: { any: [leaf] } },
      { label: "……的除外", description: "所写条件不成立", body: { not: { all: [leaf] } } },
    ];
  }

  versions(): Snippet[] {
    const version = { effectiveFrom: place(1, "2026-01-01"), appliesTo: this.#type.id };
    return this.#effects().map(([kind, effect]) => ({
      label: `版本：${EFFECTS[kind].label}`,
      description: EFFECTS[kind].explanation,
      body: { ...version, when: this.#leaf(2), [kind]: effect },
    }));
  }

  rules(): Snippet[] {
    return this.versions().map(({ label, description, body }) => ({
      label: `${this.#type.label}的规则，${label}`,
      description,
      body: ruleOf(this.#vocabulary, `rule.${this.#type.id}`, body),
    }));
  }

  case(): Snippet {
    const agency = this.#vocabulary.directory.agencies[0]?.id ?? "";
    const [fact] = this.#type.facts;
    const facts = fact ? { [fact.name]: sample(3, fact.example) } : {};
    return {
      label: `案例：${this.#type.label}`,
      description: "台账、查询日期和应有结果",
      body: {
        name: place(1, "一句话说明试的是什么"),
        record: { agency: place(2, agency), facts },
        on: place(4, "2026-09-28"),
        expect: { outcome: place(5, "applies") },
      },
    };
  }

  /** The simplest leaf on the first fact that has a few values. */
  #leaf(n: number): Json {
    const { facts } = this.#type;
    const fact = facts.find(({ type, values }) => type === "text" && values) ?? facts[0];
    const value = fact?.type === "text" ? fact.values?.[0] : undefined;
    if (value === undefined) return { fact: place(n, fact?.name), operator: place(n + 1, "isPresent") };
    return { fact: place(n, fact?.name), operator: place(n + 1, "equal"), value: place(n + 2, value) };
  }

  #effects(): [EffectKind, Json][] {
    const { actions, ladders } = this.#vocabulary;
    const { date, facts, steps } = this.#type;
    const after = date ?? facts.find(({ type }) => type === "date")?.name;
    const flag = facts.find((fact) => fact.type === "boolean" && fact.default === undefined)?.name;
    const [step] = steps;
    const duty = {
      action: place(5, first(actions)),
      responsible: "record.agency",
      due: {
        after: place(6, after),
        count: sample(7, 7),
        unit: place(8, "working-day"),
        source: place(9, "text"),
      },
      ladder: place(10, first(ladders)),
    };
    const effects: [EffectKind, Json | undefined][] = [
      ["duty", after ? duty : undefined],
      [
        "gate",
        step === undefined
          ? undefined
          : { step, opensWhen: this.#leaf(5), reason: place(8, `不得${GATE_STEPS[step].label}`) },
      ],
      ["flag", flag === undefined ? undefined : { fact: place(5, flag), value: sample(6, true) }],
    ];
    return effects.filter((effect): effect is [EffectKind, Json] => effect[1] !== undefined);
  }
}

/** Rules that are on no record: each period for each agency of a group. */
export function periodRules(vocabulary: Vocabulary): Snippet[] {
  const { actions, ladders, directory } = vocabulary;
  const group = { group: place(2, directory.groups[0]?.id) };
  const yearly = { every: place(3, "year"), on: place(4, "12-31"), source: place(5, "default") };
  const effects: [EffectKind, Json][] = [
    [
      "cadence",
      {
        action: place(6, first(actions)),
        responsible: group,
        due: yearly,
        covers: place(7, "previous"),
        firstPeriod: place(8, "2026"),
        ladder: place(9, first(ladders)),
      },
    ],
    ["register", { subject: place(6, "清单或者制度文件的名称"), keeper: group, lookAgain: yearly }],
  ];
  return effects.map(([kind, effect]) => ({
    label: `${EFFECTS[kind].label}的规则`,
    description: EFFECTS[kind].explanation,
    body: ruleOf(vocabulary, "rule", { effectiveFrom: place(1, "2026-01-01"), [kind]: effect }),
  }));
}

function ruleOf(vocabulary: Vocabulary, schema: string, version: Json): Json {
  const [document, duties] = [...dutiesOf(vocabulary)][0] ?? ["", []];
  return {
    $schema: `../../schema/${schema}.schema.json`,
    id: place(11, "topic/name"),
    title: place(12, "规则名称"),
    cites: [{ document, duty: place(13, duties[0]?.name) }],
    versions: [version],
  };
}

/** The n-th place to fill in, with what stands there first. */
const place = (n: number, word = ""): string => `\${${n}:${word}}`;

/** A value in a place: `^` has the editor write it without quotes where it is no text. */
const sample = (n: number, example: unknown): unknown =>
  typeof example === "string"
    ? place(n, example)
    : Array.isArray(example)
      ? example
      : `^${place(n, String(example))}`;

const first = (named: ReadonlyMap<string, unknown>): string => [...named.keys()][0] ?? "";
