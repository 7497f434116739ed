import { DateTime } from "luxon";
import type { Functions } from "./functions.ts";
import type { Lookup, Template } from "./template.ts";

/** Every day at some minutes of an hour in a zone, or every so many minutes. */
type Times = { minutes: readonly number[]; hour: number; zone: string } | { everyMinutes: number };
type Schedule = { times: Times; functionName: string; input: string };

/** Calls the template's schedules at their time; returns how to stop them. */
export function startSchedules(template: Template, functions: Functions, lookup: Lookup): () => void {
  const timers = new Set<NodeJS.Timeout>();
  for (const schedule of readSchedules(template, functions, lookup)) arm(schedule);
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };

  function arm(schedule: Schedule): void {
    const at = nextRun(schedule.times, DateTime.now());
    const timer = setTimeout(() => {
      timers.delete(timer);
      const input = JSON.parse(
        schedule.input.replaceAll("<aws.scheduler.scheduled-time>", String(at.toUTC().toISO())),
      );
      // The function's own log has the fault, and the next day tries again.
      functions.invoke(schedule.functionName, input).catch(() => {});
      arm(schedule);
    }, at.toMillis() - Date.now());
    timers.add(timer);
    timer.unref();
  }
}

/** The first time after `now`, which is exclusive. */
export function nextRun(times: Times, now: DateTime): DateTime {
  if ("everyMinutes" in times) return now.plus({ minutes: times.everyMinutes });
  const { minutes, hour, zone } = times;
  const today = minutes.map((minute) => now.setZone(zone).set({ hour, minute, second: 0, millisecond: 0 }));
  const runs = [...today, ...today.map((run) => run.plus({ days: 1 }))].filter((run) => run > now);
  return DateTime.min(...runs) as DateTime;
}

function readSchedules(template: Template, functions: Functions, lookup: Lookup): Schedule[] {
  return template.ofType("AWS::Scheduler::Schedule").map(({ id, stack, properties }) => {
    const { ScheduleExpression, ScheduleExpressionTimezone, Target } = properties as {
      ScheduleExpression: string;
      ScheduleExpressionTimezone?: string;
      Target: { Arn: unknown; Input?: string };
    };
    return {
      times: readTimes(id, ScheduleExpression, ScheduleExpressionTimezone),
      functionName: functions.nameOf(String(template.resolve(Target.Arn, stack, lookup))),
      input: Target.Input ?? "{}",
    };
  });
}

function readTimes(id: string, expression: string, zone = "UTC"): Times {
  const [, minutes, hour] = /^cron\((\d+(?:,\d+)*) (\d+) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minutes !== undefined && hour !== undefined)
    return { minutes: minutes.split(",").map(Number), hour: Number(hour), zone };
  const [, everyMinutes] = /^rate\((\d+) minutes?\)$/.exec(expression) ?? [];
  if (everyMinutes !== undefined) return { everyMinutes: Number(everyMinutes) };
  throw new Error(
    `本地环境不支持定时“${expression}”（${id}），应为每日定时或者每隔几分钟，例如 cron(30,40 10 * * ? *)、rate(15 minutes)`,
  );
}
