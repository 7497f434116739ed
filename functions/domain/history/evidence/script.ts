/**
 * Verifies a bundle with a shell, sha256sum, sed and cut. The texts of entries are canonical JSON: their names are sorted
 * and a quotation mark within a text is escaped, so that these patterns meet nothing else.
 */
export const VERIFY_SCRIPT = String.raw`#!/bin/sh
# 核验本证据包：sh verify.sh。只使用 sh、sha256sum、sed、cut，不需要依法系统。
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")" || exit 2
bad=0
wrong() {
  printf '不符：%s\n' "$1"
  bad=1
}
sha() { sha256sum | cut -d ' ' -f 1; }
part() { printf '%s' "$1" | sed -n "s/$2/\\1/p"; }

[ "$(cut -c 67- SHA256SUMS | sort)" = "$(find . -type f ! -name SHA256SUMS | cut -c 3- | sort)" ] ||
  wrong '证据包内的文件与 SHA256SUMS 所列的不同'
sha256sum -c SHA256SUMS >/dev/null 2>&1 || wrong '有文件与 SHA256SUMS 所载的校验值不符'

count=0
last=
checked=0
absent=0
while IFS= read -r entry; do
  count=$((count + 1))
  [ "$(part "$entry" '.*,"n":\([0-9]*\),"of":.*')" = "$count" ] || wrong "第$count条：序号不是$count"
  [ "$(part "$entry" '^{"at":"[^"]*","before":"\([0-9a-f]*\)".*')" = "$last" ] ||
    wrong "第$count条：所载上一条的校验值与上一条不符"
  seal=$(part "$entry" '.*"seal":"\([0-9a-f]*\)".*')
  sealed=$(printf 'sealed/%08d.txt' "$count")
  if [ -f "$sealed" ]; then
    [ "$(sha <"$sealed")" = "$seal" ] || wrong "第$count条：$sealed 与所载的校验值不符"
    checked=$((checked + 1))
  elif [ -n "$seal" ]; then
    absent=$((absent + 1))
  fi
  last=$(printf '%s' "$entry" | sha)
done <entries.jsonl
[ "$(cat end.txt)" = "$count $last" ] || wrong "链尾 $(cat end.txt) 与最后一条（$count $last）不符"

[ "$bad" = 0 ] || exit 1
printf '完好：%s 条历史记录首尾相连；%s 条附有内容，均与校验值相符；%s 条未附内容\n' "$count" "$checked" "$absent"
printf '链尾：第 %s 条 %s\n' "$count" "$last"
`;
