import type { AgencyImpact } from "../domain/impact/impact.ts";
import { table } from "./table.ts";

/** By agency, by its name where that is known. */
export function impactTable(agencies: readonly (AgencyImpact & { readonly name?: string })[]): string {
  const head = ["机关", "认定", "关闭", "放行", "新增", "撤销", "移期", "次日邮件"];
  const rows = agencies.map((one) => [
    one.name ?? one.agency,
    one.findings,
    one.gatesShut,
    one.gatesOpened,
    one.opened,
    one.withdrawn,
    one.moved,
    `${one.mailsBefore}→${one.mailsAfter}`,
  ]);
  return table(head, rows);
}
