import { describe, expect, it } from "vitest";
import type { Caller } from "../../../functions/domain/entities.ts";
import { keepMasked, requireImpersonalId } from "../../../functions/domain/personal/keep-masked.ts";
import { knownOf } from "../../../functions/domain/personal/known.ts";
import { maskAnswer } from "../../../functions/domain/personal/mask-answer.ts";
import { maskText } from "../../../functions/domain/personal/mask-text.ts";
import { maskName } from "../../../functions/domain/personal/name.ts";
import type { RecordType } from "../../../functions/domain/schema/folder.ts";
import { shippedRules } from "../../support/rules.ts";

const ruleset = await shippedRules();
const TYPE = "enforcement-decision";
const recordType = ruleset.recordTypes.get(TYPE) as RecordType;
const ON = "2026-11-23";
const FACTS = {
  kind: "行政处罚",
  decidedOn: "2026-09-01",
  "party.type": "自然人",
  "party.name": "欧阳靖宇",
  "party.idNumber": "652301199003071234",
  violationFacts: "欧 阳 靖宇占道经营，电话13899001234。",
  title: "关于欧阳靖宇的决定",
};
const stored = (facts: object = FACTS) => ({
  type: TYPE,
  id: "1",
  agency: "housing",
  facts: facts as typeof FACTS,
  version: 1,
  receivedOn: ON,
});
const MARKET: Caller = { name: "m", role: "agency", agency: "market-regulation" };
const OWNER: Caller = { name: "h", role: "agency", agency: "housing" };
const SUPERVISOR: Caller = { name: "s", role: "supervisor", agency: "justice" };
const ADMINISTRATOR: Caller = { name: "a", role: "administrator" };
const SYSTEM: Caller = { name: "c", role: "case-system", agencies: ["housing"] };
const shownTo = (caller: Caller, facts: object = FACTS) =>
  maskAnswer({ record: stored(facts), said: "欧阳靖宇已改正" }, { caller, ruleset, on: ON });

describe("a name is told by its surname:", () => {
  it.each([
    ["张三", "张某"],
    ["张 三丰", "张某"],
    ["欧阳靖宇", "欧阳某"],
    ["欧阳", "欧某"],
    ["买买提·艾合买提", "买某"],
    ["阿不都热合曼", "阿某"],
    ["John Smith", "J某"],
    ["张某某", "张某某"],
    ["昌吉市张三便利店", "某个体工商户"],
    ["昌吉市某某商贸有限公司", "昌吉市某某商贸有限公司"],
  ])("%s: %s", (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });
});

describe("a name of the record is found however it is written:", () => {
  const known = knownOf(recordType, stored(), ON);
  it.each([
    ["欧阳靖宇在场", "欧阳某在场"],
    ["欧阳　靖宇、欧 阳 靖 宇", "欧阳某、欧阳某"],
    ["欧\u200b阳靖宇", "欧阳某"],
    ["证号６５２３０１ 19900307 １２３４", "证号（证件号码略）"],
    ["欧阳先生", "欧阳先生"],
  ])("%s", (text, shown) => {
    expect(maskText(text, "none", known)).toBe(shown);
  });
});

