import { fileURLToPath } from "node:url";
import { readCalendars } from "../../../functions/adapters/calendar-folder.ts";

const RULES = fileURLToPath(new URL("../../../rules", import.meta.url));
/** The calendars as shipped. */
export const calendars = readCalendars(RULES);
