import fc from "fast-check";
import type { Condition } from "../../../functions/domain/schema/condition.ts";
import { OPERATORS, type Operator, operatorsFor } from "../../../functions/domain/schema/operators.ts";
import type { Facts, FactValue } from "../../../functions/domain/schema/primitives.ts";

/** Facts of each type, two a type so that they can be compared with each other. */
const FACTS = {
  text: ["textA", "textB"],
  number: ["numberA", "numberB"],
  boolean: ["booleanA", "booleanB"],
  date: ["dateA", "dateB"],
  list: ["listA", "listB"],
} as const;
type Type = keyof typeof FACTS;

const text = fc.constantFrom("甲", "乙", "丙", "甲乙");
const VALUES: { readonly [T in Type]: fc.Arbitrary<FactValue> } = {
  text,
  number: fc.constantFrom(0, 0.5, 1, 2, 10),
  boolean: fc.boolean(),
  date: fc.constantFrom("2019-08-05", "2019-08-06", "2019-12-31", "2020-01-01", "2024-02-29"),
  list: fc.uniqueArray(text, { maxLength: 3 }),
};

function leafOf(type: Type, operator: Operator): fc.Arbitrary<Condition> {
  const compared: Type = type === "list" ? "text" : type;
  const value = {
    none: fc.constant(undefined),
    list: fc.array(VALUES[compared], { minLength: 1, maxLength: 3 }),
    one: fc.oneof(VALUES[compared], fc.record({ fact: fc.constantFrom(...FACTS[compared]) })),
  }[OPERATORS[operator].value];
  return fc
    .record({ fact: fc.constantFrom(...FACTS[type]), value })
    .map(({ fact, value }) => ({ fact, operator, ...(value !== undefined && { value }) }) as Condition);
}

function conditionOf(leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie("condition") }),
    ) as fc.Arbitrary<Condition>,
  })).condition;
}

const leavesWith = (keep: (operator: Operator) => boolean): fc.Arbitrary<Condition> =>
  fc.oneof(
    ...(Object.keys(FACTS) as Type[]).flatMap((type) =>
      operatorsFor(type)
        .filter(keep)
        .map((operator) => leafOf(type, operator)),
    ),
  );

/** Every operator on every type of fact that it fits. */
export const condition = conditionOf(leavesWith(() => true));
/** Without the operators that look at absence: more knowledge can only decide, never change. */
export const lasting = conditionOf(
  leavesWith((operator) => operator !== "isPresent" && operator !== "isMissing"),
);

const model = Object.fromEntries(
  (Object.keys(FACTS) as Type[]).flatMap((type) => FACTS[type].map((fact) => [fact, VALUES[type]])),
);
export const whole = fc.record(model) as fc.Arbitrary<Facts>;
export const partial = fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Facts>;
