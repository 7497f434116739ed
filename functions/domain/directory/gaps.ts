import { addDays } from "../calendar/dates.ts";
import { standIn } from "../notice/substitutes.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Label } from "../schema/choice.ts";
import type { Directory, Person } from "../schema/folder.ts";
import type { IsoDate } from "../schema/primitives.ts";
import { readAddress } from "../text/mail-address.ts";

/** What may stand in a directory that loads, and yet leaves notices unread. */
export const GAPS = {
  vacant: { label: "岗位无人", explanation: "催办阶梯通知的岗位，没有人担任" },
  away: { label: "离岗无人代办", explanation: "今后三十日内有一天该岗位无人在岗，也无人代办" },
  doubtful: { label: "邮箱可疑", explanation: "域名保留作示例、测试之用，收不到邮件" },
  shared: { label: "邮箱共用", explanation: "几个人登记同一个邮箱，同一天会收到几封邮件" },
} as const satisfies Record<string, Label>;

export type DirectoryGap = {
  readonly kind: keyof typeof GAPS;
  /** Agency ids, more than one only of a shared address. */
  readonly agencies: readonly string[];
  readonly role?: string;
  /** First of the days on which nobody in the role is there. */
  readonly from?: IsoDate;
  /** Person ids. */
  readonly people?: readonly string[];
};

/** Days that are looked ahead for absences. */
const AHEAD = 30;
/** RFC 2606 and 6761: nobody has them. */
const RESERVED = /(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local)$/;

/** In the order of the directory, kind by kind. */
export function directoryGaps({ directory, ladders }: Ruleset, on: IsoDate): DirectoryGap[] {
  const steps = [...ladders.values()].flatMap((ladder) => ladder.steps);
  const addressed = new Set(
    steps.flatMap(({ to }) => to.flatMap((one) => ("role" in one ? [one.role] : []))),
  );
  const places = directory.agencies.flatMap((agency) =>
    directory.roles.flatMap(({ id: role }) => ({
      agency,
      role,
      holders: agency.people.filter((person) => person.role === role),
    })),
  );
  return [
    ...places.flatMap(({ agency, role, holders }): DirectoryGap[] =>
      addressed.has(role) && holders.length === 0 ? [{ kind: "vacant", agencies: [agency.id], role }] : [],
    ),
    ...places.flatMap(({ agency, role, holders }): DirectoryGap[] => {
      const from = firstUnread(agency.people, holders, on);
      const people = holders.map(({ id }) => id);
      return from === undefined ? [] : [{ kind: "away", agencies: [agency.id], role, from, people }];
    }),
    ...addressGaps(directory),
  ];
}

/** The first day on which all who hold a role are away and nobody stands in. */
function firstUnread(
  people: readonly Person[],
  holders: readonly Person[],
  on: IsoDate,
): IsoDate | undefined {
  if (holders.length === 0 || holders.some(({ substitutes = [] }) => substitutes.length === 0))
    return undefined;
  const days = Array.from({ length: AHEAD + 1 }, (_, n) => addDays(on, n));
  return days.find((day) => holders.every((holder) => standIn(people, holder, day).end !== "present"));
}

function addressGaps({ agencies }: Directory): DirectoryGap[] {
  const all = agencies.flatMap((agency) =>
    agency.people.map(({ id, email }) => ({ agency: agency.id, id, address: wireForm(email) })),
  );
  const doubtful = all.filter(({ address }) => RESERVED.test(address.slice(address.lastIndexOf("@") + 1)));
  const shared = [...Map.groupBy(all, ({ address }) => address).values()].filter((own) => own.length > 1);
  const gap = (kind: "doubtful" | "shared", own: typeof all): DirectoryGap => ({
    kind,
    agencies: [...new Set(own.map(({ agency }) => agency))],
    people: own.map(({ id }) => id),
  });
  return [
    ...[...Map.groupBy(doubtful, ({ agency }) => agency).values()].map((own) => gap("doubtful", own)),
    ...shared.map((own) => gap("shared", own)),
  ];
}

/** Two writings of one address are one; many servers make no difference of capitals. */
function wireForm(address: string): string {
  const read = readAddress(address);
  return (read.ok ? read.ascii : address).toLowerCase();
}
