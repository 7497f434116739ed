import { isCompoundSurname, maskName } from "./name.ts";

/** Common surnames. Those that mostly begin other words (于, 应, 和, 从, 曾, 安, 时 …) are left out. */
const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧肖程曹袁邓许傅沈彭吕苏卢蒋蔡魏薛叶阎潘杜戴夏钟汪姜范谭廖邹熊陆郝孔崔邱秦侯邵孟龙史陶黎尹贺顾毛钱汤武乔赖庞樊殷翟颜倪俞柳牛岳焦齐梅丁戊甲乙丙";
/** Words that begin like a name. */
const NO_NAMES = new Set(
  (
    "周边 周围 周期 周末 周日 周一 周二 周三 周四 周五 周六 周内 许可 许多 程序 程度 陆续 陆地 夏季 夏天 钱款 钱财 马上 马路 " +
    "马匹 林地 林木 林区 林业 黄金 黄色 龙头 史料 汤料 武器 武装 牛羊 牛肉 牛奶 齐全 梅雨 丁香 肖像 罗列 孔洞 侯车 顾客 " +
    "顾问 毛利 毛重 叶片 黎明 宋体 颜色 钟表 孟加 秦岭 唐装 杜绝 熊猫 沈阳 苏州 郑州 梁柱 谢绝 董事 戴帽 戴好 范围 谭某"
  ).split(" "),
);
const ROLES =
  "当事人|举报人|投诉人|信访人|法定代表人|法人代表|负责人|经营者|业主|店主|户主|驾驶员|驾驶人|司机|证人|伤者|死者|受害人|被侵害人|" +
  "申请人|被申请人|第三人|代理人|监护人|父亲|母亲|学生|患者|病人|工人|员工|职工|雇员|厨师|服务员|店员|营业员|承包人|包工头|控制人|" +
  "行为人|嫌疑人|居民|村民|男子|女子|消费者|顾客|游客|姓名";
const H = "\\p{Script=Han}";
/** What may follow a name. */
const AFTER = `(?=[\\s（(，,。；;：:、）)]|$|在|于|的|未|驾|从|因|将|称|等|与|和|及|所|系|为|到|对|已|无|持|向|经|擅|违|涉|受|使|以|又|均|不|私|自|予|给|本|是|共|两|家|户|名|现|其|曾|亲|一|反映|陈述|报警|报案|投诉|举报|说|提出|发现|表示|支付|购买|出售|销售|开办|开设|收取)`;
const NAMED = new RegExp(
  `(${ROLES})((?:姓名)?[：:是系叫]?\\s?)([${SURNAMES}]${H}{1,2}?|${H}{3,4}?)${AFTER}`,
  "gu",
);
/** 张三（男，…, 李四，女，… */
const DESCRIBED = new RegExp(
  `([${SURNAMES}]${H}{1,2})(?=[（(，,、]\\s?(?:男|女|身份证|公民身份|未成年|\\d{1,3}岁))`,
  "gu",
);
/** 工人罗某、韩冰、… */
const LISTED = new RegExp(`某((?:、[${SURNAMES}]${H}{1,2}?)+)${AFTER}`, "gu");
/** 买买提·艾合买提 */
const DOTTED = new RegExp(`(${ROLES})?(${H}{1,7}[·•・‧]${H}{1,8}?)${AFTER}`, "gu");

/** Names that no fact tells, where words around show that they are names. */
export function maskRoleNames(text: string, shown: (name: string) => string = maskName): string {
  return text
    .replace(DOTTED, (_, role: string | undefined, name: string) => `${role ?? ""}${shown(name)}`)
    .replace(NAMED, (all, role: string, between: string, name: string) =>
      isName(name) ? `${role}${between}${shown(name)}` : all,
    )
    .replace(DESCRIBED, (name) => (isName(name) ? shown(name) : name))
    .replace(
      LISTED,
      (all, listed: string) =>
        all.slice(0, -listed.length) +
        listed.replace(/[^、]+/gu, (name) => (isName(name) ? shown(name) : name)),
    );
}

/** A text that is nothing but a name, where no word around it says so. */
export const isBareName = (text: string): boolean =>
  /^\p{Script=Han}{1,7}[·•・‧]\p{Script=Han}{1,8}$/u.test(text) ||
  (/^\p{Script=Han}{2,4}$/u.test(text) && isName(text));

function isName(name: string): boolean {
  const start = name.slice(0, 2);
  if (name.includes("某") || NO_NAMES.has(start)) return false;
  return SURNAMES.includes(name[0] as string) ? [...name].length <= 3 : isCompoundSurname(start);
}
