import type { Method } from "@middy/http-router";
import type * as z from "zod";
import type { Permission } from "../../domain/access/permissions.ts";
import type { Caller } from "../../domain/entities.ts";
import type { Ruleset } from "../../domain/ruleset/ruleset.ts";
import type { IsoDate } from "../../domain/schema/primitives.ts";

/** Groups of operations in the document, in its order. */
export const TAGS = {
  records: "台账：登记、查询、试判和前置程序",
  duties: "应办事项：查询、办结、豁免、延期、知悉",
  measures: "监督措施：签发、答复、销号",
  indicators: "指标和期限计算",
  rulesets: "规则集：提出、测算影响、批准、回退",
  running: "运行：清查、邮件、死信",
  document: "接口说明",
} as const satisfies Record<string, string>;
export type Tag = keyof typeof TAGS;

/** Codes by status. */
export type Problems = Readonly<Record<number, readonly string[]>>;
export type Answers = Readonly<Record<number, z.ZodType>>;

/** What any operation says of itself: the checks, the API document and the table of access are made from it. */
export type Described = {
  /** `operationId`: unique, and kept for good, because clients name their functions after it. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** What it takes in the path; each text is checked by who reads it. */
  readonly params?: z.ZodObject;
  /** Without one, no parameter at all. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** What a page of ours sends in place of a body. */
  readonly form?: z.ZodObject;
  /** Answers and refusals are pages for people. */
  readonly page?: true;
  /** Takes a body of many files: larger than others, and packed by gzip (`application/gzip`) if the caller likes. */
  readonly packed?: true;
  /** Takes `If-Match`. */
  readonly ifMatch?: true;
  /** Answers carry the version of the thing as `ETag`. */
  readonly etag?: true;
  /** What is checked beside the permission, for the table of access. */
  readonly alsoChecked?: string;
  /** Its own refusals, beside those that come with a token, a query and a body. */
  readonly problems?: Problems;
};

/** What an operation works with: one caller, one day, one ruleset for the whole request. */
export type Call<P, Q, B> = {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly ifMatch?: number | "*";
  readonly caller: Caller;
  readonly on: IsoDate;
  readonly ruleset: Ruleset;
};

/** Entities are read-only all through; what zod infers is not. */
type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** `status` is 200 where none is given; `version` becomes the `ETag`. */
export type Answer<A extends Answers> = {
  readonly status?: keyof A;
  readonly version?: number;
  readonly body: DeepReadonly<z.output<A[keyof A]>>;
};

type Read<S, Without> = S extends z.ZodType ? z.output<S> : Without;
/** A description that leaves a schema out takes none of it. */
type Nothing = Readonly<Record<string, never>>;

export type Operation<
  P extends z.ZodObject | undefined,
  Q extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
  A extends Answers,
> = Omit<Described, "params" | "query" | "body"> & {
  /** Of several, which one counts stands in the body: to be let in, one of them is enough. */
  readonly permission: Permission | readonly Permission[];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The schema of each successful answer by status. */
  readonly answers: A;
  readonly answer: (call: Call<Read<P, Nothing>, Read<Q, Nothing>, Read<B, undefined>>) => Promise<Answer<A>>;
};