describe("who sees what", () => {
  it("the agency that works on it, and its case system: all but the whole number", () => {
    for (const caller of [OWNER, SYSTEM])
      expect(shownTo(caller)).toMatchObject({
        record: { facts: { ...FACTS, "party.idNumber": "6523**********1234" } },
        said: "欧阳靖宇已改正",
      });
  });

  it("a supervisor: surnames, and texts without persons", () => {
    expect(shownTo(SUPERVISOR)).toMatchObject({
      record: {
        facts: {
          "party.name": "欧阳某",
          violationFacts: "欧阳某占道经营，电话138****1234。",
          title: "关于欧阳某的决定",
        },
      },
      said: "欧阳某已改正",
    });
  });

  it.each([ADMINISTRATOR, MARKET])("$role of no part in it: no narrative at all", (caller) => {
    expect(shownTo(caller)).toMatchObject({
      record: {
        facts: { "party.name": "欧阳某", "party.idNumber": "（证件号码略）", violationFacts: "（略）" },
      },
    });
  });

  it("a firm is no person; what is not known to be one is", () => {
    const named = (type?: string) =>
      shownTo(SUPERVISOR, { "party.name": "大华建材", ...(type && { "party.type": type }) }).record.facts;
    expect(named("法人及非法人组织")["party.name"]).toBe("大华建材");
    expect(named()["party.name"]).toBe("大某");
    expect(named("个体工商户")["party.name"]).toBe("大某");
  });

  it("columns that no fact takes and the name of the file: only who works on it", () => {
    const record = {
      ...stored(),
      extra: { 联系电话: "13899001234", 备注: "住延安北路12号" },
      source: { file: "李四.xlsx", row: 1, rowHash: "h" },
    };
    const of = (caller: Caller) => maskAnswer({ record }, { caller, ruleset, on: ON }).record;
    expect(of(OWNER).extra).toEqual(record.extra);
    expect(of(SUPERVISOR)).toMatchObject({
      extra: { 联系电话: "（略）", 备注: "（略）" },
      source: { file: "（略）", row: 1 },
    });
  });

  it("each record of a list by its own persons", () => {
    const other = {
      ...stored({ ...FACTS, "party.name": "钱多宝", title: "关于钱多宝和欧阳靖宇的决定" }),
      id: "2",
    };
    const { records } = maskAnswer({ records: [stored(), other] }, { caller: SUPERVISOR, ruleset, on: ON });
    expect(records.map(({ facts }) => facts.title)).toEqual(["关于欧阳某的决定", "关于钱某和欧阳靖宇的决定"]);
  });
});

describe("a case is about a minor", () => {
  const { "party.idNumber": _, ...without } = FACTS;
  const born = (birth: string) => ({ ...FACTS, "party.idNumber": `652301${birth}1234` });
  it.each([
    ["on the eighteenth birthday still", born("20080901"), true],
    ["no longer on the day after", born("20080831"), false],
    ["by the earliest day that the record states", { ...born("20080831"), appliedOn: "2026-08-20" }, true],
    ["where a fact says so", { ...without, involvesMinor: true }, true],
    ["where the number has fifteen digits", { ...FACTS, "party.idNumber": "652301900307123" }, false],
    ["where nothing says so", without, false],
  ])("%s: %s", (_name, facts, minor) => {
    expect(knownOf(recordType, { facts }, ON).minor).toBe(minor);
  });

  it("then a supervisor sees no name and no narrative, and who works on it sees it all", () => {
    const facts = { ...FACTS, involvesMinor: true };
    expect(shownTo(SUPERVISOR, facts)).toMatchObject({
      record: {
        facts: { "party.name": "（姓名略）", violationFacts: "（略）", title: "关于（姓名略）的决定" },
      },
      said: "（姓名略）已改正",
    });
    expect(shownTo(OWNER, facts).record.facts["party.name"]).toBe("欧阳靖宇");
  });
});

describe("what was read masked and is sent back", () => {
  const who = (caller: Caller) => ({ caller, ruleset, on: ON });
  it.each([OWNER, SUPERVISOR, ADMINISTRATOR])("by $role: what is stored stays", (caller) => {
    const shown = maskAnswer(stored(), who(caller)).facts;
    expect(keepMasked({ ...shown, fineYuan: 5 }, stored(), who(caller))).toEqual({ ...FACTS, fineYuan: 5 });
  });

  it("a new value counts", () => {
    const shown = maskAnswer(stored(), who(ADMINISTRATOR)).facts;
    const facts = { ...shown, "party.name": "李四" };
    expect(keepMasked(facts, stored(), who(ADMINISTRATOR))).toEqual({ ...FACTS, "party.name": "李四" });
  });

  it("a mask of what is no longer there is refused, because it would be stored", () => {
    const { violationFacts: _, ...gone } = FACTS;
    expect(() => keepMasked({ violationFacts: "（略）" }, stored(gone), who(ADMINISTRATOR))).toThrow(
      expect.objectContaining({ code: "masked-value", pointer: "/facts/violationFacts" }),
    );
  });
});

describe("an id of a record", () => {
  const check = (id: string) => () => requireImpersonalId(id, recordType, { facts: FACTS, on: ON });
  it.each(["欧阳靖宇-1", "652301199003071234", "电话13899001234", "a@example.org"])("%s is refused", (id) => {
    expect(check(id)).toThrow(expect.objectContaining({ code: "personal-record-id" }));
  });
  it.each(["昌市监处罚〔2026〕12号", "housing-0011223344556677", "AJ-2026-041", "31652301001"])(
    "%s is taken",
    (id) => {
      expect(check(id)).not.toThrow();
    },
  );
});
