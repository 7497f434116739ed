import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import pMap from "p-map";
import { connect } from "../functions/adapters/store/table.ts";
import { importFile } from "../functions/application/import-file.ts";
import type { Ruleset } from "../functions/domain/ruleset/ruleset.ts";
import { benchSheets } from "./import-sheets.ts";
import { freshTable, withStack } from "./stack.ts";
import { median, seconds } from "./timing.ts";

const ROWS = 1000;
const ROUNDS = 4;
const ON = "2026-11-23";
/** As many writes side by side as the import makes. */
const CONCURRENCY = 8;
const SAMPLE = "test/samples/licences.csv";

type Transaction = TransactWriteCommandInput;

/** Rows per second of the import beside the rate at which the emulator takes the same transactions by themselves. */
export function benchImport(): Promise<string[]> {
  return withStack(async () => {
    const folder = await mkdtemp(join(tmpdir(), "yifa-bench-"));
    try {
      const rounds = [];
      // The first round warms up. Each file is imported, then its transactions are written again to a second table.
      for (let round = 0; round <= ROUNDS; round++) {
        const path = join(folder, `licences-${round}.csv`);
        await writeFile(path, await licences(round));
        const one = await importAndReplay(path);
        if (round > 0) rounds.push(one);
      }
      return [...report(rounds), ...(await benchSheets())];
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

type Round = { importing: number; writing: number; transactions: number; items: number };

async function importAndReplay(path: string): Promise<Round> {
  const { ruleset } = await freshTable();
  const transactions = recordTransactions();
  const importing = await seconds(() => importAll(path, ruleset));
  const { table } = await freshTable();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const plain = transactions.map((one) => ontoTable(one, table));
  const writing = await seconds(() =>
    pMap(plain, (one) => client.send(new TransactWriteCommand(one)), { concurrency: CONCURRENCY }),
  );
  client.destroy();
  const items = plain.reduce((sum, one) => sum + (one.TransactItems?.length ?? 0), 0);
  return { importing, writing, transactions: plain.length, items };
}

async function importAll(path: string, ruleset: Ruleset): Promise<void> {
  const { accepted, rejected } = await importFile({ path, asOf: ON, ruleset });
  if (accepted !== ROWS) throw new Error(`${accepted} of ${ROWS} rows accepted: ${rejected[0]?.message}`);
}

/** Every transaction of the shared client from here on. */
function recordTransactions(): Transaction[] {
  const seen: Transaction[] = [];
  connect().client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === "TransactWriteItemsCommand") seen.push(args.input as Transaction);
        return next(args);
      },
    { step: "serialize", priority: "high", name: "record" },
  );
  return seen;
}

function ontoTable({ TransactItems }: Transaction, TableName: string): Transaction {
  return {
    TransactItems: TransactItems?.map((write) =>
      Object.fromEntries(Object.entries(write).map(([kind, one]) => [kind, { ...one, TableName }])),
    ),
  };
}

/** The sample's header and its first row over and over, each time another licence and holder. */
async function licences(round: number): Promise<string> {
  const [header, first = ""] = (await readFile(SAMPLE, "utf8")).split(/\r?\n/);
  const rows = Array.from({ length: ROWS }, (_, i) =>
    first.replace("86号药房", `${i}号药房`).replace("〕1号", `〕${round * ROWS + i + 1}号`),
  );
  return `${[header, ...rows].join("\n")}\n`;
}

function report(rounds: readonly Round[]): string[] {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, round) => total + of(round), 0);
  const rows = ROWS * rounds.length;
  const ratios = rounds.map((round) => round.writing / round.importing);
  const perRow = (sum((round) => round.items) / rows).toFixed(1);
  return [
    `emulator, the same ${sum((r) => r.transactions)} transactions alone, ${perRow} items a row   ${(rows / sum((r) => r.writing)).toFixed(0)} rows/s`,
    `import, from spreadsheet to duties   ${(rows / sum((r) => r.importing)).toFixed(0)} rows/s`,
    `ratio   ${median(ratios).toFixed(2)}, rounds ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
  ];
}
