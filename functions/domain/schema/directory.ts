import * as z from "zod";
import { choice, key, type Label } from "./choice.ts";
import { names } from "./names.ts";
import { $schema, identifier, isoDate, mailAddress, text } from "./primitives.ts";

export const AGENCY_KINDS = {
  government: { label: "政府", explanation: "人民政府" },
  department: { label: "部门", explanation: "政府工作部门、派出分局和其他市直单位" },
  zone: { label: "园区", explanation: "高新区、开发区管理机构" },
  township: { label: "乡镇", explanation: "乡、镇人民政府" },
  "sub-district": { label: "街道", explanation: "街道办事处" },
} as const satisfies Record<string, Label>;

const agencyName = key(names("agency", identifier), "机关", "本通讯录中的机关代号", "justice");
const roleName = key(names("role", identifier), "岗位", "本通讯录 roles 中的岗位代号", "legal-unit");

const substitute = z
  .strictObject({
    from: key(isoDate, "自", "离岗的第一天，含当日", "2026-11-23"),
    to: key(isoDate, "至", "离岗的最后一天，含当日", "2026-11-27"),
    person: key(
      identifier.optional(),
      "代办人",
      "其间代收通知的同机关人员的代号；不写的，没有代办人",
      "justice-head",
    ),
  })
  .meta({ title: "离岗代办", description: "一段离岗时间和其间的代办人" });

const person = z
  .strictObject({
    id: key(identifier, "代号", "全通讯录不重复", "justice-legal-unit"),
    role: roleName,
    name: key(text.optional(), "姓名", "可以不写；不写入日志", "张某"),
    email: key(mailAddress, "邮箱", "接收通知的一个邮箱地址", "legal-unit@justice.example.org"),
    substitutes: key(
      z.array(substitute).max(20).optional(),
      "离岗代办",
      "离岗期间通知由谁代收；代办人也离岗的，由代办人的代办人代收",
    ),
  })
  .meta({ title: "人员", description: "机关中任某一岗位的人" });
export type Person = z.infer<typeof person>;

const agency = z
  .strictObject({
    id: key(identifier, "代号", "规则和台账中使用的代号", "market-regulation"),
    name: key(text, "全称", "机关全称", "昌吉市市场监督管理局"),
    short: key(text, "简称", "列表和邮件中的简称", "市场监督管理局"),
    kind: key(choice(AGENCY_KINDS), "类别", "机关的类别，分组据以选取", "department"),
    enforcement: key(z.boolean(), "执法机关", "是否行使行政执法权", true),
    aliases: key(z.array(text).max(50), "别名", "表格中可能出现的其他写法", ["市监局"]),
    uscc: key(text.optional(), "统一社会信用代码", "十八位", "11652301MB1234567X"),
    parent: key(text.optional(), "上级机关", "派出机构的设立机关", "昌吉州生态环境局"),
    supervisedBy: key(
      names("supervisor", identifier).optional(),
      "由谁督促",
      "逾期的一律报给这个监督岗位，不论阶梯怎么写；用于人民政府等一般监督机关无权督办的机关",
      "government",
    ),
    note: key(text.optional(), "备注", "需要说明的事项", "派出分局"),
    people: key(z.array(person).max(500), "人员", "各岗位的人"),
  })
  .meta({ title: "机关", description: "一个机关和它的人员" });

const group = z
  .strictObject({
    id: key(identifier, "代号", "规则中使用的代号", "enforcement-agencies"),
    label: key(text, "名称", "中文名称", "各行政执法机关"),
    enforcement: key(z.boolean().optional(), "限执法机关", "只含（true）或者不含（false）执法机关", true),
    kinds: key(z.array(choice(AGENCY_KINDS)).max(20).optional(), "限类别", "只含这些类别的机关", [
      "department",
    ]),
    members: key(
      z.array(names("agency", identifier)).max(5000).optional(),
      "逐个列明",
      "不按条件选取，逐个列明机关代号",
      ["justice"],
    ),
  })
  .meta({ title: "机关分组", description: "符合所写全部条件的机关，或者逐个列明的机关" });

/** `rules/directory.json`. */
export const directory = z
  .strictObject({
    $schema,
    roles: key(
      z
        .array(
          z.strictObject({
            id: key(identifier, "代号", "阶梯和人员中使用的代号", "legal-unit"),
            label: key(text, "名称", "岗位名称", "法制机构"),
          }),
        )
        .min(1)
        .max(100),
      "岗位",
      "机关中的岗位",
    ),
    supervisors: key(
      z.record(identifier, z.array(agencyName).min(2).max(10)),
      "监督机关",
      "监督岗位 → 担任该岗位的机关。任何机关不得监督自己：前一个机关自身是责任机关的，由后一个机关监督，故至少写两个",
      { supervision: ["justice", "government-office"] },
    ),
    supervisorRole: key(
      names("role", identifier),
      "监督机关收件岗位",
      "监督机关中接收通知的岗位",
      "legal-unit",
    ),
    keeper: key(
      z.strictObject({ agency: agencyName, role: roleName }),
      "通讯录管理人",
      "岗位空缺等情况通知谁",
      { agency: "justice", role: "legal-unit" },
    ),
    groups: key(z.array(group).max(200), "机关分组", "规则中按组指定责任机关"),
    agencies: key(z.array(agency).min(1).max(5000), "机关", "全部机关"),
    outside: key(
      z
        .array(
          z.strictObject({
            id: key(identifier, "代号", "不重复", "city-congress"),
            name: key(text, "名称", "单位名称", "昌吉市人民代表大会常务委员会"),
          }),
        )
        .max(500),
      "系统外单位",
      "不使用本系统、只作为报送对象的单位",
    ),
  })
  .meta({ title: "通讯录", description: "机关、岗位、人员和监督机关" });
export type Directory = z.infer<typeof directory>;
