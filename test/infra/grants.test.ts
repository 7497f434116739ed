import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { grantRows } from "../support/access/grant-lines.ts";
import { exampleTemplates, PARTITIONS, type RawTemplate } from "../support/templates.ts";

const templates = new Map<string, Record<string, RawTemplate>>();
let rows: string[];
beforeAll(() => {
  for (const partition of PARTITIONS) templates.set(partition, exampleTemplates(partition));
  rows = grantRows((partition) => templates.get(partition) ?? {});
});

/** The rows of the table that a person has read, and the reason in each. */
const reviewed = readFileSync(join(import.meta.dirname, "../../docs/grants.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (谁|-)/.test(line))
  .map((line) => {
    const cells = line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim());
    return { row: cells.slice(0, -1).join(" | "), reason: cells.at(-1) ?? "" };
  });

describe("the grants of both templates and the list in docs/grants.md", () => {
  test("no grant that nobody has read: put the row into the list, with the reason for it", () => {
    const known = new Set(reviewed.map(({ row }) => row));
    expect(rows.filter((row) => !known.has(row)).map((row) => `| ${row} | 理由 |`)).toEqual([]);
  });

  test("no row that no template has any more", () => {
    const present = new Set(rows);
    expect(reviewed.map(({ row }) => row).filter((row) => !present.has(row))).toEqual([]);
  });

  test("a reason in every row, and no row twice", () => {
    expect(reviewed.filter(({ reason }) => reason.length < 4 || reason === "理由")).toEqual([]);
    expect(new Set(reviewed.map(({ row }) => row)).size).toBe(reviewed.length);
  });
});

describe("whatever the list says,", () => {
  const allowed = () => rows.filter((row) => row.split(" | ")[1] === "准许").map((row) => row.split(" | "));

  test("no action is allowed by a wildcard, but to the account itself on its key", () => {
    const wild = allowed().filter(([, , actions = ""]) => actions.includes("*"));
    expect(wild.map(([who, , actions, on]) => [who, actions, on])).toEqual([
      ["AWS arn:<Partition>:iam::<AccountId>:root", "kms:*", "Key"],
    ]);
  });

  test("no resource is everything", () => {
    expect(allowed().filter(([, , , on = ""]) => on.split("、").includes("*"))).toEqual([]);
  });

  test("no table is read or written without saying which items", () => {
    const items = allowed().filter(([, , actions = ""]) => actions.includes("dynamodb:"));
    expect(items.length).toBeGreaterThan(20);
    expect(items.filter(([, , , , condition = ""]) => !condition.includes("dynamodb:LeadingKeys"))).toEqual(
      [],
    );
    expect(items.filter(([, , actions = ""]) => /Scan|Table|Export|Stream/.test(actions))).toEqual([]);
  });

  test("nobody outside the account is let in, and no service but for this account", () => {
    const principals = allowed().filter(([who = ""]) => /^(AWS|\*|Federated|Service) ?/.test(who));
    expect(
      principals.filter(([who = ""]) => !/^Service |^AWS arn:<Partition>:iam::<AccountId>:root$/.test(who)),
    ).toEqual([]);
  });
});
