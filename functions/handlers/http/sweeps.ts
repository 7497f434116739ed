import { listSweeps } from "../../application/list-sweeps.ts";
import { sweepList } from "./answers/running.ts";
import { route } from "./route.ts";

const list = route({
  id: "listSweeps",
  method: "GET",
  path: "/v1/sweeps",
  tag: "running",
  summary: "两周以来的清查",
  permission: "run:read",
  answers: { 200: sweepList },
  answer: async ({ on }) => ({ body: { days: await listSweeps(on) } }),
});

export const sweepRoutes = [list];
