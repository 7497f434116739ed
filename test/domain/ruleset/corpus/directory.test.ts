import { describe } from "vitest";
import { type Edit, itRefuses, type Mistake } from "./mistakes.ts";

const FILE = "directory.json";
const EMAIL = '"case-officer@housing.example.org"';
const HEAD = '"head@housing.example.org"';
const email = (text: string): Edit => [EMAIL, text];

const MISTAKES: readonly Mistake[] = [
  [
    "a role listed twice",
    ['{ "id": "head", "label"', '{ "id": ⟦repeated-id⟧"legal-unit", "label"'],
    ['"role": "head", "email": "head@justice', '"role": "legal-unit", "email": "head@justice'],
    ['"role": "head", "email": "head@housing', '"role": "legal-unit", "email": "head@housing'],
  ],
  ["an agency listed twice", ['"id": "housing",', '"id": ⟦repeated-id⟧"justice",']],
  ["a body outside that is an agency too", ['"id": "city-congress"', '"id": ⟦repeated-id⟧"housing"']],
  ["a group listed twice", ['"id": "lead"', '"id": ⟦repeated-id⟧"enforcement-agencies"']],
  ["a person listed in two agencies", ['"id": "housing-head"', '"id": ⟦repeated-id⟧"justice-head"']],
  [
    "two agencies of one name",
    ['"name": "测试市住房和城乡建设局"', '"name": ⟦ambiguous-name⟧"测试市司法局"'],
  ],
  ["two agencies of one short name", ['"short": "住建局"', '"short": ⟦ambiguous-name⟧"市司法局"']],
  [
    "an alias that differs by a space only",
    ['"aliases": ["市住建局"]', '"aliases": [⟦ambiguous-name⟧"市 司法局"]'],
  ],
  ["an alias without a letter", ['"aliases": ["市住建局"]', '"aliases": [⟦blank-name⟧"——"]']],
  [
    "a role that there is not",
    ['"role": "head", "email": "head@housing', '"role": ⟦unknown-role⟧"heads", "email": "head@housing'],
  ],
  [
    "a role that every object has",
    ['"role": "head", "email": "head@housing', '"role": ⟦unknown-role⟧"constructor", "email": "head@housing'],
  ],
  ["two addresses in one", email('⟦bad-form⟧"a@housing.example.org,b@housing.example.org"')],
  ["a name beside the address", email('⟦bad-form⟧"张某 <a@housing.example.org>"')],
  ["a second header in the address", email('⟦bad-form⟧"a@housing.example.org\\nBcc: b@example.org"')],
  ["no address at all", email('⟦bad-form⟧"housing"')],
  ["an address longer than mail allows", email(`⟦too-long⟧"a@${"x.".repeat(130)}example.org"`)],
  ["a mailbox longer than mail allows", email(`⟦bad-email⟧"${"x".repeat(65)}@housing.example.org"`)],
  ["a mailbox in Chinese", email('⟦bad-email⟧"张某@housing.example.org"')],
  ["a domain that is a number", email('⟦bad-email⟧"a@127.1"')],
  ["a domain that cannot be", email('⟦bad-email⟧"a@housing..example.org"')],
  ["a domain with a full stop of full width", email('⟦bad-email⟧"a@司法局。中国"')],
  ["a domain too long in ASCII", email(`⟦bad-email⟧"a@${"司.".repeat(40)}中国"`)],
  ["a domain in capitals", email('⟦bad-email⟧"case-officer@Housing.example.org"')],
  [
    "a credit code with a wrong check character",
    ['"short": "住建局",', '"short": "住建局", "uscc": ⟦bad-credit-code⟧"91652301439507801K",'],
  ],
  [
    "a credit code in small letters",
    ['"short": "住建局",', '"short": "住建局", "uscc": ⟦bad-credit-code⟧"91652301439507801j",'],
  ],
  ["an office held by no agency", ['"supervision": ["justice"', '"supervision": [⟦unknown-agency⟧"justise"']],
  [
    "an office with nobody behind its holder",
    ['"supervision": ["justice", "government-office"]', '"supervision": ⟦too-few-items⟧["justice"]'],
  ],
  [
    "an office that an agency holds behind itself",
    ['"justice", "government-office"]', '"justice", ⟦repeated-value⟧"justice"]'],
  ],
  [
    "an office held by an agency without the role",
    [
      '"role": "legal-unit",\n          "email": "legal-unit@government',
      '"role": "head",\n          "email": "legal-unit@government',
    ],
    ['"government": ["government-office"', '"government": [⟦vacant-role⟧"government-office"'],
    ['"justice", "government-office"]', '"justice", ⟦vacant-role⟧"government-office"]'],
  ],
  [
    "a role of supervisors that there is not",
    ['"supervisorRole": "legal-unit"', '"supervisorRole": ⟦unknown-role⟧"legal-units"'],
  ],
  [
    "an agency pressed by an office that there is not",
    ['"short": "住建局",', '"short": "住建局", "supervisedBy": ⟦unknown-supervisor⟧"goverment",'],
  ],
  ["a keeper that is no agency", ['"agency": "justice"', '"agency": ⟦unknown-agency⟧"city-congress"']],
  [
    "a keeper's role that nobody holds",
    [
      '"keeper": { "agency": "justice", "role": "legal-unit" }',
      '"keeper": { "agency": ⟦vacant-role⟧"justice", "role": "case-officer" }',
    ],
  ],
  ["a keeper's role that there is not", ['"role": "legal-unit" }', '"role": ⟦unknown-role⟧"lawyer" }']],
  ["a member that is no agency", ['"justice"] }', '⟦unknown-agency⟧"city-congress"] }']],
  ["a member listed twice", ['"justice"] }', '⟦repeated-value⟧"government-office"] }']],
  [
    "a group of members and kinds at once",
    ['{ "id": "lead",', '⟦group-form⟧{ "id": "lead", "kinds": ["department"],'],
  ],
  [
    "a group that says nothing",
    [
      '{ "id": "enforcement-agencies", "label": "各行政执法机关", "enforcement": true }',
      '⟦group-form⟧{ "id": "enforcement-agencies", "label": "各行政执法机关" }',
    ],
  ],
  [
    "a group of nobody",
    [
      '{ "id": "enforcement-agencies", "label": "各行政执法机关", "enforcement": true }',
      '⟦empty-group⟧{ "id": "enforcement-agencies", "label": "各行政执法机关", "kinds": ["zone"] }',
    ],
  ],
  ["a kind of agency that there is not", ['"enforcement": true }', '"kinds": [⟦invalid-value⟧"bureau"] }']],
];

