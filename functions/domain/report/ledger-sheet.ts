import { dayOf, timeText } from "../calendar/instants.ts";
import { requireRecordType } from "../decide/facts.ts";
import { citationText } from "../read/citation.ts";
import { Words } from "../read/words.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { FactDefinition } from "../schema/folder.ts";
import { GATE_STEPS } from "../schema/gate-step.ts";
import { GATE_STATES } from "../schema/outcomes.ts";
import { type FactValue, type IsoDate, isIsoDate, QUANTITIES } from "../schema/primitives.ts";
import type { LedgerRow, Range } from "./ledger.ts";
import type { Ledger } from "./ledgers.ts";
import type { ReportedDuty } from "./reported-duty.ts";
import type { Cell, Column, Sheet } from "./sheet.ts";
import { STANDINGS } from "./standing.ts";

type Field = { readonly column: Column; readonly of: (row: LedgerRow) => Cell };

/** What a ledger covers, and what it had to leave out. */
export type LedgerScope = {
  readonly range: Range;
  readonly on: IsoDate;
  /** In no range of days, because they have no date of their own. */
  readonly undated: number;
  /** Facts are missing that would tell whether they belong in it. */
  readonly undetermined: number;
  /** Left out because they are about minors. */
  readonly minors: number;
};

/** The page of a ledger; headers are the labels of the record type. */
export function ledgerSheet(
  ledger: Ledger,
  rows: readonly LedgerRow[],
  scope: LedgerScope,
  ruleset: Ruleset,
): Sheet {
  const words = new Words(ruleset, ledger.recordType);
  const recordType = requireRecordType(ruleset, ledger.recordType);
  const definitions = ledger.facts.flatMap(
    (name) => recordType.facts.find((fact) => fact.name === name) ?? [],
  );
  const fields: Field[] = [
    { column: { header: words.label("agency"), width: 30 }, of: ({ agency }) => words.agency(agency) },
    ...definitions.map(factField),
    ...ledger.actions.flatMap((action) => dutyFields(action, words)),
    ...gateFields(ledger),
    { column: { header: "台账条目编号", width: 26 }, of: ({ id }) => id },
  ];
  return {
    name: ledger.label,
    title: ledger.label,
    lead: `${rangeText(scope.range)}，共 ${rows.length} 件，截至 ${scope.on}`,
    columns: [{ header: "序号", width: 6 }, ...fields.map(({ column }) => column)],
    rows: rows.map((row, i) => [i + 1, ...fields.map(({ of }) => of(row))]),
    notes: notesOf(scope, words),
  };
}

const WIDTHS = { text: 22, date: 13, instant: 18, boolean: 10, number: 13, list: 22 } as const;

function factField({ name, label, type, unit }: FactDefinition): Field {
  const header = unit === undefined || unit === "piece" ? label : `${label}（${QUANTITIES[unit].label}）`;
  const column = { header, width: WIDTHS[type], ...(unit === "yuan" && { shows: unit }) };
  return { column, of: ({ facts }) => factCell(facts[name], type) };
}

function factCell(value: FactValue | undefined, type: FactDefinition["type"]): Cell {
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "boolean") return value ? "是" : "否";
  if (type === "date" && isIsoDate(value)) return { date: value };
  if (type === "instant" && typeof value === "string") return `${dayOf(value)} ${timeText(value)}`.trimEnd();
  return value;
}

function dutyFields(action: string, words: Words): Field[] {
  const field = (header: string, width: number, of: (duty: ReportedDuty) => Cell): Field => ({
    column: { header, width, group: words.action(action) },
    of: ({ duties }) => {
      const duty = duties.find((one) => one.action === action);
      return duty && of(duty);
    },
  });
  return [
    field("期限", 13, ({ dueOn }) => ({ date: dueOn })),
    field("办结日", 13, ({ doneOn }) => (doneOn === undefined ? undefined : { date: doneOn })),
    field("是否逾期", 16, standingText),
    field("依据", 26, ({ cites }) => cites.map(citationText).join("；")),
  ];
}

/** 逾期未办（17日）, 未到期, 未到期（期限暂定）. */
export function standingText({ standing, daysLate, provisional }: ReportedDuty): string {
  const { label } = STANDINGS[standing];
  if (daysLate > 0) return `${label}（${daysLate}日）`;
  return provisional && standing !== "provisional" ? `${label}（期限暂定）` : label;
}

function gateFields({ step }: Ledger): Field[] {
  if (step === undefined) return [];
  const group = GATE_STEPS[step].label;
  return [
    { column: { header: "状态", width: 12, group }, of: ({ gate }) => gate && GATE_STATES[gate.state].label },
    {
      column: { header: "原因", width: 40, group },
      of: ({ gate }) => gate?.reasons.map(({ reason }) => reason).join("；"),
    },
  ];
}

export function rangeText({ from, to }: Range): string {
  if (from === undefined && to === undefined) return "全部日期";
  return `${from === undefined ? "" : `${from} 起`}${to === undefined ? "" : `${from === undefined ? "" : "，"}至 ${to} 止`}`;
}

function notesOf({ undated, undetermined, minors }: LedgerScope, words: Words): string[] {
  const date = words.recordDate;
  return [
    ...(undated > 0 && date !== undefined
      ? [`另有 ${undated} 件没有填写${words.label(date)}，未列入。`]
      : []),
    ...(undetermined > 0 ? [`另有 ${undetermined} 件缺少事实，尚不能认定是否应当列入，未列入。`] : []),
    ...(minors > 0 ? [`另有 ${minors} 件涉及未成年人，依法不予公开，未列入。`] : []),
    "台账没有填写的，归类由规则认定；期限、办结情况以应办事项为准，逾期日数按自然日计；依据中〔〕内为文件条款代号。",
  ];
}
