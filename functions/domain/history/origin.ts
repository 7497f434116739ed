/** Where work comes from, as a history entry says it. */
export type Origin = {
  readonly channel: "api" | "command-line" | "schedule" | "queue" | "bulk-import";
  /** Of the request, the run or the message. */
  readonly requestId?: string;
  /** Network address of the client. */
  readonly address?: string;
};
