/** Surnames of two characters; only where a given name follows. */
const COMPOUND = new Set(
  (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 " +
    "仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 颛孙 公良 漆雕 乐正 宰父 谷梁 拓跋 轩辕 令狐 段干 百里 呼延 东郭 南门 " +
    "羊舌 微生 梁丘 左丘 西门 第五 南荣 仲长 即墨 达奚"
  ).split(" "),
);
const DOTS = "·•・‧∙⋅.．";
const TRADE =
  /(?:店|部|馆|行|厂|坊|室|铺|社|场|超市|中心|酒家|酒楼|饭庄|食府|美食城|小吃|便利|商贸|工作室|经营户|服务站|加工点|网吧)$/u;
/** 个体工商户名称登记管理办法: sole traders may not call themselves so. */
const FIRM = /(?:公司|集团|企业|合作社|合伙\)|合伙）)$/u;

export const isCompoundSurname = (characters: string): boolean => COMPOUND.has(characters);

export const isFirm = (name: string): boolean => FIRM.test(name.trim());

/** A sole trader may be called by a trade name: 昌吉市张三便利店. */
export const isTradeName = (name: string): boolean => [...name].length >= 4 && TRADE.test(name);

/**
 * 张某, 欧阳某, 买某, J某: the surname, or of names that are no Han names the first character, as courts write names in
 * what they publish (最高人民法院关于人民法院在互联网公布裁判文书的规定，法释〔2016〕19号，第九条).
 */
export function maskName(written: string): string {
  const name = written.normalize("NFKC").replace(/[\s\p{Cf}]/gu, "");
  if (/^.{1,2}某+$/u.test(name) || !/\p{L}/u.test(name) || isFirm(name)) return name;
  if (isTradeName(name)) return "某个体工商户";
  const [first = "", second = "", third] = name;
  return third !== undefined && COMPOUND.has(first + second) && !isDotted(name)
    ? `${first}${second}某`
    : `${first}某`;
}

const isDotted = (name: string): boolean => [...name].some((character) => DOTS.includes(character));

/** The name wherever it is written: 张三, 张 三, 张　三, 买买提·艾合买提 with another dot or none. */
export function nameForm(name: string): string {
  const characters = [...name.normalize("NFKC").replace(/[\s\p{Cf}]/gu, "")];
  return characters
    .map((character) => (DOTS.includes(character) ? `[${DOTS}]?` : escaped(character)))
    .join("[\\s\\p{Cf}]*");
}

const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");

/** Several persons in one fact, with the numbers of their certificates: 丁某（31230101001）、戊某（31230101002）. */
export const namesIn = (written: string): string[] =>
  written
    .replace(/[（(][^）)]*[）)]/gu, "")
    .split(/[、，,;；/\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== "");
