import type { Ruleset } from "../ruleset/ruleset.ts";
import type { FormRow } from "./form.ts";
import { formRows } from "./to-form.ts";

const CITES = [
  { document: "", duty: "", note: "" },
  { law: "", article: "", note: "" },
];
const FROM = { effectiveFrom: "", effectiveTo: "" };
const RECORD = { ...FROM, coversEarlier: "", appliesTo: "" };

const EXCEPT = { exceptTo: "" };

/** Every place of the common shapes, empty; `others` are what may stand instead. */
const SHAPES = {
  duty: {
    label: "应办事项",
    version: {
      ...RECORD,
      duty: {
        action: "",
        responsible: "",
        due: { after: "", count: "", unit: "", roll: "", source: "" },
        dischargedBy: "",
        evidence: "",
        publishes: "",
        ladder: "",
        extension: { by: { role: "" }, max: { count: "", unit: "" }, basis: "" },
      },
    },
    others: [
      { duty: { responsible: { supervisor: "" }, due: { count: { fact: "" } } } },
      { duty: { responsible: { agency: "" }, due: { on: "" }, extension: { by: { supervisor: "" } } } },
    ],
    conditions: ["versions/0/when"],
  },
  gate: {
    label: "前置程序",
    version: { ...RECORD, gate: { step: "", reason: "" } },
    others: [],
    conditions: ["versions/0/when", "versions/0/gate/opensWhen"],
  },
  flag: {
    label: "归类",
    version: {
      ...RECORD,
      flag: { fact: "", value: "", otherwise: "", report: { supervisor: "", title: "" } },
    },
    others: [],
    conditions: ["versions/0/when"],
  },
  cadence: {
    label: "周期事项",
    version: {
      ...FROM,
      cadence: {
        action: "",
        responsible: { group: "" },
        due: { every: "", on: "", roll: "", source: "" },
        covers: "",
        firstPeriod: "",
        evidence: Array.from({ length: 3 }, () => ({ key: "", label: "" })),
        ladder: "",
      },
    },
    others: [
      { cadence: { responsible: { agency: "" }, due: { every: "", on: { fact: "" } }, years: { fact: "" } } },
      { cadence: { responsible: { supervisor: "" } } },
    ],
    conditions: [],
  },
} as const;

export type ShapeName = keyof typeof SHAPES;
export const SHAPE_NAMES = Object.keys(SHAPES) as ShapeName[];
export const shapeLabel = (shape: ShapeName): string => SHAPES[shape].label;

/** Empty lines of a condition; more are numbered on. */
const LINES = ["1", "1.1", "1.2", "1.3", "1.4", "1.4.1", "1.4.2"];
const HOW: Readonly<Record<string, string>> = {
  "1": "只有一项条件的，写事实；几项的，写全部成立、任一成立或者不成立，各项写在下面",
  "1.1":
    "事实名或者名称，例如 执法类别（kind）；运算符例如 为、为下列之一、已填写；用另一项事实作值的，写“事实：名称”",
  "1.4": "有下级的，写全部成立、任一成立或者不成立",
};
const NAMES: Readonly<Record<string, string>> = {
  "versions/0/when": "版本1／适用条件",
  "versions/0/gate/opensWhen": "版本1／前置程序／放行条件",
};

/** An empty form of one shape. A place that is not needed stays empty; another version has the number 1 for 0. */
export function blankRows(shape: ShapeName, ruleset: Ruleset): FormRow[] {
  const { version, others, conditions } = SHAPES[shape];
  const main = formRows({ id: "", title: "", cites: CITES, ...EXCEPT, versions: [version] }, ruleset);
  const instead = others.flatMap((one: object) => formRows({ versions: [one] }, ruleset));
  const rows = [...new Map([...main, ...instead].map((row) => [row.place, row])).values()];
  const lines = conditions.flatMap((place) =>
    LINES.map((number) => ({
      ...{ item: `${NAMES[place]} ${number}`, content: "", operator: "", value: "" },
      help: HOW[number] ?? "",
      place: `${place}#${number}`,
    })),
  );
  return [...rows.map((row) => ({ ...row, content: "" })), ...lines];
}
