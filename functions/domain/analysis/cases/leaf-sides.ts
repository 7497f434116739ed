import type { LeafSeen } from "../../ruleset/leaf-coverage.ts";
import type { Path } from "../../ruleset/source-file.ts";
import type { Condition } from "../../schema/condition.ts";
import type { Rule, RuleVersion } from "../../schema/rule.ts";
import { type LeafPlace, leavesIn } from "../condition-parts.ts";
import type { Demand } from "../demands.ts";
import { FALSE, TRUE } from "../outcomes.ts";
import type {} from "../provisions.ts";

/** One leaf of one version, to be seen true or to be seen false. */
export type Side = {
  readonly version: RuleVersion;
  readonly place: LeafPlace;
  readonly pointer: string;
  readonly holds: boolean;
  /** The leaf belongs to what opens a gate. */
  readonly opens: boolean;
};

export function sidesOf(rule: Rule): Side[] {
  return rule.versions.flatMap((version, i) =>
    partsOf(version).flatMap(({ condition, path, opens }) =>
      leavesIn(condition, ["versions", i, ...path]).flatMap((place) =>
        [true, false].map((holds) => ({ version, place, pointer: `/${place.path.join("/")}`, holds, opens })),
      ),
    ),
  );
}

export function isSeen({ pointer, holds }: Side, leaves: readonly LeafSeen[]): boolean {
  const leaf = leaves.find((one) => one.pointer === pointer);
  return (holds ? leaf?.seenTrue : leaf?.seenFalse) === true;
}

/** What a record has to meet, the most telling first: that the leaf decides, in a gate that applies; at least that it is so. */
export function demandsFor({ version, place: { leaf, beside }, holds, opens }: Side): Demand[][] {
  const itself: Demand = [leaf, holds ? TRUE : FALSE];
  const applies: Demand[] = opens ? [[version.when, TRUE]] : [];
  const decides = beside.map(({ condition, decisive }): Demand => [condition, TRUE + FALSE - decisive]);
  return [[itself, ...applies, ...decides], [itself, ...applies], [itself]];
}

type Part = { readonly condition: Condition; readonly path: Path; readonly opens: boolean };

function partsOf({ when, gate, indicator }: RuleVersion): Part[] {
  return [
    ...(when ? [{ condition: when, path: ["when"], opens: false }] : []),
    ...(gate ? [{ condition: gate.opensWhen, path: ["gate", "opensWhen"], opens: true }] : []),
    ...(["numerator", "denominator"] as const).flatMap((part) =>
      indicator ? [{ condition: indicator[part], path: ["indicator", part], opens: false }] : [],
    ),
  ];
}
