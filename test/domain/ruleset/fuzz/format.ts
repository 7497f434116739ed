import { isRecord, type Path } from "./tree.ts";

/**
 * The keys of the format, written by hand: the loader's own schemas cannot be wrong in the same way. `?` marks keys that
 * may be left out; an array is a list of one shape; `VALUE` is a scalar or a list of scalars; `FREE` has names for keys.
 */
export type Shape =
  | typeof VALUE
  | typeof FREE
  | Either
  | readonly [Shape]
  | (() => Shape)
  | { readonly [key: string]: Shape };
class Either {
  readonly shapes: readonly Shape[];
  constructor(shapes: readonly Shape[]) {
    this.shapes = shapes;
  }
}
const VALUE = "value";
const FREE = "free";
const either = (...shapes: readonly Shape[]) => new Either(shapes);
const values = <K extends string>(...keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, VALUE])) as Record<K, typeof VALUE>;

const CONDITION: Shape = either(
  { all: [() => CONDITION] },
  { any: [() => CONDITION] },
  { not: () => CONDITION },
  { ...values("fact", "operator"), "value?": either(VALUE, values("fact")) },
);
const AFTER = { ...values("after", "unit", "source", "roll?"), count: either(VALUE, values("fact")) };
const EVERY = values("every", "on", "source", "roll?");
const ON = values("on", "source", "roll?");
const PARTY = either(VALUE, values("agency"), values("supervisor"), values("group"));
const RECIPIENT = either(values("role"), values("supervisor"));
const VERSION = {
  ...values("effectiveFrom", "effectiveTo?", "coversEarlier?", "appliesTo?"),
  "when?": CONDITION,
  "duty?": {
    ...values("action", "dischargedBy?", "evidence?", "publishes?", "ladder"),
    responsible: PARTY,
    due: either(AFTER, EVERY, ON),
    "extension?": { by: RECIPIENT, max: values("count", "unit"), basis: VALUE },
  },
  "gate?": { ...values("step", "reason"), opensWhen: CONDITION },
  "flag?": { ...values("fact", "value", "otherwise?"), "report?": values("supervisor", "title") },
  "cadence?": {
    ...values("action", "covers?", "firstPeriod?", "ladder"),
    "years?": values("fact"),
    responsible: PARTY,
    due: either(EVERY, { ...EVERY, on: values("fact") }, ON),
    "evidence?": [values("key", "label")],
  },
  "indicator?": {
    ...values("over?", "atLeastRatio?", "trend?", "every"),
    "atMostAverage?": values("from", "to", "workingDays"),
    numerator: CONDITION,
    denominator: CONDITION,
    responsible: PARTY,
    breach: { ...values("action", "ladder"), due: AFTER },
  },
  "register?": { ...values("subject", "lastLookedAtOn?"), keeper: PARTY, lookAgain: EVERY },
} satisfies Shape;
const RECORD = { ...values("type?", "id?", "agency?"), facts: FREE } satisfies Shape;
const DAYS = [values("date", "name", "changedOn?")] satisfies Shape;
const SCHEMA = values("$schema?");

