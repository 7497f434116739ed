/**
 * What a template may show: text, a number, a text that is not always there, a yes or no, or a list of more of it. A
 * link is an address of ours that is not always there, made of letters that mean nothing in HTML.
 */
export type ViewNames = { readonly [name: string]: ViewKind | ViewNames };
type ViewKind = "text" | "number" | "optional" | "link" | "flag";

/** Every name that the digest templates may use, by section; names of an outer section hold in inner ones too. */
export const DIGEST_VIEW = {
  agency: "text",
  summary: "text",
  day: "text",
  date: "text",
  sections: {
    heading: "text",
    matters: {
      n: "number",
      number: "text",
      title: "text",
      owner: "optional",
      insteadOf: "optional",
      due: "text",
      days: "text",
      step: "optional",
      why: "text",
      dutyId: "text",
      measureId: "optional",
      confirmUrl: "link",
      late: "flag",
      today: "flag",
    },
    notes: { n: "number", text: "text" },
    rest: "number",
  },
  owes: "flag",
  supervises: "flag",
  issues: "flag",
  asksFacts: "flag",
  leftOut: "number",
  tableAttached: "flag",
  attachments: "optional",
  attachmentsLeftOut: "flag",
  office: "text",
  telephone: "text",
  digest: "text",
} as const satisfies ViewNames;

type Value<K> = K extends "text"
  ? string
  : K extends "number"
    ? number
    : K extends "flag"
      ? boolean
      : View<K>[];
type Absent = "optional" | "link";
type View<N> = {
  readonly [K in keyof N as N[K] extends Absent ? never : K]: Value<N[K]>;
} & { readonly [K in keyof N as N[K] extends Absent ? K : never]?: string };

export type DigestView = View<typeof DIGEST_VIEW>;
