import { RegionInfo } from "aws-cdk-lib/region-info";
import type { Diagnostic } from "../../functions/domain/ruleset/diagnostic.ts";
import type { Path, SourceFile } from "../../functions/domain/ruleset/source-file.ts";
import { readAddress } from "../../functions/domain/text/mail-address.ts";

/** What the rules folder says of the same things. */
export type RulesSaid = { readonly calendar: string; readonly sender: string };

/** What no key alone can tell. Looks only at what is there: whatever is missing or malformed is told by the format. */
export function crossCheck(source: SourceFile, rules: RulesSaid): Diagnostic[] {
  return [
    ...region(source),
    ...mailProvider(source),
    ...addresses(source),
    ...sameAsRules(source, ["calendar"], rules.calendar, "工作日历", "calendar"),
    ...sameAsRules(source, ["mail", "sender"], rules.sender, "发件邮箱", "office.sender"),
    ...certificate(source),
  ];
}

const at = (source: SourceFile, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as never)[key] : undefined),
    source.value,
  );

const regionsOf = (partition: unknown): string[] =>
  RegionInfo.regions.filter((each) => each.partition === partition).map(({ name }) => name);

function region(source: SourceFile): Diagnostic[] {
  const [partition, found] = [at(source, ["partition"]), at(source, ["region"])];
  const accepted = regionsOf(partition);
  if (typeof found !== "string" || accepted.length === 0 || accepted.includes(found)) return [];
  const message = `“region”（区域）“${found}”不在分区 ${String(partition)} 中`;
  return [source.at(["region"], "wrong-region", message, { found, accepted })];
}

function mailProvider(source: SourceFile): Diagnostic[] {
  if (at(source, ["partition"]) !== "aws-cn" || at(source, ["mail", "provider"]) !== "ses") return [];
  const message =
    "“provider”“ses”不可用：aws-cn 分区没有 SES，且邮件内容含个人信息，不得交境外的服务商处理；应为 smtp，并选用境内的邮件服务";
  return [source.at(["mail", "provider"], "no-ses", message)];
}

function addresses(source: SourceFile): Diagnostic[] {
  const alarms = at(source, ["alarms", "addresses"]);
  const places: Path[] = [
    ["mail", "sender"],
    ...(Array.isArray(alarms) ? alarms.map((_, index) => ["alarms", "addresses", index]) : []),
  ];
  return places.flatMap((path) => {
    const written = at(source, path);
    if (typeof written !== "string" || !written.includes("@")) return [];
    const read = readAddress(written);
    if (read.ok) return [];
    const message = `邮箱“${written}”不可用：${read.reason}`;
    return [
      source.at(path, "bad-address", message, {
        ...(read.suggestion !== undefined && { suggestion: read.suggestion }),
      }),
    ];
  });
}

/** Written in both places on purpose: whoever deploys the sample rules as they are hears of it. */
function sameAsRules(
  source: SourceFile,
  path: Path,
  said: string,
  name: string,
  where: string,
): Diagnostic[] {
  const found = at(source, path);
  if (typeof found !== "string" || found === said) return [];
  const message = `“${String(path.at(-1))}”（${name}）“${found}”与 rules/settings.json 中 ${where} 的“${said}”不一致，应当改正其中一处`;
  return [source.at(path, "differs-from-rules", message, { found })];
}

function certificate(source: SourceFile): Diagnostic[] {
  const [found, partition, own] = ["certificateArn", "partition", "region"].map((key) => at(source, [key]));
  if (typeof found !== "string") return [];
  const [, itsPartition, , itsRegion] = found.split(":");
  if (at(source, ["publicUrl"]) === undefined)
    return [
      source.at(
        ["certificateArn"],
        "no-public-url",
        "写明 certificateArn（证书）的，也应写明 publicUrl（对外网址）",
      ),
    ];
  if (itsPartition === partition && itsRegion === own) return [];
  const message = `“certificateArn”（证书）“${found}”应与接口在同一分区、同一区域，即以 arn:${String(partition)}:acm:${String(own)}: 开头`;
  return [source.at(["certificateArn"], "wrong-region", message, { found })];
}
