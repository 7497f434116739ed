/** What does not agree with a history, as a civil servant reads it. */
export const TAMPERINGS = {
  "entry-changed": "历史记录的内容被改动",
  "entry-removed": "历史记录被删除",
  "entry-inserted": "历史记录是插入的，不在链上",
  "entry-reordered": "历史记录的次序被调换",
  "head-differs": "历史记录链的末条与链尾的登记不符",
  "thing-changed": "现存内容与历史记录最后记载的校验值不符",
  "thing-removed": "历史记录有记载，现已不存在",
  "thing-inserted": "没有历史记录记载其由来",
  "version-changed": "留存的版本与历史记录的记载不符",
  "version-removed": "历史记录有记载的版本不存在",
  "version-inserted": "没有历史记录记载的版本",
} as const;
export type TamperingKind = keyof typeof TAMPERINGS;

export type Tampering = {
  readonly kind: TamperingKind;
  /** Of an entry or a version. Of an entry put in: the place where it lies. */
  readonly n?: number;
  /** Of a thing: `record`, or the id of a duty or a measure. */
  readonly what?: string;
};

/** One line: 第 3 条历史记录的内容被改动. */
export function tamperingText({ kind, n, what }: Tampering): string {
  if (what !== undefined) return `${what === "record" ? "台账条目" : `“${what}”`}${TAMPERINGS[kind]}`;
  if (kind === "head-differs" || n === undefined) return TAMPERINGS[kind];
  return kind.startsWith("version") ? `第${n}版：${TAMPERINGS[kind]}` : `第${n}条${TAMPERINGS[kind]}`;
}
