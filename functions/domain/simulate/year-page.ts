import { toDayNumber, weekdayName } from "../calendar/dates.ts";
import type { Duty } from "../entities.ts";
import type { NoticeLine } from "../notice/line.ts";
import { findPerson } from "../notice/recipients.ts";
import { Words } from "../read/words.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { isMeasure } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { SimulatedDay } from "./simulate.ts";

/** One thing on one day: 应办, 办结, 提醒 … and what it is about. */
type Item = {
  readonly mark: string;
  readonly text: string;
  /** Whom a step of the agency's own duties reached. */
  readonly reached?: string;
  readonly late: boolean;
};
type Day = {
  readonly day: string;
  readonly weekday: string;
  readonly items: readonly (Item & { readonly first: boolean })[];
};
type Month = {
  readonly label: string;
  readonly opened: number;
  readonly onTime: number;
  readonly late: number;
  /** Not done and past the due date on the last day of the month; 历史事项 apart. */
  readonly overdue: number;
  /** Steps taken after a due date: 催办, and measures drafted for a supervisor to issue. */
  readonly urged: number;
  readonly drafted: number;
  readonly mails: number;
  readonly days: readonly Day[];
};
export type AgencyYear = {
  readonly agency: string;
  readonly from: string;
  readonly to: string;
  readonly goLiveOn?: string;
  readonly months: readonly Month[];
};

/** What the simulated days brought one agency, and what its supervisors heard of it. */
export function agencyYear(days: readonly SimulatedDay[], agency: string, ruleset: Ruleset): AgencyYear {
  const reader = new Reader(agency, ruleset);
  const months = [...Map.groupBy(days, ({ on }) => on.slice(0, 7))].map(([month, own]) =>
    reader.month(month, own),
  );
  const { goLiveOn } = ruleset.settings;
  return {
    agency: new Words(ruleset, undefined).agency(agency),
    from: longDay(days[0]?.on ?? ""),
    to: longDay(days.at(-1)?.on ?? ""),
    ...(goLiveOn !== null && { goLiveOn: longDay(goLiveOn) }),
    months,
  };
}

/** Follows the duties through the days, in their order. */
class Reader {
  readonly #agency: string;
  readonly #ruleset: Ruleset;
  readonly #words: Words;
  readonly #duties = new Map<string, Duty>();

  constructor(agency: string, ruleset: Ruleset) {
    this.#agency = agency;
    this.#ruleset = ruleset;
    this.#words = new Words(ruleset, undefined);
  }

