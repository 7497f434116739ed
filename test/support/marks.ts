/** Personal data made up for tests: each value stands nowhere else, so that finding it anywhere is a leak. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A resident identity number with its check character. */
export function identityNumber(region: string, born: string, sequence: string): string {
  const digits = `${region}${born}${sequence}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (WEIGHTS[i] as number), 0);
  return `${digits}${"10X98765432"[sum % 11]}`;
}

export const MARKS = {
  name: "欧阳靖宇",
  "name in a text": "钱多宝",
  "identity number": identityNumber("652301", "19900307", "123"),
  "mobile phone": "13899007654",
  telephone: "0994-7654321",
  address: "宁边东路77号春晖小区5号楼2单元301室",
  account: "6222021001116245702",
  plate: "新B7K321",
  "private mail": "ouyang.jy@private.example.org",
  "birth date": "1990年3月7日",
  "name of a minor": "尉迟小宝",
  "number of a minor": identityNumber("652301", "20110512", "456"),
} as const;
export type Mark = keyof typeof MARKS;
export const ALL = Object.keys(MARKS) as Mark[];

/** All of them, as somebody would write them down. */
export const TEXT =
  `当事人${MARKS.name}（男，${MARKS["birth date"]}出生，身份证号${MARKS["identity number"]}），住昌吉市${MARKS.address}，` +
  `电话${MARKS["mobile phone"]}、${MARKS.telephone}，邮箱${MARKS["private mail"]}，驾驶${MARKS.plate}号货车，` +
  `货款汇入账号${MARKS.account}。举报人${MARKS["name in a text"]}在场。`;
export const OF_MINOR = `当事人${MARKS["name of a minor"]}（身份证号${MARKS["number of a minor"]}）系某校学生。`;

/** Also where it is written in full width, in groups, or as JSON or a query writes it. */
export function marksIn(text: string): Mark[] {
  const forms = [text, decoded(text)].map(bare);
  return ALL.filter((mark) => forms.some((form) => form.includes(bare(MARKS[mark]))));
}

const bare = (text: string): string => text.normalize("NFKC").replace(/[\s\p{Cf}]/gu, "");

const decoded = (text: string): string =>
  text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"),
    );
