import { Duration } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  type Metric,
  SingleValueWidget,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { METRICS } from "../functions/adapters/metric.ts";
import { own } from "./alarm-metrics.ts";
import type { DeadLetters } from "./dead-letters.ts";

type Shown = {
  readonly alarms: readonly Alarm[];
  readonly http: HttpApi;
  readonly functions: readonly IFunction[];
  readonly table: ITableV2;
  readonly deadLetters: readonly DeadLetters[];
};

const DAY = Duration.days(1);
const PERIOD = Duration.minutes(5);
const WIDTH = 24;

/** An operator's morning, from the top: is anything to be done, did the mail go out, what came back, then the machinery. */
export function dashboard(scope: Construct, shown: Shown): Dashboard {
  return new Dashboard(scope, "Dashboard", {
    defaultInterval: Duration.days(7),
    widgets: [
      [new TextWidget({ width: WIDTH, height: 2, markdown: MORNING })],
      [new AlarmStatusWidget({ title: "须处置的告警", width: WIDTH, height: 3, alarms: [...shown.alarms] })],
      today(),
      [
        graph("邮件（每日）", MAILS.map(daily), WIDTH / 3),
        graph("清查与核对（每日）", CHECKS.map(daily), WIDTH / 3),
        graph("导入（每日）", IMPORTS.map(daily), WIDTH / 3),
      ],
      requests(shown.http),
      work(shown),
      store(shown),
    ],
  });
}

const MORNING =
  "**依法** 每日 10:30 清查并发出汇总邮件，11:30 前应当完成；11:40 起核对。图中时间可在右上角改为北京时间。告警的处置见项目 docs/runbook/。";

type Named = readonly [label: string, name: string];
const MAILS: readonly Named[] = [
  ["已发出", METRICS.mailsSent],
  ["被拒", METRICS.mailsFailed],
  ["结果不明", METRICS.mailsUncertain],
  ["已投递", METRICS.mailsDelivered],
  ["被退回", METRICS.mailsBounced],
  ["被投诉", METRICS.mailsComplained],
];
const CHECKS: readonly Named[] = [
  ["写入的通知", METRICS.linesWritten],
  ["未能清查的条目", METRICS.casesFailed],
  ["核对发现的差异", METRICS.auditFindings],
  ["缺少放假安排的年度", METRICS.calendarsMissing],
  ["规则集被拒用", METRICS.rulesetRefused],
  ["暂停发信（次）", METRICS.mailPaused],
];
const IMPORTS: readonly Named[] = [
  ["导入的行", METRICS.rowsImported],
  ["退回的行", METRICS.rowsRejected],
  ["退回的文件", METRICS.importsRefused],
];

const daily = ([label, name]: Named): Metric => own(name, DAY).with({ label });

function today(): IWidget[] {
  const value = (title: string, named: readonly Named[], width: number) =>
    new SingleValueWidget({ title, width, height: 3, metrics: named.map(daily) });
  return [
    value("当日清查", [["完成次数", METRICS.sweepDone], ...CHECKS.slice(0, 2)], 9),
    value("当日邮件", MAILS, 15),
  ];
}

function requests(http: HttpApi): IWidget[] {
  const latency = (statistic: string, label: string) =>
    http.metricLatency({ period: PERIOD, statistic, label });
  return [
    graph("接口请求（次）", [
      http.metricCount({ period: PERIOD, label: "全部" }),
      http.metricClientError({ period: PERIOD, label: "4xx（含限流 429）" }),
      http.metricServerError({ period: PERIOD, label: "5xx" }),
    ]),
    graph("接口耗时（毫秒）", [latency("p50", "中位"), latency("p99", "第 99 百分位")]),
  ];
}

function work({ functions, deadLetters }: Shown): IWidget[] {
  const named = (metric: (one: IFunction) => Metric) =>
    functions.map((one) => metric(one).with({ label: one.node.id }));
  return [
    graph(
      "函数失败（次）",
      named((one) => one.metricErrors({ period: PERIOD })),
      6,
    ),
    graph(
      "函数最长耗时（毫秒）",
      named((one) => one.metricDuration({ period: PERIOD, statistic: "Maximum" })),
      6,
    ),
    graph(
      "队列中最久的消息（秒）",
      deadLetters.flatMap(
        ({ source }) =>
          source?.metricApproximateAgeOfOldestMessage({ period: PERIOD, label: source.node.id }) ?? [],
      ),
      6,
    ),
    graph(
      "死信（条）",
      deadLetters.map(({ name, queue }) =>
        queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, label: name }),
      ),
      6,
    ),
  ];
}

function store({ table, functions }: Shown): IWidget[] {
  return [
    graph("数据库用量（单位）", [
      table.metricConsumedReadCapacityUnits({ period: PERIOD, label: "读" }),
      table.metricConsumedWriteCapacityUnits({ period: PERIOD, label: "写" }),
    ]),
    graph(
      "函数被限流（次）",
      functions.map((one) => one.metricThrottles({ period: PERIOD, label: one.node.id })),
    ),
  ];
}

const graph = (title: string, left: IMetric[], width = WIDTH / 2): GraphWidget =>
  new GraphWidget({ title, width, height: 6, left });
