import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRulesFolder } from "../../functions/adapters/rules-folder.ts";
import { openSpreadsheet } from "../../functions/adapters/spreadsheet/spreadsheet.ts";
import { saveWorkbook } from "../../functions/cli/report-file.ts";
import { type FormRow, formSheet, rowsOfSheet } from "../../functions/domain/forms/form.ts";
import { yifa } from "../support/yifa.ts";

const root = mkdtempSync(join(tmpdir(), "yifa-form-"));
const dir = join(root, "rules");
beforeAll(() => cpSync("rules", dir, { recursive: true }));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function rowsIn(path: string): Promise<FormRow[]> {
  const sheet = await openSpreadsheet(path, path);
  const cells: (readonly string[])[] = [];
  for await (const row of sheet.rows()) cells.push(row.cells);
  await sheet.close();
  return rowsOfSheet(cells) ?? [];
}

/** Fills cells of the form by place, as a person would in a spreadsheet program. */
async function filled(from: string, cells: Record<string, Partial<FormRow>>): Promise<string> {
  const rows = (await rowsIn(from)).map((row) => ({ ...row, ...cells[row.place] }));
  const path = join(root, `filled-${Object.keys(cells).length}-${Math.random()}.xlsx`);
  await saveWorkbook([formSheet("填好的", rows)], path);
  return path;
}

const DUTY: Record<string, Partial<FormRow>> = {
  id: { content: "information-requests/third-party" },
  title: { content: "征求第三方意见应当在七个工作日内发出" },
  "cites/0/document": { content: "gov-info-2019" },
  "cites/0/duty": { content: "GI-33-b" },
  "versions/0/effectiveFrom": { content: "2026-01-01" },
  "versions/0/appliesTo": { content: "政府信息公开申请（information-request）" },
  "versions/0/duty/action": { content: "答复政府信息公开申请（reply-to-request）" },
  "versions/0/duty/responsible": { content: "record.agency" },
  "versions/0/duty/due/after": { content: "收到日期（receivedOn）" },
  "versions/0/duty/due/count": { content: "7" },
  "versions/0/duty/due/unit": { content: "工作日" },
  "versions/0/duty/due/source": { content: "系统默认，可配置" },
  "versions/0/duty/evidence": { content: "答复书（replyNumber）" },
  "versions/0/duty/dischargedBy": { content: "答复日期（repliedOn）" },
  "versions/0/duty/ladder": { content: "一般事项催办阶梯（general）" },
  "versions/0/when#1": { content: "全部成立" },
  "versions/0/when#1.1": { content: "类别", operator: "为", value: "公开申请" },
  "versions/0/when#1.2": { content: "内容是否明确", operator: "为", value: "否" },
};

describe("yifa rules form", () => {
  it.each([
    ["a gate", "legal-review/before-decision"],
    ["two versions", "disputes/first-petition"],
  ])("writes %s to a workbook that comes back as the file was", async (_, id) => {
    const files = await readRulesFolder(dir);
    const path = join(root, `${id.replaceAll("/", ".")}.xlsx`);
    expect((await yifa("rules", "form", "export", id, dir, "--out", path)).status).toBe(0);
    const { status, stdout } = await yifa("rules", "form", "read", path, dir);
    expect(status).toBe(0);
    const text = [...files].find(([name]) => name.endsWith(`/${id}.json`))?.[1] ?? "";
    expect(JSON.parse(stdout)).toEqual(JSON.parse(text));
  });

  it("takes a filled form into the folder, where it is a rule like any other", async () => {
    const blank = join(root, "blank.xlsx");
    await yifa("rules", "form", "blank", "duty", dir, "--out", blank);
    const { status, stdout } = await yifa("rules", "form", "read", await filled(blank, DUTY), dir, "--write");
    expect([status, stdout]).toEqual([0, expect.stringContaining("已写入")]);
    const file = join(dir, "gov-info-2019/information-requests/third-party.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      $schema: "../../schema/rule.information-request.schema.json",
      versions: [
        {
          when: {
            all: [
              { fact: "kind", operator: "equal", value: "公开申请" },
              { fact: "clear", operator: "equal", value: false },
            ],
          },
          duty: { due: { count: 7, unit: "working-day", source: "default" }, evidence: ["replyNumber"] },
        },
      ],
    });
    expect((await yifa("rules", "check", dir)).status).toBe(0);
    rmSync(file);
  });

  it("tells mistakes by the names of the form, and writes nothing", async () => {
    const blank = join(root, "blank-2.xlsx");
    await yifa("rules", "form", "blank", "duty", dir, "--out", blank);
    const wrong = { ...DUTY, "versions/0/duty/ladder": { content: "steep" } };
    const { status, stdout } = await yifa(
      "rules",
      "form",
      "read",
      await filled(blank, wrong),
      dir,
      "--write",
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(/版本1／应办事项／催办阶梯：[\s\S]*steep/);
    expect(stdout).toContain("没有写入");
    expect(existsSync(join(dir, "gov-info-2019/information-requests/third-party.json"))).toBe(false);
  });

  it("refuses a workbook that is no form, and does not write over a file", async () => {
    const other = await yifa("rules", "form", "read", "test/samples/penalties-legal-persons.xlsx", dir);
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining("不是规则表单")]);
    const path = join(root, "there.xlsx");
    await yifa("rules", "form", "blank", "gate", dir, "--out", path);
    const again = await yifa("rules", "form", "blank", "gate", dir, "--out", path);
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining("已经存在")]);
  });
});
