import { z } from "zod";
import { choice, type Label } from "./choice.ts";
import { gateStep } from "./gate-step.ts";
import { dueSource, factName, factType, identifier, isoDate, quantity, scalar, text } from "./primitives.ts";

const $schema = z.string().optional();

/** One fact of a record type. `list` is a list of distinct texts, each one of `values` where given. */
const factDefinition = z.strictObject({
  name: factName,
  label: text,
  explanation: text.optional(),
  example: z.union([scalar, z.array(text)]).optional(),
  type: factType,
  unit: quantity.optional(),
  values: z.array(text).min(1).optional(),
  /** Only where silence has a legal meaning. */
  default: scalar.optional(),
  /** The date of something already done: refused when later than the day of the run. */
  done: z.boolean().optional(),
  /** Personal data: identity numbers are masked everywhere, names stay out of mail. */
  personal: z.enum(["identity-number", "name"]).optional(),
  /** How the fact reads inside a sentence; without it the label stands. */
  reads: z
    .strictObject({
      /** Of a date, what happened on it: `作出` → “决定作出后”. */
      event: text.optional(),
      /** Of a text with values, what they name: `决定` → “行政许可、行政处罚决定”. */
      noun: text.optional(),
      /** Of a boolean: `涉及重大公共利益`, `不涉及重大公共利益`. */
      yes: text.optional(),
      no: text.optional(),
    })
    .optional(),
});
export type FactDefinition = z.infer<typeof factDefinition>;

/** `rules/records/<id>.json`. */
export const recordType = z.strictObject({
  $schema,
  id: identifier,
  label: text,
  /** The type's own date, that a rule without `due.after` is dated by. */
  date: factName.optional(),
  /** The fact that names a record in lists and mail; never personal. */
  number: factName.optional(),
  /** Which gate steps exist for this type. */
  steps: z.array(gateStep),
  facts: z.array(factDefinition).min(1).max(200),
});
export type RecordType = z.infer<typeof recordType>;

/** `rules/<document>/document.json`. */
export const documentFile = z.strictObject({
  $schema,
  id: identifier,
  number: text,
  title: text,
  issuedOn: isoDate,
  clauses: z
    .array(
      z.strictObject({
        clause: text,
        heading: text,
        duties: z.array(z.strictObject({ duty: text, quote: text })),
      }),
    )
    .min(1),
});
export type DocumentFile = z.infer<typeof documentFile>;

/** `rules/calendars/<region>/<year>.json`; `cn` is the national one, others are overlays on it. */
export const calendarYear = z.strictObject({
  $schema,
  year: z.number().int().min(1990).max(2199),
  status: z.enum(["published", "unknown"]),
  notice: z
    .strictObject({ number: text, date: isoDate.optional(), title: text, source: text.optional() })
    .optional(),
  off: z.array(z.strictObject({ date: isoDate, name: text })),
  work: z.array(z.strictObject({ date: isoDate, name: text })),
  cancelNationalWork: z.array(z.strictObject({ date: isoDate, name: text })).optional(),
});
export type CalendarYear = z.infer<typeof calendarYear>;

/** `rules/actions.json`: what duties tell agencies to do. */
export const actions = z.strictObject({
  $schema,
  actions: z
    .array(z.strictObject({ id: identifier, label: text, explanation: text, example: text }))
    .min(1)
    .max(500),
});
export type Action = z.infer<typeof actions>["actions"][number];

/** `rules/ladders/<id>.json`. Offsets are in working days of the recipient's calendar, 0 is the due date. */
export const ladder = z.strictObject({
  $schema,
  id: identifier,
  title: text,
  steps: z
    .array(
      z.strictObject({
        id: identifier,
        name: z.enum(["提醒", "到期提醒", "催办", "督办"]),
        offsetWorkingDays: z.number().int().min(-60).max(366),
        to: z
          .array(z.union([z.strictObject({ role: identifier }), z.strictObject({ supervisor: identifier })]))
          .min(1),
      }),
    )
    .min(1)
    .max(20),
});
export type Ladder = z.infer<typeof ladder>;
export type LadderStep = Ladder["steps"][number];

