import * as z from "zod";
import { key } from "./choice.ts";
import { names } from "./names.ts";
import {
  $schema,
  dueSource,
  factName,
  identifier,
  isoDate,
  mailAddress,
  quantity,
  scalar,
  text,
} from "./primitives.ts";
import { supervisionReport } from "./supervision-report.ts";

const setting = z
  .strictObject({
    id: key(factName, "设定名", "规则中写作 setting.<设定名>", "takeDownWorkingDays"),
    label: key(text, "名称", "中文名称，不写取值", "撤下期限"),
    explanation: key(text, "说明", "改了它，规则有什么不同", "行政处罚以外的决定，多少个工作日内撤下"),
    unit: key(quantity.optional(), "单位", "数的单位", "working-day"),
    source: key(dueSource, "来源", "是谁定的，应当如实写", "default"),
    basis: key(text, "依据", "规定及条款，或者取这个值的理由", "原文为“及时”，无具体日数"),
    accepted: key(
      z
        .array(
          z.strictObject({
            value: key(scalar, "值", "可以取的值", "any"),
            label: key(text, "含义", "取这个值是什么意思", "任一即可"),
          }),
        )
        .min(2)
        .max(50)
        .optional(),
      "可取的值",
      "只能取其中之一；不写即不限",
    ),
    values: key(
      z
        .array(
          z.strictObject({
            from: key(isoDate, "自", "从这一日起，含当日，北京时间", "2021-07-15"),
            value: key(scalar, "值", "取什么值", 3),
          }),
        )
        .min(1)
        .max(100),
      "取值",
      "按日期从早到晚；以触发日当日的为准",
    ),
  })
  .meta({ title: "设定项", description: "文件没有写死的读法和数额，规则以 setting.<设定名> 引用" });

/** `rules/settings.json`. */
export const settings = z
  .strictObject({
    $schema,
    calendar: key(names("calendar", identifier), "工作日历", "calendars/ 中的地区代号", "cn-xj"),
    goLiveOn: key(
      isoDate.nullable(),
      "启用日期",
      "届满日早于这一日的为历史事项，只列出、不发邮件；null 为尚未启用",
      "2026-08-01",
    ),
    office: key(
      z.strictObject({
        name: key(text, "单位名称", "邮件落款", "昌吉市司法局"),
        telephone: key(text, "电话", "邮件中的联系电话", "0994-0000000"),
        sender: key(mailAddress, "发件邮箱", "发出通知的邮箱", "yifa@example.org"),
        senderName: key(text, "发件人名称", "收件人看到的名称", "昌吉市司法局"),
      }),
      "主办单位",
      "以谁的名义发出通知",
    ),
    factsRequestEveryWorkingDays: key(
      z.number().int().min(1).max(60),
      "补充事实的间隔",
      "对同一机关两次请求补充事实之间至少多少个工作日",
      10,
    ),
    supervisionReport: key(
      supervisionReport.optional(),
      "督查统计",
      "半年督查统计表怎样核算和计分；不写即不编制该表",
    ),
    values: key(z.array(setting).max(500), "设定项", "规则引用的读法和数额"),
  })
  .meta({ title: "设定", description: "工作日历、启用日期、主办单位，以及规则引用的读法和数额" });
export type Settings = z.infer<typeof settings>;
