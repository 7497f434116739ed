import { YifaError } from "../../domain/errors.ts";

/** Why a file cannot be taken; `what` goes on after “文件…”. Whoever knows the file's name makes the message of it. */
export class SheetFault extends Error {
  override readonly name = "SheetFault";
  readonly code: string;
  readonly what: string;

  constructor(code: string, what: string, options?: ErrorOptions) {
    super(`${code}: ${what}`, options);
    this.code = code;
    this.what = what;
  }
}

export const SAVE_AS = "请在 Excel 或 WPS 中打开，另存为不加密、不带宏的 .xlsx 或 CSV UTF-8 后再导入";

/** What a broken file and one that was made to break its reader have in common. */
export const unreadable = (what: string, cause?: unknown) =>
  new SheetFault("unreadable", `${what}；${SAVE_AS}。`, { cause });

/** Runs `read`; what goes wrong in it comes out as a refusal of the file of this name. */
export async function namedFaults<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (fault) {
    throw toYifaError(name, fault);
  }
}

export async function* namedRows<T>(name: string, rows: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* rows;
  } catch (fault) {
    throw toYifaError(name, fault);
  }
}

/** Faults of the libraries say where a broken file is broken, which nobody who gets the message can use. */
function toYifaError(name: string, cause: unknown): unknown {
  if (cause instanceof YifaError || (cause instanceof Error && "syscall" in cause)) return cause;
  const fault = cause instanceof SheetFault ? cause : unreadable("已损坏或不是可读的表格", cause);
  return new YifaError("invalid", fault.code, `文件“${name}”${fault.what}`, { cause });
}