/** Periods of the case officer of the housing bureau; of their head behind `⟦…⟧` in the second edit. */
const away = (...periods: string[]): Edit => [EMAIL, `${EMAIL}, "substitutes": [${periods.join(", ")}]`];
const headAway = (...periods: string[]): Edit => [HEAD, `${HEAD}, "substitutes": [${periods.join(", ")}]`];
const period = (from: string, to: string, person?: string) =>
  `{ "from": "${from}", "to": "${to}"${person === undefined ? "" : `, "person": ${person}`} }`;

const AWAY: readonly Mistake[] = [
  ["a period that ends before it begins", away('{ "from": "2026-11-27", "to": ⟦period-order⟧"2026-11-23" }')],
  [
    "two substitutes on one day",
    away(
      period("2026-11-23", "2026-11-27"),
      '{ "from": ⟦overlapping-periods⟧"2026-11-27", "to": "2026-11-30", "person": "housing-head" }',
    ),
  ],
  [
    "somebody who stands in for themselves",
    away(period("2026-11-23", "2026-11-27", '⟦unknown-person⟧"housing-case-officer"')),
  ],
  [
    "a substitute of another agency",
    away(period("2026-11-23", "2026-11-27", '⟦unknown-person⟧"justice-head"')),
  ],
  [
    "a substitute who is not there",
    away(period("2026-11-23", "2026-11-27", '⟦unknown-person⟧"constructor"')),
  ],
  ["a day that there is not", away('{ "from": ⟦impossible-date⟧"2026-02-30", "to": "2026-03-02" }')],
  [
    "two who stand in for each other on a day",
    away(period("2026-11-23", "2026-11-27", '"housing-head"')),
    headAway(period("2026-11-27", "2026-11-30", '⟦substitute-circle⟧"housing-case-officer"')),
  ],
];

describe("a directory is refused, each mistake where it stands, with", () => {
  itRefuses(FILE, MISTAKES);
});

describe("periods away are refused, each mistake where it stands, with", () => {
  itRefuses(FILE, AWAY);
});
