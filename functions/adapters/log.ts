import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types";
import { YifaError } from "../domain/errors.ts";
import { maskAll } from "../domain/mask.ts";
import { withoutAddresses } from "./mail-outcome.ts";
import { origin } from "./origin.ts";

/**
 * A line says what it belongs to: the request, the run or the message by the origin, the call of the function by its own
 * id. The client's network address stays in the history.
 */
class Line extends LogFormatter {
  override formatAttributes(base: UnformattedAttributes, fields: LogAttributes): LogItem {
    const { channel, requestId } = origin() ?? {};
    const { functionName, awsRequestId, coldStart } = base.lambdaContext ?? {};
    const attributes = {
      at: base.timestamp.toISOString(),
      level: base.logLevel.toLowerCase(),
      message: base.message,
      function: functionName,
      run: awsRequestId,
      coldStart,
      from: channel,
      requestId,
      ...fields,
    };
    return new LogItem({ attributes: maskAll(attributes) });
  }
}

/** Lines go to stderr, also on the command line, whose stdout is for answers. POWERTOOLS_LOG_LEVEL says from which level on. */
class StderrLogger extends Logger {
  protected override printLog(_level: number, line: LogItem): void {
    line.prepareForPrint();
    process.stderr.write(`${JSON.stringify(line.getAttributes(), this.getJsonReplacer())}\n`);
  }
}

const logger = new StderrLogger({
  logFormatter: new Line(),
  jsonReplacerFn: (_, value) => (typeof value === "string" ? withoutAddresses(value) : value),
});

/** What every handler uses, so that its lines name the function and the run. An event is never logged: it holds facts. */
export const namesRun = () => injectLambdaContext(logger, { logEvent: false });

/** One JSON line, personal data masked. */
export function log(
  level: "info" | "warn" | "error",
  message: string,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  logger[level](message, fields as LogAttributes);
}

/** What a fault says of itself, without the values that it carries. */
export function describeFault(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { fault: foreign(String(fault)) };
  const { cause } = fault;
  const message = fault instanceof YifaError ? fault.code : foreign(fault.message);
  const frames = (fault.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    fault: `${fault.name}: ${message}`,
    stack: frames.join("\n"),
    ...(cause instanceof Error && { cause: `${cause.name}: ${foreign(cause.message)}` }),
  };
}

/** Node, the SDK and libraries speak English: Chinese in what they say is a value that they were given. */
const foreign = (message: string): string =>
  message.replace(/[\p{Script=Han}\p{N}·]*\p{Script=Han}[\p{Script=Han}\p{N}·\s]*/gu, "（略）");
