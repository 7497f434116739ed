import assumptions from "./assumptions.json" with { type: "json" };
import { usedBy } from "./bill.ts";
import type { Measured, Operation } from "./operations.ts";
import { type Quantities, scaled, sum } from "./prices.ts";

const { city, fixed } = assumptions;
const DAYS = 365;
export const MONTHS = 12;
const GB = 1e9;

/** How often each operation happens in a city in its `year`th year; what reads all that is stored, for half a year's growth. */
export function countsOf(year: number): Readonly<Record<Operation, number>> {
  const records = city.recordsPerYear;
  const stored = records * (year - 0.5);
  const imported = records * city.importedShare;
  const digests = city.agencies * city.digestsPerAgencyDay * city.mailingDays;
  const recomputed = stored * city.rulesetsPerYear;
  return {
    decide: records * city.trialsPerRecord,
    putNew: records - imported + city.agencies * city.periodDutiesPerAgency,
    putUnchanged: records * city.resentPerRecord,
    putChanged: records * city.changesPerRecord,
    importRow: imported,
    getCase: records * city.readsPerRecord,
    listDuties: city.agencies * city.listPagesPerAgencyDay * city.mailingDays,
    reminder: records * city.noticesPerRecord,
    digest: digests,
    receipt: digests,
    bounce: digests * city.returnedShare,
    quietSweep: DAYS,
    settledSweep: DAYS * (fixed.sweepsPerDay + fixed.auditsPerDay - 2),
    audit: DAYS,
    auditCase: DAYS * stored,
    verifyCase: city.verificationsPerYear * stored,
    idleRecompute: DAYS * 24 * 60,
    idleRelease: DAYS * 24 * 4,
    recompute: city.rulesetsPerYear,
    checkCase: recomputed,
    moveCase: recomputed * city.movedShare,
  };
}

/** Operations that happen however few records there are. */
const ALWAYS: readonly Operation[] = [
  "quietSweep",
  "settledSweep",
  "audit",
  "idleRecompute",
  "idleRelease",
  "recompute",
];

/** `always`: whether or not there is a single record. */
export type Part = { readonly name: string; readonly quantities: Quantities; readonly always?: true };

/** A city's year by what causes it, so that one sees what is dear. */
export function yearOf({ operations, stored }: Measured, year: number): Part[] {
  const counts = countsOf(year);
  const of = (...names: readonly Operation[]) =>
    sum(...names.map((name) => scaled(usedBy(name, operations[name]), counts[name])));
  const gb = (city.recordsPerYear * (year - 0.5) * (stored.table + stored.indexes) * city.growth) / GB;
  const parts: Part[] = [
    {
      name: "报送与导入（判定、存储、历史）",
      quantities: of("putNew", "putUnchanged", "putChanged", "importRow"),
    },
    { name: "查询与试算", quantities: of("decide", "getCase", "listDuties") },
    { name: "通知、邮件与回执", quantities: of("reminder", "digest", "receipt", "bounce") },
    {
      name: "每日核对、历史核验、换规则集",
      quantities: of("auditCase", "verifyCase", "checkCase", "moveCase"),
    },
    { name: "定时任务（有无台账都运行）", always: true, quantities: sum(of(...ALWAYS), scheduled()) },
    {
      name: "存储、时间点恢复与备份",
      quantities: {
        tableGbMonth: gb * MONTHS,
        // Neither keeps the indexes.
        pitrGbMonth: gb * MONTHS * tableShare(stored),
        backupGbMonth: gb * MONTHS * tableShare(stored) * fixed.backupCopies,
      },
    },
    { name: "队列轮询、密钥、告警、指标、看板", always: true, quantities: machinery() },
  ];
  return [...parts, { name: "日志留存", quantities: logsKept(parts) }];
}

const tableShare = ({ table, indexes }: Measured["stored"]) => table / (table + indexes);

function scheduled(): Quantities {
  const perDay = fixed.sweepsPerDay + fixed.auditsPerDay + 1 + 24 * 4 + 24 * 60;
  return { schedulerMillion: (DAYS * perDay) / 1e6 };
}

/** What stands there, whether it is used or not. */
export const machinery = (): Quantities => ({
  sqsMillion: (fixed.queues * fixed.pollsPerQueueMonth * MONTHS) / 1e6,
  kmsKeyMonth: MONTHS,
  kmsTenThousand: (fixed.kmsCallers * fixed.kmsRequestsPerCallerMonth * MONTHS) / 1e4,
  alarmMonth: fixed.alarmMetrics * MONTHS,
  metricMonth: fixed.customMetrics * MONTHS,
  dashboardMonth: MONTHS,
  secretMonth: fixed.secrets * MONTHS,
});

/** Each gigabyte that was written is kept for so many months. */
function logsKept(parts: readonly Part[]): Quantities {
  const written = parts.reduce((gb, { quantities }) => gb + (quantities.logsGb ?? 0), 0);
  return { logsGbMonth: written * fixed.logMonthsKept };
}
