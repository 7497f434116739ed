import { connect } from "../functions/adapters/store/table.ts";

const READS = new Set(["QueryCommand", "GetItemCommand", "BatchGetItemCommand", "ScanCommand"]);
type Consumed = { CapacityUnits?: number };

/** Counts from here on what the reads of the shared client consume. */
export function meterReads(): { reads: number; capacity: number } {
  const meter = { reads: 0, capacity: 0 };
  connect().client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (!READS.has(commandName ?? "")) return next(args);
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
        const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] };
        if (!ConsumedCapacity) throw new Error(`${commandName}: the emulator did not say what it consumed`);
        meter.reads++;
        for (const one of [ConsumedCapacity].flat()) meter.capacity += one.CapacityUnits ?? 0;
        return answer;
      },
    { step: "serialize", priority: "high", name: "meter", override: true },
  );
  return meter;
}
