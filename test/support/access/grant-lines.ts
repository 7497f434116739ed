import { EXAMPLE_PLACES, PARTITIONS, type RawTemplate } from "../templates.ts";

/** A statement of any policy in a template, as one line of docs/grants.md has it. */
type Line = {
  readonly who: string;
  readonly effect: string;
  readonly actions: string;
  readonly on: string;
  readonly condition: string;
};
type Json = Readonly<Record<string, unknown>>;

/** Every grant of the templates of all partitions, with those partitions that have it: cells of a row of the table. */
export function grantRows(
  templates: (partition: (typeof PARTITIONS)[number]) => Record<string, RawTemplate>,
) {
  const rows = new Map<string, string[]>();
  for (const partition of PARTITIONS)
    for (const { who, effect, actions, on, condition } of grantLines(templates(partition))) {
      const row = withoutPlace([who, effect, actions, on, condition].join(" | "), EXAMPLE_PLACES[partition]);
      rows.set(row, [...new Set([...(rows.get(row) ?? []), partition])]);
    }
  return [...rows].map(([row, partitions]) => `${row} | ${partitions.join(" ")}`).sort();
}

/** Region and account of the examples are no part of a grant. */
const withoutPlace = (row: string, { region, account }: { region: string; account: string }): string =>
  row.replaceAll(region, "<Region>").replaceAll(account, "<AccountId>");

function grantLines(templates: Record<string, RawTemplate>): Line[] {
  return Object.values(templates).flatMap(({ Resources }) =>
    Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
      const lines = (who: string, document: unknown, on?: string) =>
        ((document as { Statement: Json[] }).Statement ?? []).map((statement) => line(who, statement, on));
      switch (Type) {
        case "AWS::IAM::Policy":
          return lines(plain(id).replace(/DefaultPolicy$/, ""), Properties.PolicyDocument);
        case "AWS::IAM::Role":
          return [
            ...lines("", Properties.AssumeRolePolicyDocument, plain(id)),
            ...[Properties.ManagedPolicyArns ?? []].flat().map((arn) => managed(plain(id), arn)),
          ];
        case "AWS::Backup::BackupVault":
          return lines("", Properties.AccessPolicy);
        case "AWS::KMS::Key":
          return lines("", Properties.KeyPolicy, plain(id));
        case "AWS::Lambda::Permission":
          return [permission(Properties)];
        case "AWS::S3::BucketPolicy":
        case "AWS::SNS::TopicPolicy":
        case "AWS::SQS::QueuePolicy":
          return lines("", Properties.PolicyDocument);
        default:
          if (/Policy/.test(Type)) throw new Error(`${Type} grants something that is not listed yet`);
          return [];
      }
    }),
  );
}

function line(who: string, { Effect, Action, Resource, Principal, Condition }: Json, on?: string): Line {
  return {
    who: who || text(Principal),
    effect: Effect === "Allow" ? "准许" : "禁止",
    actions: list(Action),
    on: on ?? list(Resource),
    condition: Condition === undefined ? "" : text(Condition),
  };
}

const permission = ({ Principal, Action, FunctionName, SourceArn }: Json): Line => ({
  who: text({ Service: Principal }),
  effect: "准许",
  actions: list(Action),
  on: text(FunctionName),
  condition: SourceArn === undefined ? "" : text({ SourceArn }),
});

/** A policy of AWS's own: what is in it stands in AWS's documents. */
const managed = (who: string, arn: unknown): Line => ({
  who,
  effect: "准许",
  actions: `托管策略 ${text(arn).split("/").at(-1)}`,
  on: "该策略所列",
  condition: "",
});

const list = (value: unknown): string => [value].flat().map(text).sort().join("、");

/** References by the name of the construct, so that a person can read them and hashes do not matter. */
function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(text).join("、");
  const [[name, of]] = Object.entries(value as Json) as [[string, unknown]];
  if (name === "Ref") return String(of).startsWith("AWS::") ? `<${String(of).slice(5)}>` : plain(String(of));
  if (name === "Fn::GetAtt") return plain((of as string[])[0] ?? "");
  if (name === "Fn::ImportValue")
    return plain(String(of).replace(/^.*(?:FnGetAtt|Ref)(\w+?[0-9A-F]{8}).*$/, "$1"));
  if (name === "Fn::Join") return (of as [string, unknown[]])[1].map(text).join("");
  return Object.entries(value as Json)
    .map(([key, part]) => `${key} ${text(part)}`)
    .join("；");
}

/** Names that differ between the examples are not grants that differ. */
const plain = (id: string): string => id.replace(/[0-9A-F]{8}$/, "");
