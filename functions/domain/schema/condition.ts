import * as z from "zod";
import { choice, key } from "./choice.ts";
import { names } from "./names.ts";
import { OPERATORS } from "./operators.ts";
import { factName, scalar } from "./primitives.ts";

/** Another fact of the same record, in place of a value. */
export const factReference = z
  .strictObject({
    fact: key(
      names("fact", factName),
      "另一项事实",
      "用同一条台账的另一项事实代替写定的值，类型和单位应当相同",
      "decidedOn",
    ),
  })
  .meta({ title: "另一项事实", description: "用同一条台账的另一项事实代替写定的值" });

const leaf = z
  .strictObject({
    fact: key(
      names("fact", factName),
      "事实",
      "看台账的哪一项事实；另有 agency（所属机关）、on（查询日期）和 setting.<名称>（设定）",
      "kind",
    ),
    operator: key(choice(OPERATORS), "运算符", "怎样比较；能用哪些，由事实的类型决定", "equal"),
    value: key(
      z.union([scalar, z.array(scalar).min(1).max(200), factReference]).optional(),
      "值",
      "与什么比较：一个值；in、notIn 用列表；或者另一项事实。isPresent、isMissing 不写",
      "行政处罚",
      ["行政许可", "行政处罚"],
      { fact: "decidedOn" },
    ),
  })
  .meta({ title: "一项条件", description: "一项事实与一个值的比较", part: "leaf" });
export type Leaf = z.infer<typeof leaf>;

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

const all = z
  .strictObject({
    get all() {
      return key(z.array(condition).min(1).max(100), "全部成立", "所列条件全部成立，本条件才成立");
    },
  })
  .meta({ title: "全部成立", description: "所列条件同时成立" });
const any = z
  .strictObject({
    get any() {
      return key(z.array(condition).min(1).max(100), "任一成立", "所列条件有一项成立，本条件就成立");
    },
  })
  .meta({ title: "任一成立", description: "所列条件至少一项成立" });
const not = z
  .strictObject({
    get not() {
      return key(condition, "不成立", "所写条件不成立，本条件才成立；用于写“……的除外”");
    },
  })
  .meta({ title: "不成立", description: "所写条件不成立" });

/** json-rules-engine's condition format, without `path`, named conditions and `priority`. */
export const condition: z.ZodType<Condition> = z.union([all, any, not, leaf]).meta({
  id: "condition",
  part: "condition",
  title: "条件",
  description: "all（全部成立）、any（任一成立）、not（不成立）或者一项条件，同一层只能写其中一种",
});
