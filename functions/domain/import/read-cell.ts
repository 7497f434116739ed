import { dayOf, type Instant } from "../calendar/instants.ts";
import type { FactDefinition } from "../schema/folder.ts";
import type { Facts, FactValue, IsoDate } from "../schema/primitives.ts";
import { type AgencyNames, readAgency } from "./agency-names.ts";
import { readYuan } from "./amount.ts";
import { quote, type Reading, read, refuse } from "./cell.ts";
import { readCreditCode } from "./credit-code.ts";
import { readDate, readDateOrIndefinite } from "./date.ts";
import type { Column } from "./header.ts";
import { readIdentityNumber } from "./identity-number.ts";
import { readInstant } from "./instant.ts";

/** What one filled cell adds to the record. */
export type CellContent = { readonly facts: Facts; readonly agency?: string };

export type CellContext = {
  readonly asOf: IsoDate;
  readonly agencies: AgencyNames;
  readonly definitions: ReadonlyMap<string, FactDefinition>;
  /** The kind of identity document that stands in the same row. */
  readonly documentType: string;
};

export function readCell(text: string, column: Column, context: CellContext): Reading<CellContent> {
  const definition = column.fact === undefined ? undefined : context.definitions.get(column.fact);
  switch (column.as) {
    case "text":
      return asFact(column, allowed(text, definition));
    case "date":
      return asFact(column, notInFuture(readDate(text), definition, context.asOf));
    case "instant":
      return asFact(column, notInFuture(readInstant(text), definition, context.asOf));
    case "date-or-indefinite":
      return asFact(column, readDateOrIndefinite(text));
    case "yuan-from-10k":
      return asFact(column, readYuan(text, "万元"));
    case "yuan":
      return asFact(column, readYuan(text, "元"));
    case "uscc":
      return asFact(column, readCreditCode(text));
    case "identity-number":
      return asFact(column, readIdentityNumber(text, context.documentType));
    case "value":
      return asFact(column, mapped(text, column, definition));
    case "agency":
      return agencyCell(text, column, context.agencies);
    case "penalty-kinds":
      // Kinds are derived from the text of all such columns together.
      return read({ facts: { penaltyKindText: text } });
    case "ignore":
      return read({ facts: {} });
  }
}

function asFact(column: Column, reading: Reading<FactValue | undefined>): Reading<CellContent> {
  if (!reading.ok) return reading;
  if (column.fact === undefined || reading.value === undefined) return read({ facts: {} });
  return read({ facts: { [column.fact]: reading.value } });
}

function notInFuture(
  date: Reading<IsoDate | Instant>,
  definition: FactDefinition | undefined,
  asOf: IsoDate,
): Reading<IsoDate | Instant> {
  if (!date.ok || !definition?.done || dayOf(date.value) <= asOf) return date;
  return refuse("future-date", `${date.value}晚于本次导入日${asOf}；已完成事项的日期不得晚于当日。`);
}

function allowed(text: string, definition: FactDefinition | undefined): Reading<string> {
  const values = definition?.values;
  if (!values || values.includes(text)) return read(text);
  return refuse("unknown-value", `${quote(text)}不在可接受的值之内；应为：${values.map(quote).join("、")}。`);
}

function mapped(text: string, column: Column, definition: FactDefinition | undefined): Reading<FactValue> {
  const map = column.map ?? {};
  if (Object.hasOwn(map, text)) return read(map[text] ?? text);
  if (definition?.values) return allowed(text, definition);
  return refuse(
    "unknown-value",
    `${quote(text)}不在可接受的值之内；应为：${Object.keys(map).map(quote).join("、")}。`,
  );
}

function agencyCell(text: string, column: Column, agencies: AgencyNames): Reading<CellContent> {
  const agency = readAgency(text, agencies);
  if (!agency.ok) return agency;
  return read({ agency: agency.value, facts: column.fact === undefined ? {} : { [column.fact]: text } });
}
