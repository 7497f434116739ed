import { describe, it } from "vitest";
import { expectDiagnostics, fixture } from "../../../support/corpus.ts";
import { itRefuses, type Mistake } from "./mistakes.ts";

const FILE = "ladders/measures.json";
const OFFSET = '"offsetWorkingDays": { "fact": "setting.disclosureWorkingDays" }';

const MISTAKES: Mistake[] = [
  [
    "a measure on the due date",
    ['"offsetWorkingDays": 1', '"offsetWorkingDays": 0'],
    [OFFSET, '"offsetWorkingDays": ⟦ladder-offset⟧0'],
  ],
  [
    "a step before the one whose day a setting gives",
    ['"offsetWorkingDays": 30', '"offsetWorkingDays": ⟦ladder-order⟧19'],
  ],
  [
    "a setting that there is not",
    [OFFSET, '"offsetWorkingDays": { "fact": ⟦unknown-fact⟧"setting.disclosureDays" }'],
  ],
  [
    "a setting that is no number of working days",
    [OFFSET, '"offsetWorkingDays": { "fact": ⟦unit-mismatch⟧"setting.scope" }'],
  ],
  [
    "an issuing office that there is not",
    ['"issuedBy": "government"', '"issuedBy": ⟦unknown-supervisor⟧"goverment"'],
  ],
  [
    "a measure that nobody issues",
    ['    {\n      "id": "talk"', '    ⟦missing-key⟧{\n      "id": "talk"'],
    ['      "issuedBy": "government",\n', ""],
  ],
  [
    "a measure without time to answer",
    ['"answerWithinWorkingDays": 5\n    }\n  ]', '"answerWithinWorkingDays": ⟦out-of-range⟧0\n    }\n  ]'],
  ],
  [
    "a mail that is asked about at once",
    ["5\n    }\n  ]", '5\n    }\n  ],\n  "whenUncertain": { "afterHours": ⟦out-of-range⟧0, "act": "ask" }'],
  ],
  [
    "a mail of unknown outcome that is dropped",
    [
      "5\n    }\n  ]",
      '5\n    }\n  ],\n  "whenUncertain": { "afterHours": 24, "act": ⟦invalid-value⟧"drop" }',
    ],
  ],
  ["a reminder that is issued", ['"name": "催办"', '"name": "催办", ⟦unknown-key⟧"issuedBy": "supervision"']],
];

describe("a ladder with measures", () => {
  it("is accepted", () => expectDiagnostics(FILE, fixture.get(FILE) as string));
});
describe("a ladder with measures is refused, each mistake where it stands, with", () => {
  itRefuses(FILE, MISTAKES);
});
