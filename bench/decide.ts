import { Engine } from "json-rules-engine";
import { readRulesFolder } from "../functions/adapters/rules-folder.ts";
import { decide } from "../functions/domain/decide/decide.ts";
import { operators } from "../functions/domain/decide/operators.ts";
import { settingFacts } from "../functions/domain/decide/settings.ts";
import { versionInForce } from "../functions/domain/decide/versions.ts";
import { loadRuleset } from "../functions/domain/ruleset/load.ts";
import type { Ruleset } from "../functions/domain/ruleset/ruleset.ts";
import type { Condition } from "../functions/domain/schema/condition.ts";
import { sampleDecisions } from "./records.ts";
import { median, seconds } from "./timing.ts";

const ON = "2026-11-23";
const RECORDS = 1000;
const CHUNK = 50;
const ROUNDS = 5;

/** The engine's own format: it demands a value everywhere and a boolean operator at the root. */
function forEngine(condition: Condition): unknown {
  if ("all" in condition) return { all: condition.all.map(forEngine) };
  if ("any" in condition) return { any: condition.any.map(forEngine) };
  if ("not" in condition) return { not: forEngine(condition.not) };
  return { value: true, ...condition };
}

/** json-rules-engine by itself on the same conditions, all of one record type, one run a record. */
function plainEngine(ruleset: Ruleset): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const operator of operators) engine.addOperator(operator);
  const question = { typeDate: "decidedOn", on: ON, dueOn: () => undefined };
  for (const rule of ruleset.rules) {
    const version = versionInForce(rule, { decidedOn: ON }, question).version;
    if (version?.appliesTo !== "enforcement-decision") continue;
    for (const condition of [version.when, version.gate?.opensWhen]) {
      if (!condition) continue;
      const root = "fact" in condition ? { all: [forEngine(condition)] } : forEngine(condition);
      engine.addRule({ conditions: root as never, event: { type: rule.id } });
    }
  }
  return engine;
}

/** Decisions per second, interleaved with plain json-rules-engine on the same rules and records. */
export async function benchDecide(): Promise<string[]> {
  const loaded = loadRuleset(await readRulesFolder("rules"));
  if (!("ruleset" in loaded)) throw new Error("rules/ has errors");
  const { ruleset } = loaded;
  const engine = plainEngine(ruleset);
  const subjects = sampleDecisions(RECORDS);
  const settings = settingFacts(ruleset, ON);
  const flat = subjects.map((s) => ({
    ...settings,
    ...s.facts,
    agency: s.agency,
    "disclosure.exempt": false,
  }));
  const chunks = Array.from({ length: RECORDS / CHUNK }, (_, i) => [i * CHUNK, (i + 1) * CHUNK] as const);
  const plain = async (from: number, to: number) => {
    for (const facts of flat.slice(from, to)) await engine.run(facts);
  };
  const yifa = async (from: number, to: number) => {
    for (const subject of subjects.slice(from, to)) await decide(subject, ruleset, ON);
  };
  // Small chunks in turn, so that whatever else the machine does falls on both alike; the first round warms up.
  const ratios: number[] = [];
  const total = { plain: 0, yifa: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    const time = { plain: 0, yifa: 0 };
    for (const [from, to] of chunks) {
      time.plain += await seconds(() => plain(from, to));
      time.yifa += await seconds(() => yifa(from, to));
    }
    if (round === 0) continue;
    ratios.push(time.plain / time.yifa);
    total.plain += time.plain;
    total.yifa += time.yifa;
  }
  const perSecond = (time: number) => ((RECORDS * ROUNDS) / time).toFixed(0);
  return [
    `json-rules-engine alone   ${perSecond(total.plain)} records/s`,
    `decide, with three values, trace, duties and gates   ${perSecond(total.yifa)} records/s`,
    `ratio   ${median(ratios).toFixed(2)}, rounds ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} (at least 0.80 wanted)`,
  ];
}
