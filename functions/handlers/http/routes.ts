import { acknowledgementRoutes } from "./acknowledgements.ts";
import { deadLetterRoutes } from "./dead-letters.ts";
import { dueRoutes } from "./due.ts";
import { dutyRoutes } from "./duties.ts";
import { impactRoutes } from "./impacts.ts";
import { importRoutes } from "./imports.ts";
import { indicatorRoutes } from "./indicators.ts";
import { mailRoutes } from "./mail.ts";
import { measureRoutes } from "./measures.ts";
import { documentRoute } from "./openapi.ts";
import { recordRoutes } from "./records.ts";
import type { ApiRoute } from "./route.ts";
import { rulesetRoutes } from "./rulesets.ts";
import { sweepRoutes } from "./sweeps.ts";

/** Every operation of the API. */
export const ROUTES: readonly ApiRoute[] = [
  ...recordRoutes,
  ...importRoutes,
  ...dutyRoutes,
  ...acknowledgementRoutes,
  ...measureRoutes,
  ...indicatorRoutes,
  ...dueRoutes,
  ...mailRoutes,
  ...deadLetterRoutes,
  ...sweepRoutes,
  documentRoute(() => ROUTES),
  ...rulesetRoutes,
  ...impactRoutes,
];
