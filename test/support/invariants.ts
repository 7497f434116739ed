import { expect } from "vitest";
import { keptHistory } from "../../functions/adapters/store/kept-history.ts";
import { versionsOf } from "../../functions/adapters/store/versions.ts";
import type { Duty } from "../../functions/domain/entities.ts";
import { readEntry } from "../../functions/domain/history/chain.ts";
import { tamperingText } from "../../functions/domain/history/tampering.ts";
import { verifyHistory, verifyVersions } from "../../functions/domain/history/verify.ts";
import { lineKey, type NoticeLine } from "../../functions/domain/notice/line.ts";
import { stepAddressees } from "../../functions/domain/notice/recipients.ts";
import { items, ruleset, taken } from "./mail-road.ts";

type Item = Record<string, unknown> & { pk: string; sk: string };

/** What must hold after every fault, whatever happened: 1 lines, 2 digests, 3 the provider, 6 the history. */
export async function invariants(): Promise<void> {
  const all = (await items()) as Item[];
  const of = <T>(kind: string) => all.filter((item) => item.kind === kind).map((item) => item.data as T);
  const lines = of<NoticeLine>("line");
  const duties = of<Duty>("duty");
  everyStepTold(duties, lines);
  everyLineInOneDigest(all, lines);
  everyDigestHandedOverOnce(all);
  everyChangeInTheHistory(all, duties);
}

/** 1: each step that was taken has a line for each of its recipients, and no other step has one. */
function everyStepTold(duties: readonly Duty[], lines: readonly NoticeLine[]): void {
  const expected = duties.flatMap((duty) =>
    takenSteps(duty).flatMap((step) =>
      stepAddressees(step, duty, ruleset.directory, step.on).map((to) =>
        lineKey(duty.id, step.id, to.recipient ?? "nobody"),
      ),
    ),
  );
  const found = lines.filter(({ kind }) => kind === "step").map(({ key }) => key);
  expect(found.sort()).toEqual([...new Set(expected)].sort());
}

const takenSteps = ({ steps, nextStep, historical }: Duty) =>
  historical ? [] : steps.slice(0, nextStep ?? steps.length);

/** 2: one member for each line that is to be sent, none for those that were missed. */
function everyLineInOneDigest(all: readonly Item[], lines: readonly NoticeLine[]): void {
  const members = all.filter(({ kind }) => kind === "member").map((item) => (item.line as { sk: string }).sk);
  const told = lines.filter(({ status }) => status === "collecting").map(({ key }) => key);
  expect(members.sort()).toEqual(told.sort());
}

/** 3: no digest twice; and what the provider took is recorded as sent, or as uncertain. */
function everyDigestHandedOverOnce(all: readonly Item[]): void {
  const tags = taken.map(({ tag }) => tag);
  expect(new Set(tags).size).toBe(tags.length);
  const statuses = new Map(
    all
      .filter(({ kind }) => kind === "digest")
      .map((item) => [String(item.id).replaceAll(":", "_"), item.status]),
  );
  expect(tags.filter((tag) => !["sent", "uncertain"].includes(String(statuses.get(tag))))).toEqual([]);
  const today = process.env.YIFA_AS_OF ?? "";
  const unsent = [...statuses]
    .filter(([tag]) => tag.slice(-10) <= today)
    .filter(([, status]) => !["sent", "empty", "uncertain"].includes(String(status)));
  expect(unsent).toEqual([]);
}

/** 6: one history entry for each version of each duty; and each chain holds, with what it seals. */
function everyChangeInTheHistory(all: readonly Item[], duties: readonly Duty[]): void {
  const partitions = Map.groupBy(all, ({ pk }) => pk);
  const counts = new Map<string, number>();
  for (const [pk, own] of partitions) {
    const kept = keptHistory(own);
    const tampered = [...verifyHistory(pk, kept), ...verifyVersions(pk, kept, versionsOf(own)).tampered];
    expect([pk, ...tampered.map(tamperingText)]).toEqual([pk]);
    for (const { text } of kept.entries) {
      const { duty, measure } = readEntry(text)?.details ?? {};
      if (measure === undefined) counts.set(String(duty), (counts.get(String(duty)) ?? 0) + 1);
    }
  }
  expect(duties.filter(({ id, version }) => counts.get(id) !== version).map(({ id }) => id)).toEqual([]);
}
