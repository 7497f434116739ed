import { toDayNumber, weekdayName } from "../calendar/dates.ts";
import type { Duty, NoticeLine } from "../entities.ts";
import { findPerson } from "../notice/recipients.ts";
import { Words } from "../read/words.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { IsoDate } from "../schema/primitives.ts";
import type { SimulatedDay } from "./simulate.ts";

/** One thing on one day: 应办, 办结, 提醒 … and what it is about. */
type Item = {
  readonly mark: string;
  readonly text: string;
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

/** Follows the agency's duties through the days, in their order. */
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
    return {
      label: `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
      opened: changes.filter(({ kind }) => kind === "opened").length,
      onTime: done.filter(({ late }) => !late).length,
      late: done.filter(({ late }) => late).length,
      overdue: [...this.#duties.values()].filter(
        ({ status, historical, dueOn }) => status === "open" && !historical && dueOn < last,
      ).length,
      mails: days.flatMap((day) => day.digests).filter(({ agency }) => agency === this.#agency).length,
      days: told,
    };
  }

  #day({ on, changes, digests }: SimulatedDay): Day {
    const own = changes.filter(({ duty }) => duty.agency === this.#agency);
    for (const { duty } of own) this.#duties.set(duty.id, duty);
    const items = own.flatMap((change) => changeItem(change, on) ?? []);
    const lines = digests.flatMap((digest) => digest.lines).filter(({ status }) => status === "collecting");
    return {
      day: `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`,
      weekday: weekdayName(on),
      items: [...items, ...this.#steps(lines), ...this.#others(lines)].map((item, i) => ({
        ...item,
        first: i === 0,
      })),
    };
  }

  /** The steps taken on the agency's own duties, each with all whom it reached. */
  #steps(lines: readonly NoticeLine[]): Item[] {
    const steps = lines.filter(({ kind, dutyId = "" }) => kind === "step" && this.#duties.has(dutyId));
    return [...Map.groupBy(steps, ({ dutyId, step }) => `${dutyId} ${step}`).values()].map((own) => {
      const { dutyId = "", step } = own[0] as NoticeLine;
      const duty = this.#duties.get(dutyId) as Duty;
      const taken = duty.steps.find(({ id }) => id === step);
      return {
        mark: taken?.name ?? "",
        text: dutyText(duty),
        reached: [...new Set(own.map(({ recipient }) => this.#reader(recipient)))].join("、"),
        late: (taken?.offsetWorkingDays ?? 0) > 0,
      };
    });
  }

  /** What else the agency's people read that day. */
  #others(lines: readonly NoticeLine[]): Item[] {
    const others = lines.filter(
      ({ agency, kind, dutyId = "" }) =>
        agency === this.#agency && !(kind === "step" && this.#duties.has(dutyId)),
    );
    const steps = new Set(others.flatMap(({ kind, dutyId }) => (kind === "step" ? [dutyId] : [])));
    const texts = new Set(others.flatMap(({ text }) => text ?? []));
    return [
      ...(steps.size > 0 ? [{ mark: "监督", text: `其他机关的应办事项${steps.size}件`, late: false }] : []),
      ...[...texts].map((text) => ({ mark: "情况", text, late: false })),
    ];
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

const CHANGES = { opened: "应办", moved: "改期", withdrawn: "撤回", reopened: "恢复" } as const;

function changeItem({ kind, duty }: SimulatedDay["changes"][number], on: IsoDate): Item | undefined {
  if (kind !== "discharged") return { mark: CHANGES[kind], text: dutyText(duty), late: false };
  if (!duty.closed) return undefined;
  const { late, on: closedOn } = duty.closed;
  const when = closedOn === on ? "" : `，${shortDay(closedOn)}已办结`;
  const days = late ? `，逾期${toDayNumber(closedOn) - toDayNumber(duty.dueOn)}天` : "";
  return { mark: late ? "逾期办结" : "办结", text: `${dutyText(duty)}${when}${days}`, late };
}

function dutyText({ caseNumber, title, dueOn, provisional, historical }: Duty): string {
  const number = caseNumber === undefined ? "" : `${caseNumber}　`;
  const notes = [...(provisional ? ["暂定"] : []), ...(historical ? ["历史事项，不提醒"] : [])];
  return `${number}${title}，期限${longDay(dueOn)}${notes.length > 0 ? `（${notes.join("；")}）` : ""}`;
}

const shortDay = (on: IsoDate): string => `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`;
const longDay = (on: IsoDate): string => `${on.slice(0, 4)}年${shortDay(on)}`;