const person = z.strictObject({
  id: identifier,
  role: identifier,
  name: text.optional(),
  email: z.email().max(254),
});
export type Person = z.infer<typeof person>;

export const AGENCY_KINDS = {
  government: { label: "政府", explanation: "人民政府" },
  department: { label: "部门", explanation: "政府工作部门、派出分局和其他市直单位" },
  zone: { label: "园区", explanation: "高新区、开发区管理机构" },
  township: { label: "乡镇", explanation: "乡、镇人民政府" },
  "sub-district": { label: "街道", explanation: "街道办事处" },
} as const satisfies Record<string, Label>;

const agency = z.strictObject({
  id: identifier,
  name: text,
  short: text,
  kind: choice(AGENCY_KINDS),
  enforcement: z.boolean(),
  aliases: z.array(text),
  uscc: text.optional(),
  parent: text.optional(),
  note: text.optional(),
  people: z.array(person),
});

/** `rules/directory.json`. */
export const directory = z.strictObject({
  $schema,
  roles: z.array(z.strictObject({ id: identifier, label: text })).min(1),
  /** Supervising offices: `supervision` → the agency that holds it. */
  supervisors: z.record(identifier, identifier),
  /** The role of a supervising agency that takes its mail. */
  supervisorRole: identifier,
  /** Who keeps this directory: hears of every gap. */
  keeper: z.strictObject({ agency: identifier, role: identifier }),
  groups: z.array(
    z.strictObject({
      id: identifier,
      label: text,
      /** All agencies that match every given property; `members` lists them one by one instead. */
      enforcement: z.boolean().optional(),
      kinds: z.array(text).optional(),
      members: z.array(identifier).optional(),
    }),
  ),
  agencies: z.array(agency).min(1).max(5000),
  outside: z.array(z.strictObject({ id: identifier, name: text })),
});
export type Directory = z.infer<typeof directory>;

/** `rules/settings.json`. */
export const settings = z.strictObject({
  $schema,
  calendar: identifier,
  /** Duties due before this day are 历史事项: listed, no mail. */
  goLiveOn: isoDate.nullable(),
  office: z.strictObject({ name: text, telephone: text, sender: z.email(), senderName: text }),
  /** How many working days between two requests to one agency to supply missing facts. */
  factsRequestEveryWorkingDays: z.number().int().min(1).max(60),
  /** Readings and thresholds that rules use as facts `setting.<id>`; the value in force on the triggering date counts. */
  values: z.array(
    z.strictObject({
      id: factName,
      label: text,
      unit: quantity.optional(),
      source: dueSource,
      basis: text,
      accepted: z.array(scalar).optional(),
      values: z.array(z.strictObject({ from: isoDate, value: scalar })).min(1),
    }),
  ),
});
export type Settings = z.infer<typeof settings>;

/** `rules/layouts/<id>.json`: a spreadsheet layout as agencies use it; columns are data. */
export const layout = z.strictObject({
  $schema,
  id: identifier,
  label: text,
  recordType: identifier,
  /** Facts that every row of this layout has, e.g. `kind`: 行政处罚. */
  fixed: z.record(factName, scalar),
  columns: z
    .array(
      z.strictObject({
        header: text,
        synonyms: z.array(text).optional(),
        /** The column must be in the file. */
        required: z.boolean().optional(),
        /** The cell must not be empty. */
        filled: z.boolean().optional(),
        fact: factName.optional(),
        as: z.enum([
          "text",
          "date",
          "date-or-indefinite",
          "yuan-from-10k",
          "uscc",
          "identity-number",
          "agency",
          "penalty-kinds",
          "value",
          "ignore",
        ]),
        /** For `value`: what the cell says → the fact's value. */
        map: z.record(text, scalar).optional(),
      }),
    )
    .min(1),
  /** Facts (or `agency`) that together say which decision it is. */
  key: z.array(text).min(1),
});
export type Layout = z.infer<typeof layout>;
