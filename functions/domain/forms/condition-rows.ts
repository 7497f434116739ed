import type { FactLookup } from "../ruleset/fact-lookup.ts";
import type { Condition, Leaf } from "../schema/condition.ts";
import { OPERATOR_NAMES, OPERATORS, type Operator } from "../schema/operators.ts";
import type { FactValue } from "../schema/primitives.ts";
import { FormFault } from "./fault.ts";
import { type FormRow, listIn, listText, namedText, nameIn, OTHER_FACT } from "./form.ts";
import { scalarIn, scalarText } from "./scalars.ts";

/** What joins the conditions below a number. */
const JOINTS = { all: "全部成立", any: "任一成立", not: "不成立" } as const;
type Joint = keyof typeof JOINTS;

type Line = Pick<FormRow, "content" | "operator" | "value"> & { readonly number: string };

/** A condition as numbered lines, the way an outline is numbered. */
export function conditionLines(condition: Condition, facts: FactLookup, number = "1"): Line[] {
  if ("fact" in condition) return [{ number, ...leafLine(condition, facts) }];
  const joint = Object.keys(JOINTS).find((one) => one in condition) as Joint;
  const children = "not" in condition ? [condition.not] : "all" in condition ? condition.all : condition.any;
  return [
    { number, content: JOINTS[joint], operator: "", value: "" },
    ...children.flatMap((child, i) => conditionLines(child, facts, `${number}.${i + 1}`)),
  ];
}

function leafLine({ fact, operator, value }: Leaf, facts: FactLookup): Omit<Line, "number"> {
  return {
    content: namedText(fact, facts.find(fact)?.label),
    operator: OPERATORS[operator].label,
    value: value === undefined ? "" : valueText(value, facts),
  };
}

function valueText(value: NonNullable<Leaf["value"]>, facts: FactLookup): string {
  if (Array.isArray(value)) return listText(value.map(scalarText));
  if (typeof value === "object")
    return `${OTHER_FACT}${namedText(value.fact, facts.find(value.fact)?.label)}`;
  return scalarText(value);
}

/** @throws {FormFault} with the place of the line that is wrong. */
export function conditionOf(rows: readonly FormRow[], facts: FactLookup): Condition {
  const byNumber = new Map(rows.map((row) => [numberOf(row), row]));
  const root = byNumber.get("1");
  if (!root) throw new FormFault(rows[0] as FormRow, "条件没有编号为 1 的一行，第一行应当编为 1");
  for (const [number, row] of byNumber) {
    const above = number.slice(0, number.lastIndexOf("."));
    if (number !== "1" && !byNumber.has(above))
      throw new FormFault(
        row,
        `条件 ${number} 没有上级 ${above}，应当先写上级：全部成立、任一成立或者不成立`,
      );
  }
  return build("1", byNumber, facts);
}

const numberOf = (row: FormRow): string => {
  const number = row.place.slice(row.place.indexOf("#") + 1);
  if (/^1(\.[1-9]\d{0,2}){0,20}$/.test(number)) return number;
  throw new FormFault(row, `条件编号“${number}”不可用，应以 1 开头，例如 1.2`);
};

function build(number: string, rows: ReadonlyMap<string, FormRow>, facts: FactLookup): Condition {
  const row = rows.get(number) as FormRow;
  const children = [...rows.keys()]
    .filter((one) => one.startsWith(`${number}.`) && !one.slice(number.length + 1).includes("."))
    .sort((a, b) => lastOf(a) - lastOf(b));
  const joint = (Object.keys(JOINTS) as Joint[]).find((one) => JOINTS[one] === row.content);
  if (!joint) {
    if (children.length === 0) return leafOf(row, facts);
    throw new FormFault(
      row,
      `条件 ${number} 有下级，内容应为${Object.values(JOINTS).join("、")}之一，这里是“${row.content}”`,
    );
  }
  const below = children.map((child) => build(child, rows, facts));
  const [only] = below;
  if (!only)
    throw new FormFault(row, `条件 ${number}“${row.content}”没有下级，应当在下面写明 ${number}.1 等各项`);
  if (joint !== "not") return { [joint]: below } as Condition;
  if (below.length > 1)
    throw new FormFault(row, `条件 ${number}“不成立”只能有一项下级，多项的先写“全部成立”或者“任一成立”`);
  return { not: only };
}

const lastOf = (number: string): number => Number(number.slice(number.lastIndexOf(".") + 1));

function leafOf(row: FormRow, facts: FactLookup): Leaf {
  const fact = factIn(row, row.content, facts);
  const operator = operatorOf(row);
  if (OPERATORS[operator].value === "none") {
    if (row.value !== "") throw new FormFault(row, `“${row.operator}”不带值，这里写了“${row.value}”`);
    return { fact, operator };
  }
  if (row.value === "") throw new FormFault(row, `“${row.operator}”应当写明值`);
  return { fact, operator, value: valueIn(row, fact, facts) } as Leaf;
}

function valueIn(
  row: FormRow,
  fact: string,
  facts: FactLookup,
): FactValue | { fact: string } | (string | number | boolean)[] {
  if (row.value.startsWith(OTHER_FACT))
    return { fact: factIn(row, row.value.slice(OTHER_FACT.length), facts) };
  const type = facts.find(fact)?.type ?? "text";
  const items = listIn(row.value);
  const one = (text: string) => scalarIn(text, type, row);
  return items ? items.map(one) : one(row.value);
}

/** By its name, or by what people call it. */
function factIn(row: FormRow, cell: string, facts: FactLookup): string {
  const name = nameIn(cell);
  if (facts.find(name)) return name;
  const labelled = facts.names.filter((one) => facts.find(one)?.label === cell.trim());
  if (labelled.length === 1) return labelled[0] as string;
  const example = facts.names[0] ?? "decidedOn";
  throw new FormFault(
    row,
    `没有事实“${cell}”，应为台账的事实名或者名称，例如 ${namedText(example, facts.find(example)?.label)}`,
  );
}

function operatorOf(row: FormRow): Operator {
  const found = OPERATOR_NAMES.find(
    (name) => name === row.operator || OPERATORS[name].label === row.operator,
  );
  if (found) return found;
  throw new FormFault(
    row,
    `没有运算符“${row.operator}”，可用：${OPERATOR_NAMES.map((name) => OPERATORS[name].label).join("、")}`,
  );
}
