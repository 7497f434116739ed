import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { withOrigin } from "../adapters/origin.ts";

type Work<E, R> = (event: E, context: Context) => R;

/** Around the whole handler, so that its log lines know it too. */
export const fromApi =
  <R>(work: Work<APIGatewayProxyEventV2, R>): Work<APIGatewayProxyEventV2, R> =>
  (event, context) => {
    const { requestId, http } = event.requestContext ?? {};
    const address = http?.sourceIp;
    return withOrigin({ channel: "api", ...(requestId && { requestId }), ...(address && { address }) }, () =>
      work(event, context),
    );
  };

/** A schedule, or somebody who starts the same by hand. */
export const fromSchedule =
  <E, R>(work: Work<E, R>): Work<E, R> =>
  (event, context) =>
    withOrigin({ channel: "schedule", ...named(context?.awsRequestId) }, () => work(event, context));

/** One message of a batch, by its id. */
export const fromQueue = <R>(messageId: string, work: () => R): R =>
  withOrigin({ channel: "queue", ...named(messageId) }, work);

const named = (requestId: string | undefined) => (requestId ? { requestId } : {});
