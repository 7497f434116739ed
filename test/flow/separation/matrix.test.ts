import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ROUTES } from "../../../functions/handlers/http/routes.ts";
import { accessTable, type Row, readAccessTable, rowKeys } from "../../support/access-table.ts";
import { call } from "../../support/api.ts";
import { REQUESTS, type Request } from "./requests.ts";
import {
  dump,
  HOUSING,
  JUSTICE,
  MARKET,
  markOf,
  NOBODY,
  TARGETS,
  type Things,
  WHO,
  type Who,
} from "./world.ts";

const FILE = `${import.meta.dirname}/../../../docs/access.md`;
const TABLE = readAccessTable(readFileSync(FILE, "utf8"));

type Expected = "allowed" | "no token" | "forbidden" | "hidden" | "missing";

/** Past the door, a conflict with how things stand, or with the rule, is an answer too. */
const STATUSES: Readonly<Record<Expected, readonly number[]>> = {
  allowed: [200, 201, 409, 422],
  "no token": [401],
  forbidden: [403],
  hidden: [404],
  missing: [404],
};
/** A body that names another agency as the owner is refused for that, whatever lies under the id. */
const NAMES_OWNER: Readonly<Record<string, typeof STATUSES>> = {
  putRecord: { ...STATUSES, hidden: [403, 422], missing: [422] },
};

/** The last column: a supervisor acts on what its own office is to issue, which of its own lateness another one is. */
function isIssuer({ role, agencies }: Who, target: Things): boolean {
  return role !== "supervisor" || agencies.includes(target === JUSTICE ? "government-office" : "justice");
}
const ONLY_ISSUER = "限该措施的签发机关";

/** What a row of the table says of one caller and the things of one agency. */
function expected({ cells, also }: Row, who: Who, target: Things, isAbout: boolean): Expected {
  const cell = cells[who.role ?? "agency"];
  if (cell === "任何人") return "allowed";
  if (who.role === undefined) return "no token";
  if (cell === "否") return "forbidden";
  if (!isAbout) return "allowed";
  const own = who.agencies.includes(target.agency);
  if (cell === "其他机关" && own) return "forbidden";
  if (cell === "本机关" && !own) return "hidden";
  if (target === NOBODY) return "missing";
  return also === ONLY_ISSUER && !isIssuer(who, target) ? "forbidden" : "allowed";
}

const rows = ROUTES.flatMap((route) => rowKeys(route).map((key) => ({ key, method: String(route.method) })));

it("docs/access.md is what the routes and permissions say", async () => {
  await expect(accessTable(ROUTES)).toMatchFileSnapshot(FILE);
});

it("every operation has a row and a request, and there is no other", () => {
  const keys = rows.map(({ key }) => key).sort();
  expect([...TABLE.keys()].sort()).toEqual(keys);
  expect(Object.keys(REQUESTS).sort()).toEqual(keys);
});

// Fault 17: ids, places in lists and tokens of another agency.
describe.each(rows.filter(({ key }) => REQUESTS[key] && TABLE.has(key)))("$key", ({ key, method }) => {
  const request = REQUESTS[key] as Request;
  const isAbout = JSON.stringify(request(MARKET)) !== JSON.stringify(request(HOUSING));
  const row = TABLE.get(key) as Row;
  const statuses = NAMES_OWNER[key] ?? STATUSES;

  /** The body, once status and content are as expected. */
  async function attempt(who: Who, target: Things, wanted: Expected): Promise<string> {
    const [path, asked] = request(target);
    const { status, body } = await call(method, path, { ...asked, token: who.token });
    const text = JSON.stringify(body);
    expect(statuses[wanted], `${wanted}: ${target.agency}: ${text.slice(0, 300)}`).toContain(status);
    const hidden = wanted === "allowed" && row.cells[who.role ?? "agency"] !== "本机关" ? [] : TARGETS;
    const seen = hidden.filter((things) => text.includes(markOf(things)) && !isOwn(who, things));
    expect(seen, "shows nothing of others").toEqual([]);
    return text.replaceAll(target.agency, "X");
  }
  const isOwn = ({ agencies }: Who, { agency }: Things) => agencies.includes(agency);

  it.each(WHO)("by $name", async (who) => {
    const targets = isAbout ? TARGETS : [MARKET];
    const wanted = new Map(targets.map((target) => [target, expected(row, who, target, isAbout)]));
    const before = await dump();
    const refusals = new Map<Expected, Set<string>>();
    for (const [target, what] of wanted) {
      if (what === "allowed") continue;
      const body = await attempt(who, target, what);
      refusals.set(what, (refusals.get(what) ?? new Set()).add(body));
    }
    expect(await dump(), "nothing changes after a refusal").toEqual(before);
    if (statuses === STATUSES)
      expect(refusals.get("hidden")?.size ?? 1, "what is hidden is as what is not there").toBe(1);
    for (const [target, what] of wanted) if (what === "allowed") await attempt(who, target, what);
  });
});
