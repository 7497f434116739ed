import { describe, expect, it } from "vitest";
import { type Asked, call } from "../../support/api.ts";
import { FORM, linkTo } from "../../support/links.ts";
import { DAY, dump, factsOf, HOUSING, MARKET, made, markOf, NOBODY, TARGETS, WHO } from "./world.ts";

describe("an id that belongs to another agency", () => {
  const put = (id: string, more: Asked) =>
    call("PUT", `/v1/records/enforcement-decision/${id}`, { body: { facts: factsOf(MARKET) }, ...more });

  it("cannot be written, and with a version is as one that is not there", async () => {
    const before = await dump();
    const plain = await put("housing-1", {});
    expect([plain.status, plain.body.code]).toEqual([404, "unknown-record"]);
    const bodies = [];
    for (const id of ["housing-1", "nobody-1"])
      for (const version of ['"1"', '"999"', "*"]) {
        const { status, body } = await put(id, { headers: { "if-match": version } });
        expect(status).toBe(412);
        bodies.push(JSON.stringify(body).replaceAll(id, "X"));
      }
    expect(bodies.slice(0, 3)).toEqual(bodies.slice(3));
    expect(await dump()).toEqual(before);
  });

  it("is not told from a free one by naming its owner", async () => {
    const answers = [];
    for (const id of ["housing-1", "nobody-1"])
      answers.push(await put(id, { body: { agency: "housing", facts: factsOf(HOUSING) } }));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(403);
  });
});

describe("a place in a list is of no use to others", () => {
  const lists: readonly [path: string, type: string, sort: string][] = [
    ["/v1/records", "type=enforcement-decision&", "housing-1"],
    ["/v1/duties", "", `open#2026-10-21#${HOUSING.duty}`],
    ["/v1/measures", "", `issued#${DAY}#${HOUSING.measure}`],
    ["/v1/imports", "", `${DAY}T02:00:00.000Z#${HOUSING.import}`],
  ];
  const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const ask = async (path: string, query: string, cursor: string) => {
    const { status, body } = await call("GET", path, { query: `${query}cursor=${cursor}` });
    expect(JSON.stringify(body)).not.toContain(markOf(HOUSING));
    return [status, body.code];
  };

  it.each(lists)("%s with a place of another agency, by any number", async (path, query, sort) => {
    for (let index = 0; index < 60; index++)
      expect(await ask(path, query, cursorOf(1, index, "housing", sort))).toEqual([400, "invalid-cursor"]);
  });

  it.each(lists)("%s with a place that is none", async (path, query, sort) => {
    const own = "market-regulation";
    const places = [
      [2, 0, own, sort],
      [1, -1, own, sort],
      [1, 0.5, own, sort],
      [1, "0", own, sort],
      [1, 0, own, 7],
    ];
    for (const place of [
      ...places,
      [1, 0, own, "\u{10FFFF}\u{10FFFF}"],
      [1, 0, own, ""],
      [1, 0, own, `${sort}${"x".repeat(1024)}`],
      [1, "length", own, sort],
      [],
    ])
      expect(await ask(path, query, cursorOf(...place)), JSON.stringify(place)).toEqual([
        400,
        "invalid-cursor",
      ]);
    for (const cursor of ["x", "bnVsbA", "e30", "%2E%2E", "W10", cursorOf({ index: 0 })])
      expect(await ask(path, query, cursor), cursor).toEqual([400, "invalid-cursor"]);
  });

  it.each(lists)("%s with the id of another agency as a place in one's own", async (path, query, sort) => {
    for (let index = 0; index < 6; index++) {
      const [status] = await ask(path, query, cursorOf(1, index, "market-regulation", sort));
      expect([200, 400]).toContain(status);
    }
  });
});

describe("a link that is not for this duty, or no longer, is of no use to anybody", () => {
  const officer = (agency: string) => ({
    recipient: `${agency}-case-officer`,
    day: DAY,
    dueOn: "2026-11-18",
  });
  const changed = (path: string, n: number) => {
    const [header = "", payload = "", signature = ""] = (path.split("/").at(-1) ?? "").split(".");
    const parts = [header, payload, signature];
    parts[n] = [...(parts[n] ?? "")].reverse().join("");
    return `/v1/acknowledgements/${parts.join(".")}`;
  };
  it.each<[string, () => string | Promise<string>, number]>([
    ["another agency's duty", () => linkTo(HOUSING.duty, officer("market-regulation")), 404],
    ["one's own duty, from another agency's mail", () => linkTo(MARKET.duty, officer("housing")), 404],
    ["a duty that there is not", () => linkTo(NOBODY.duty, officer("market-regulation")), 404],
    ["a mail to nobody", () => linkTo(MARKET.duty, officer("nobody")), 403],
    [
      "an earlier day",
      () => linkTo(MARKET.duty, { ...officer("market-regulation"), dueOn: "2026-11-16" }),
      410,
    ],
    ["another header", () => changed(made.link, 0), 404],
    ["another content", () => changed(made.link, 1), 404],
    ["another signature", () => changed(made.link, 2), 404],
  ])("%s", async (_, address, status) => {
    const path = await address();
    const before = await dump();
    for (const { token } of WHO)
      for (const [method, asked] of [
        ["GET", {}],
        ["POST", { body: "until=2026-11-17", headers: FORM }],
      ] as const) {
        const answer = await call(method, path, { ...asked, token });
        expect(answer.status).toBe(status);
        for (const things of TARGETS) expect(answer.body).not.toContain(markOf(things));
      }
    expect(await dump()).toEqual(before);
  });
});
