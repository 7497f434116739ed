import * as z from "zod";
import { choice, key, type Label } from "./choice.ts";
import { $schema, isoDate, text } from "./primitives.ts";

export const CALENDAR_STATUSES = {
  published: { label: "已公布", explanation: "放假通知已经公布，本文件据以填写" },
  unknown: { label: "未公布或未核实", explanation: "跨入该年度的届满日均为暂定" },
} as const satisfies Record<string, Label>;

const namedDays = z
  .array(
    z.strictObject({
      date: key(isoDate, "日期", "YYYY-MM-DD，北京时间", "2026-10-01"),
      name: key(text, "名称", "节日名称或者事由", "国庆节"),
      changedOn: key(
        isoDate.optional(),
        "改变它的通知",
        "年中改变放假安排的，写该通知（changes）的成文日期",
        "2019-03-22",
      ),
    }),
  )
  .max(366);

/** `rules/calendars/<region>/<year>.json`; `cn` is the national one, others are overlays on it. */
export const calendarYear = z
  .strictObject({
    $schema,
    year: key(z.number().int().min(1990).max(2199), "年度", "公历年，与文件名一致", 2026),
    status: key(choice(CALENDAR_STATUSES), "状态", "该年度的放假安排是否可以据以计算", "published"),
    notice: key(
      z
        .strictObject({
          number: key(text, "文号", "放假通知的文号", "国办发明电〔2025〕7号"),
          date: key(isoDate.optional(), "成文日期", "放假通知的日期，北京时间", "2025-11-04"),
          title: key(text, "标题", "放假通知的标题", "国务院办公厅关于2026年部分节假日安排的通知"),
          source: key(text.optional(), "出处", "网址或者获得的途径", "https://www.gov.cn/"),
        })
        .optional(),
      "放假通知",
      "据以填写的通知",
    ),
    changes: key(
      z
        .array(
          z.strictObject({
            number: key(text, "文号", "通知的文号", "国办发明电〔2019〕3号"),
            date: key(
              isoDate,
              "成文日期",
              "通知的日期，北京时间；由它定的日子在 changedOn 写此日",
              "2019-03-22",
            ),
            title: key(text, "标题", "通知的标题", "国务院办公厅关于调整2019年劳动节假期安排的通知"),
            source: key(text.optional(), "出处", "网址或者获得的途径", "https://www.gov.cn/"),
            extraDaysOff: key(
              z.number().int().min(1).max(60).optional(),
              "多放的天数",
              "在法定放假天数之外多放几天；只是调换日子的不写",
              2,
            ),
          }),
        )
        .min(1)
        .max(20)
        .optional(),
      "年中调整",
      "放假通知公布以后又作调整的通知，按先后排列",
    ),
    off: key(namedDays, "放假日", "不上班的日期；周末可以不写"),
    work: key(namedDays, "上班日", "调休上班的周末"),
    cancelNationalWork: key(
      namedDays.optional(),
      "取消的调休",
      "只用于地区日历：全国通知调休上班、本地区不上班的日期",
    ),
  })
  .meta({ title: "工作日历", description: "一个地区一年的放假和调休安排" });
export type CalendarYear = z.infer<typeof calendarYear>;
