import * as z from "zod";
import { listSweeps } from "../../application/list-sweeps.ts";
import { parseQuery } from "./parse.ts";
import { type Call, route } from "./route.ts";

const noQuery = z.strictObject({});

async function list({ event, on }: Call) {
  parseQuery(event, noQuery);
  return { body: { days: await listSweeps(on) } };
}

export const sweepRoutes = [route("GET", "/v1/sweeps", "run:read", list)];
