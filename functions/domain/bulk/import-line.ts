import { lineKey, type NoticeLine } from "../notice/line.ts";
import { plain } from "../notice/plain.ts";
import { clerks } from "../notice/recipients.ts";
import type { Directory } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { ImportState } from "./import-state.ts";

/** Tells the agency what became of the file that it dropped. */
export function importLines(state: ImportState, directory: Directory, on: IsoDate): NoticeLine[] {
  return clerks(state.agency, directory, on).flatMap(({ agency, recipient, standsInFor }) =>
    recipient === undefined
      ? []
      : [
          {
            key: lineKey(`import:${state.id}`, "import", recipient),
            kind: "import",
            agency,
            recipient,
            ...(standsInFor !== undefined && { standsInFor }),
            on,
            status: "collecting",
            text: plain(importText(state), 300),
          },
        ],
  );
}

/** 处罚.xlsx 已导入：新增 52，更新 0，未变 0，退回 8 行 */
function importText({
  file,
  status,
  reason,
  accepted,
  updated,
  unchanged,
  rejected,
  id,
}: ImportState): string {
  const counts = `新增 ${accepted}，更新 ${updated}，未变 ${unchanged}，退回 ${rejected} 行`;
  if (status === "done") {
    const report = rejected > 0 ? `；逐行原因见退回清单（导入编号 ${id}）` : "";
    return `${file} 已导入：${counts}${report}`;
  }
  if (status === "refused") return `${file} 未导入：${reason?.message ?? ""}`;
  return `${file} 导入中止：${counts}，其余未导入，请联系运维人员（导入编号 ${id}）`;
}