  month(month: string, days: readonly SimulatedDay[]): Month {
    const changes = days.flatMap((day) => day.changes).filter(({ duty }) => duty.agency === this.#agency);
    const done = changes.flatMap(({ kind, duty }) =>
      kind === "discharged" && duty.closed ? [duty.closed] : [],
    );
    const told = days.map((day) => this.#day(day)).filter(({ items }) => items.length > 0);
    const last = days.at(-1)?.on ?? "";
    const late = told.flatMap(({ items }) => items).filter((item) => item.late && item.reached !== undefined);
    return {
      label: `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
      opened: changes.filter(({ kind }) => kind === "opened").length,
      onTime: done.filter(({ late }) => !late).length,
      late: done.filter(({ late }) => late).length,
      overdue: [...this.#duties.values()].filter(
        ({ agency, status, historical, dueOn }) =>
          agency === this.#agency && status === "open" && !historical && dueOn < last,
      ).length,
      urged: late.filter(({ mark }) => mark !== DRAFTED).length,
      drafted: late.filter(({ mark }) => mark === DRAFTED).length,
      mails: days.flatMap((day) => day.digests).filter(({ agency }) => agency === this.#agency).length,
      days: told,
    };
  }

  #day({ on, changes, digests }: SimulatedDay): Day {
    for (const { duty } of changes) this.#duties.set(duty.id, duty);
    const own = changes.filter(({ duty }) => duty.agency === this.#agency);
    const items = own.flatMap((change) => changeItem(change, on, this.#notes(change.duty, on)) ?? []);
    const lines = digests.flatMap((digest) => digest.lines).filter(({ status }) => status === "collecting");
    return {
      day: shortDay(on),
      weekday: weekdayName(on),
      items: [...items, ...this.#steps(lines, on), ...this.#told(lines)].map((item, i) => ({
        ...item,
        first: i === 0,
      })),
    };
  }

  /** The steps taken on the agency's own duties, each with all whom it reached, and the others' that it reads of. */
  #steps(lines: readonly NoticeLine[], on: IsoDate): Item[] {
    const steps = lines.flatMap((line) => {
      const duty = this.#duties.get(line.dutyId ?? "");
      const reads = duty?.agency === this.#agency || line.agency === this.#agency;
      return duty && reads && line.kind === "step" ? [{ ...line, duty }] : [];
    });
    return [...Map.groupBy(steps, ({ duty, step }) => `${duty.id} ${step}`).values()].map((same) => {
      const { duty, step } = same[0] as (typeof same)[number];
      const taken = duty.steps.find(({ id }) => id === step);
      const own = duty.agency === this.#agency;
      const drafted = taken !== undefined && isMeasure(taken);
      const readers = [...new Set(same.map(({ recipient }) => this.#reader(recipient)))].join("、");
      const words = [
        ...(drafted ? [`${taken.name}：`] : []),
        ...(own ? [] : [`${this.#words.agency(duty.agency)}　`]),
        dutyText(duty, on, this.#notes(duty, on)),
      ];
      return {
        mark: drafted ? DRAFTED : (taken?.name ?? ""),
        text: words.join(""),
        ...(own && { reached: drafted ? `送${readers}审签` : `发给${readers}` }),
        late: (taken?.offsetWorkingDays ?? 0) > 0,
      };
    });
  }

  /** What else the agency's people read that day. */
  #told(lines: readonly NoticeLine[]): Item[] {
    const read = lines.filter(({ agency }) => agency === this.#agency);
    const texts = new Map(read.flatMap(({ text, kind }) => (text === undefined ? [] : [[text, kind]])));
    return [...texts].map(([text, kind]) => ({
      mark: kind === "facts" ? "补录" : "情况",
      text,
      late: false,
    }));
  }

  /** Before the installation goes live the head of the page says it. */
  #notes({ provisional, historical }: Duty, on: IsoDate): string {
    const live = on >= (this.#ruleset.settings.goLiveOn ?? on);
    const notes = [...(provisional ? ["暂定"] : []), ...(historical && live ? ["历史事项，不提醒"] : [])];
    return notes.length > 0 ? `（${notes.join("；")}）` : "";
  }

  /** 承办人; of another agency its name. */
  #reader(recipient: string): string {
    const found = findPerson(this.#ruleset.directory, recipient);
    if (!found) return recipient;
    return found.agency === this.#agency
      ? this.#words.role(found.person.role)
      : this.#words.agency(found.agency);
  }
}

/** From 督办 on a step reaches the agency only when its supervisor has issued it. */
const DRAFTED = "拟办";

const CHANGES = { opened: "应办", moved: "改期", withdrawn: "撤回", reopened: "恢复" } as const;

function changeItem(
  { kind, duty }: SimulatedDay["changes"][number],
  on: IsoDate,
  notes: string,
): Item | undefined {
  if (kind === "standing") return undefined;
  const text = dutyText(duty, on, notes);
  if (kind !== "discharged") return { mark: CHANGES[kind], text, late: false };
  if (!duty.closed) return undefined;
  const { late, on: closedOn } = duty.closed;
  const when = closedOn === on ? "" : `，${dayFrom(on, closedOn)}已办结`;
  const days = late ? `，逾期${toDayNumber(closedOn) - toDayNumber(duty.dueOn)}天` : "";
  return { mark: late ? "逾期办结" : "办结", text: `${text}${when}${days}`, late };
}

function dutyText({ caseNumber, title, dueOn }: Duty, on: IsoDate, notes: string): string {
  const number = caseNumber === undefined ? "" : `${caseNumber}　`;
  return `${number}${title}，期限${dayFrom(on, dueOn)}${notes}`;
}

const shortDay = (on: IsoDate): string => `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`;
const longDay = (on: IsoDate): string => `${on.slice(0, 4)}年${shortDay(on)}`;
/** As it is said on a day: without the year where that is the same. */
const dayFrom = (on: IsoDate, day: IsoDate): string =>
  day.slice(0, 4) === on.slice(0, 4) ? shortDay(day) : longDay(day);