const FORMATS: readonly (readonly [file: RegExp, shape: Shape])[] = [
  [/^actions\.json$/, { ...SCHEMA, actions: [values("id", "label", "explanation", "example")] }],
  [
    /^directory\.json$/,
    {
      ...SCHEMA,
      roles: [values("id", "label")],
      supervisors: FREE,
      supervisorRole: VALUE,
      keeper: values("agency", "role"),
      groups: [values("id", "label", "enforcement?", "kinds?", "members?")],
      agencies: [
        {
          ...values(
            "id",
            "name",
            "short",
            "kind",
            "enforcement",
            "aliases",
            "uscc?",
            "parent?",
            "note?",
            "supervisedBy?",
          ),
          people: [
            { ...values("id", "role", "name?", "email"), "substitutes?": [values("from", "to", "person?")] },
          ],
        },
      ],
      outside: [values("id", "name")],
    },
  ],
  [
    /^settings\.json$/,
    {
      ...SCHEMA,
      ...values("calendar", "goLiveOn", "factsRequestEveryWorkingDays"),
      office: values("name", "telephone", "sender", "senderName"),
      "supervisionReport?": {
        duties: values("weight", "source", "basis"),
        disclosure: values("actions", "weight", "source", "basis"),
        review: values("gate", "weight", "source", "basis"),
        filing: values("indicator", "weight", "source", "basis"),
      },
      values: [
        {
          ...values("id", "label", "explanation", "unit?", "source", "basis"),
          "accepted?": [values("value", "label")],
          values: [values("from", "value")],
        },
      ],
    },
  ],
  [
    /^records\//,
    {
      ...SCHEMA,
      ...values("id", "label", "owner?", "date?", "number?", "steps"),
      "retention?": values("after", "years", "source", "basis"),
      facts: [
        {
          ...values(
            "name",
            "label",
            "explanation",
            "example",
            "type",
            "unit?",
            "values?",
            "default?",
            "done?",
          ),
          "personal?": VALUE,
          "personalUnless?": values("fact", "values"),
          "reads?": values("event?", "noun?", "yes?", "no?"),
        },
      ],
    },
  ],
  [
    /^ladders\//,
    {
      ...SCHEMA,
      ...values("id", "title"),
      steps: [
        {
          ...values("id", "name", "issuedBy?", "answerWithinWorkingDays?"),
          offsetWorkingDays: either(VALUE, values("fact")),
          to: [RECIPIENT],
        },
      ],
    },
  ],
  [
    /^layouts\//,
    {
      ...SCHEMA,
      ...values("id", "label", "recordType", "key"),
      fixed: FREE,
      columns: [{ ...values("header", "synonyms?", "required?", "filled?", "fact?", "as"), "map?": FREE }],
    },
  ],
  [
    /^calendars\//,
    {
      ...SCHEMA,
      ...values("year", "status"),
      "notice?": values("number", "date?", "title", "source?"),
      "changes?": [values("number", "date", "title", "source?", "extraDaysOff?")],
      off: DAYS,
      work: DAYS,
      "cancelNationalWork?": DAYS,
    },
  ],
  [
    /\/document\.json$/,
    {
      ...SCHEMA,
      ...values("id", "number", "title", "issuedOn"),
      clauses: [
        { ...values("clause", "heading", "noDuty?"), duties: [values("duty", "quote", "notComputable?")] },
      ],
    },
  ],
  [
    /\.cases\.json$/,
    {
      ...SCHEMA,
      cases: [
        {
          ...values("name", "period?", "on?"),
          "record?": RECORD,
          "records?": [RECORD],
          "settings?": FREE,
          expect: {
            ...values(
              "outcome",
              "due?",
              "dueAt?",
              "responsible?",
              "provisional?",
              "status?",
              "late?",
              "light?",
              "gate?",
              "missing?",
            ),
            ...values("flag?", "numerator?", "denominator?", "required?"),
            ...values("averageWorkingDays?", "previousNumerator?", "previousDenominator?"),
          },
        },
      ],
    },
  ],
  [
    /\/.*\.json$/,
    {
      ...SCHEMA,
      ...values("id", "title", "exceptTo?"),
      cites: [either(values("document", "duty", "note?"), values("law", "article", "note?"))],
      versions: [VERSION],
    },
  ],
];

export const formatOf = (file: string): Shape | undefined =>
  FORMATS.find(([pattern]) => pattern.test(file))?.[1];

/** An object whose keys the format fixes, with those that it must have. */
export type FixedKeys = { readonly path: Path; readonly required: readonly string[] };

/** Walks a value along its shape: the objects with fixed keys, and whatever the format does not know or misses. */
export function survey(
  value: unknown,
  shape: Shape,
  path: Path = [],
): { objects: FixedKeys[]; wrong: string[] } {
  const place = path.join("/");
  if (shape === FREE) return { objects: [], wrong: isRecord(value) ? [] : [`${place} is no object`] };
  if (shape === VALUE) {
    const items = Array.isArray(value) ? value : [value];
    const scalar = items.every((item) => typeof item !== "object" || (item === null && items.length === 1));
    return { objects: [], wrong: scalar ? [] : [`${place} is no value`] };
  }
  if (typeof shape === "function") return survey(value, shape(), path);
  if (shape instanceof Either) {
    const tried = shape.shapes.map((one) => survey(value, one, path));
    return (
      tried.find(({ wrong }) => wrong.length === 0) ?? { objects: [], wrong: [`${place} has no known form`] }
    );
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return { objects: [], wrong: [`${place} is no list`] };
    return together(value.map((item, i) => survey(item, shape[0] as Shape, [...path, i])));
  }
  return surveyKeys(value, shape as Readonly<Record<string, Shape>>, path);
}

function surveyKeys(value: unknown, shape: Readonly<Record<string, Shape>>, path: Path) {
  if (!isRecord(value)) return { objects: [], wrong: [`${path.join("/")} is no object`] };
  const shapes = new Map(Object.entries(shape).map(([key, inner]) => [key.replace("?", ""), inner]));
  const required = Object.keys(shape).filter((key) => !key.endsWith("?"));
  const unknown = Object.keys(value).filter((key) => !shapes.has(key));
  const missing = required.filter((key) => !Object.hasOwn(value, key));
  const own = {
    objects: [{ path, required }],
    wrong: [...unknown, ...missing].map((key) => `${[...path, key].join("/")} is unknown or missing`),
  };
  const inner = Object.entries(value).map(([key, one]) =>
    survey(one, shapes.get(key) ?? FREE, [...path, key]),
  );
  return together([own, ...(unknown.length > 0 ? [] : inner)]);
}

const together = (found: readonly { objects: FixedKeys[]; wrong: string[] }[]) => ({
  objects: found.flatMap(({ objects }) => objects),
  wrong: found.flatMap(({ wrong }) => wrong),
});
