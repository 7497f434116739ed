import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { METRICS } from "../functions/adapters/metric.ts";
import { bounceRate, type Limited, own, QUARTER, throttles } from "./alarm-metrics.ts";
import type { DeadLetters } from "./dead-letters.ts";

export type Watched = Limited & {
  /** Who is told. */
  readonly topic: ITopic;
  readonly deadLetters: readonly DeadLetters[];
  /** Reads the mailbox, where there is one. */
  readonly reports: NodejsFunction | undefined;
};

type Rule = {
  id: string;
  /** The page of the runbook. */
  page: string;
  says: string;
  metric: IMetric;
  threshold?: number;
  /** How many periods in a row; one unless said otherwise. */
  periods?: number;
  /** That it is over is told too. What happened once is not over because it does not happen again. */
  ends?: boolean;
};

/** Only what a person must do; all else is on the dashboard. */
export function watch(scope: Construct, watched: Watched): Alarm[] {
  const action = new SnsAction(watched.topic);
  const heartbeat = watchHeartbeat(scope);
  heartbeat.addAlarmAction(action);
  heartbeat.addOkAction(action);
  return [
    heartbeat,
    ...rulesFor(scope, watched).map(({ id, page, says, metric, threshold = 1, periods = 1, ends }) => {
      const alarm = new Alarm(scope, id, {
        metric,
        alarmDescription: described(says, page),
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      if (ends) alarm.addOkAction(action);
      return alarm;
    }),
  ];
}

const described = (says: string, page: string): string => `${says}。处置：docs/runbook/${page}.md`;

/**
 * Silence must not look like health. The last run of a morning, at 11:20, says once more that the day is done; at 11:30
 * the 48 half hours before therefore hold a heartbeat of this day or none at all. FILL, because the alarm would otherwise
 * look further back for values where there are none.
 */
function watchHeartbeat(scope: Construct): Alarm {
  const period = Duration.minutes(30);
  const beat = own(METRICS.sweepDone, period);
  return new Alarm(scope, "SweepMissed", {
    metric: new MathExpression({ expression: "FILL(beat, 0)", usingMetrics: { beat }, period }),
    alarmDescription: described("到 11:30 当日清查仍未完成", "no-sweep"),
    threshold: 1,
    evaluationPeriods: 48,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  });
}

function rulesFor(scope: Construct, { deadLetters, table, api, accessLog, reports }: Watched): Rule[] {
  return [
    ...deadLetters.map(({ name, queue }) => ({
      id: `${queue.node.id}Waiting`,
      page: "dead-letters",
      ends: true,
      says: `死信队列 ${name} 中有消息等待处理`,
      metric: queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: "Maximum",
      }),
    })),
    {
      id: "MailUncertain",
      page: "uncertain-mail",
      says: "有邮件不知是否已经发出",
      metric: own(METRICS.mailsUncertain),
    },
    {
      id: "MailPaused",
      page: "mail-paused",
      ends: true,
      says: "邮件服务商连续一小时拒收全部邮件",
      metric: own(METRICS.mailPaused),
      periods: 4,
    },
    {
      id: "BounceRate",
      page: "bounce-rate",
      ends: true,
      says: "一日内退信过多（3 封以上，且占 5% 以上）",
      metric: bounceRate(),
      threshold: 5,
    },
    {
      id: "AuditFound",
      page: "audit-differences",
      says: "每日核对发现通知、步骤或者事项有缺漏或者多余",
      metric: own(METRICS.auditFindings),
    },
    {
      id: "CalendarMissing",
      page: "calendar-missing",
      says: "应当已知的年度没有放假安排，期限暂定",
      metric: own(METRICS.calendarsMissing),
    },
    {
      id: "RulesetRefused",
      page: "ruleset-refused",
      says: "规则集未通过校验被拒用，沿用上一个有效的规则集",
      metric: own(METRICS.rulesetRefused),
    },
    {
      id: "Throttled",
      page: "throttling",
      ends: true,
      says: "请求、函数或者数据库连续 15 分钟被限流",
      metric: throttles(scope, { table, api, accessLog }),
      threshold: 10,
      periods: 3,
    },
    ...(reports
      ? [
          {
            id: "MailboxUnread",
            page: "mailbox-unread",
            ends: true,
            says: "连续两小时不能读取退信邮箱",
            metric: reports.metricErrors({ period: QUARTER, statistic: "Sum" }),
            periods: 8,
          },
        ]
      : []),
  ];
}
