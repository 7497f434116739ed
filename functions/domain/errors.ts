/** Every refusal that a person sees: a code for scripts, a sentence in Chinese that says what is accepted. */
export class YifaError extends Error {
  readonly code: string;
  readonly kind: "invalid" | "unknown" | "forbidden" | "unauthenticated" | "conflict" | "unavailable";
  /** JSON pointer to the bad value, where there is one. */
  readonly pointer?: string;
  readonly details?: Readonly<Record<string, unknown>>;

  constructor(
    kind: YifaError["kind"],
    code: string,
    message: string,
    more: { pointer?: string; details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "YifaError";
    this.kind = kind;
    this.code = code;
    if (more.pointer !== undefined) this.pointer = more.pointer;
    if (more.details !== undefined) this.details = more.details;
  }
}
