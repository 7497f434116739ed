import { measureOperations } from "./cost/operations.ts";
import { operationsTable } from "./cost/tables.ts";

/** What each operation consumes, as measured now; `npm run cost` records it. */
export async function benchCost(): Promise<string[]> {
  await measureOperations(); // warms up
  return operationsTable(await measureOperations()).split("\n");
}
