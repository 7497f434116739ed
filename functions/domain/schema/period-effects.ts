import * as z from "zod";
import { choice, key, type Label } from "./choice.ts";
import { condition } from "./condition.ts";
import { count, dueAfter, dueEvery, dueOnDate, every } from "./due.ts";
import { action, ladderName, party, responsible } from "./effects.ts";
import { names } from "./names.ts";
import { factName, identifier, isoDate, monthDay, periodName, text } from "./primitives.ts";
import { yearsOf } from "./years.ts";

/** Effects that no single record has: they come round with the periods, or on one day. */

/** A fixed day of each period, where need be as a setting says. */
const dueEach = dueEvery
  .extend({
    on: key(
      z.union([
        monthDay,
        z
          .strictObject({
            fact: key(
              names("day-setting", factName),
              "届满日所在的设定",
              "由设定给出月-日，各种读法写在其 accepted 中；以每期首日的取值为准",
              "setting.annualReportOn",
            ),
          })
          .meta({ title: "由设定给出", description: "文件有不同读法的，届满日写在设定里" }),
      ]),
      "届满日",
      "月-日，含当日；半年、季度、月只看其中的日，落在该期最后一个月",
      "01-31",
      { fact: "setting.annualReportOn" },
    ),
  })
  .meta({ title: "每期固定一日", description: "每个周期的固定一日届满，含当日" });

export type DueEach = z.infer<typeof dueEach>;

/** Says that there is no `every`, so that a mistaken one is told as such. */
const dueOnce = dueOnDate.extend({ every: key(z.never().optional(), "周期", "只办一次的不写") }).meta({
  title: "一次",
  description: "在固定的日期以前办理一次，不再重复",
});

export type CadenceDue = DueEach | z.infer<typeof dueOnce>;

/** The period that a cadence is about. */
export const COVERS = {
  previous: { label: "上一期", explanation: "报送的是上一期的情况，例如1月31日前报送上年度数据" },
  current: { label: "本期", explanation: "报送的是届满日所在的一期" },
} as const satisfies Record<string, Label>;

export const cadenceEffect = z
  .strictObject({
    action,
    responsible,
    due: key(
      z.union([dueEach, dueOnce]),
      "期限",
      "每期的届满日；只办一次的，写某年某月某日",
      { every: "year", on: "01-31", source: "text" },
      { on: "2019-08-15", source: "text" },
    ),
    covers: key(
      choice(COVERS).optional(),
      "所报周期",
      "届满日所在的一期，还是它的上一期；只办一次的不写",
      "previous",
    ),
    firstPeriod: key(
      periodName.optional(),
      "首期",
      "从届满日在哪一期起开始产生，写法与周期一致；只办一次的不写",
      "2020",
    ),
    years: key(yearsOf.optional(), "年份", "只在部分年份产生的，写明由哪项设定给出；不写即每年", {
      fact: "setting.cleanUpCampaignYears",
    }),
    evidence: key(
      z
        .array(
          z.strictObject({
            key: key(identifier, "代号", "办结时提交该项所用的代号", "public-url"),
            label: key(text, "名称", "显示给经办人的名称", "公开网址"),
          }),
        )
        .optional(),
      "办结材料",
      "办结时应当提交的各项",
    ),
    ladder: ladderName,
  })
  .meta({
    allOf: [
      {
        if: { properties: { due: { required: ["on"], not: { required: ["every"] } } } },
        else: { required: ["covers", "firstPeriod"] },
      },
      {
        if: { properties: { due: { required: ["every"] } } },
        else: { properties: { covers: false, firstPeriod: false, years: false } },
      },
    ],
  });

/** How an indicator has to move against the period before. */
export const TRENDS = {
  falling: {
    label: "下降",
    explanation: "本期比例应当低于上一期；本期为零的，已经无可下降，即为达到",
    short: "应当低于",
    limit: "本期为零的除外",
  },
  "not-rising": { label: "不上升", explanation: "本期比例不得高于上一期", short: "不得高于" },
  rising: {
    label: "上升",
    explanation: "本期比例应当高于上一期；本期为百分之百的，已经无可上升，即为达到",
    short: "应当高于",
    limit: "本期为百分之百的除外",
  },
} as const satisfies Record<string, Label & { short: string; limit?: string }>;
export type Trend = keyof typeof TRENDS;

const atMostAverage = z
  .strictObject({
    from: key(
      names("date-fact", factName),
      "起算事实",
      "从哪个时刻起算，所在的半日不计入；只有日期的，当日整日不计入",
      "acceptedAt",
    ),
    to: key(
      names("date-fact", factName),
      "截止事实",
      "到哪个时刻为止，所在的半日计入；只有日期的，当日整日计入",
      "completedAt",
    ),
    workingDays: key(count, "工作日数", "平均不得超过多少个工作日，可以写半天", 6.5),
  })
  .meta({ title: "平均用时", description: "计入分子的台账平均用了多少个工作日" });
export type AtMostAverage = z.infer<typeof atMostAverage>;

/** Whose records an indicator counts. */
export const OVER = {
  own: { label: "本机关", explanation: "责任机关各自核算，只计本机关的台账" },
  all: { label: "全部机关", explanation: "各机关的台账合并核算，由一个责任机关负责" },
} as const satisfies Record<string, Label>;

export const indicatorEffect = z
  .strictObject({
    numerator: key(condition, "分子", "台账中条件成立的计入分子"),
    denominator: key(condition, "分母", "台账中条件成立的计入分母"),
    over: key(choice(OVER).optional(), "核算范围", "计入哪些机关的台账；不写即为本机关", "own"),
    atLeastRatio: key(
      z.number().gt(0).max(1).optional(),
      "最低比例",
      "分子应当不少于分母乘以该比例，不足一的按一计；大于 0，至多为 1。与走势、平均用时写其一",
      0.05,
    ),
    trend: key(
      choice(TRENDS).optional(),
      "走势",
      "分子占分母的比例与上一期相比应当如何。与最低比例、平均用时写其一",
      "falling",
    ),
    atMostAverage: key(
      atMostAverage.optional(),
      "平均用时",
      "计入分子的台账平均用时不得超过多少个工作日。与最低比例、走势写其一",
      { from: "acceptedAt", to: "completedAt", workingDays: 6.5 },
    ),
    every: key(every, "周期", "多久计算一次", "month"),
    responsible,
    breach: key(
      z.strictObject({
        action,
        due: key(
          dueAfter.extend({
            after: key(z.literal("periodEnd"), "起算日", "期末，即该期的最后一日", "periodEnd"),
          }),
          "期限",
          "自期末起算的期限",
        ),
        ladder: ladderName,
      }),
      "未达标时",
      "未达到最低比例、走势或者平均用时时产生的应办事项",
    ),
  })
  .meta({
    oneOf: [{ required: ["atLeastRatio"] }, { required: ["trend"] }, { required: ["atMostAverage"] }],
  });

export const registerEffect = z.strictObject({
  subject: key(text, "清单名称", "应当保有的清单或者制度文件", "重大执法决定法制审核目录清单"),
  keeper: key(party, "保管机关", "由谁制定和保管", { group: "enforcement-agencies" }),
  lookAgain: key(dueEvery, "复核期限", "多久复核一次，每期的届满日"),
  lastLookedAtOn: key(isoDate.optional(), "上次复核日期", "最近一次复核的日期，北京时间", "2025-12-31"),
});
