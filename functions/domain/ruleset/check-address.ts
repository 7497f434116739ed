import { readAddress } from "../text/mail-address.ts";
import { type Diagnostic, show } from "./diagnostic.ts";
import type { Path, SourceFile } from "./source-file.ts";

export function* checkAddress(address: string, source: SourceFile, path: Path): Iterable<Diagnostic> {
  const read = readAddress(address);
  if (read.ok) return;
  const { reason, suggestion } = read;
  yield source.at(path, "bad-email", `邮箱“${show(address)}”：${reason}`, {
    found: address,
    ...(suggestion !== undefined && { suggestion }),
  });
}
