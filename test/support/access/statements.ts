import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { physicalName } from "../../../infra/local/names.ts";
import { type Lookup, Template } from "../../../infra/local/template.ts";

export type Statement = {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};

type Raw = { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> };
type Policy = { PolicyDocument: { Statement: Record<string, unknown>[] }; Roles: { Ref: string }[] };

/** What the embedded stack can be asked for; keys and logs are not played there. */
const SERVICES = /^(dynamodb|s3|sqs|ses):/;

/** The statements of each function's role, by the function's name in the embedded stack, with every reference resolved. */
export function statementsOf(folder: string, lookup: Lookup): ReadonlyMap<string, readonly Statement[]> {
  const template = new Template(folder);
  const byRole = new Map<string, Statement[]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".template.json"))) {
    const { Resources } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Raw;
    const stack = file.slice(0, -".template.json".length);
    for (const { Properties } of Object.values(Resources).filter(({ Type }) => Type === "AWS::IAM::Policy")) {
      const { PolicyDocument, Roles } = Properties as Policy;
      const statements = PolicyDocument.Statement.filter(({ Action }) =>
        [Action].flat().some((action) => SERVICES.test(String(action))),
      ).map((statement) => normal(template.resolve(statement, stack, lookup) as Record<string, unknown>));
      for (const { Ref } of Roles) byRole.set(Ref, [...(byRole.get(Ref) ?? []), ...statements]);
    }
  }
  return new Map(
    template.ofType("AWS::Lambda::Function").map((resource) => {
      const role = (resource.properties.Role as { "Fn::GetAtt": [string, string] })["Fn::GetAtt"][0];
      return [physicalName(resource), byRole.get(role) ?? []];
    }),
  );
}

const list = (value: unknown): string[] => [value].flat().map(String);

function normal({ Sid, Effect, Action, Resource, Condition = {} }: Record<string, unknown>): Statement {
  const conditions = Object.entries(Condition as Record<string, Record<string, unknown>>).map(
    ([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, list(values)])),
    ],
  );
  return {
    ...(Sid !== undefined && { Sid: String(Sid) }),
    Effect: Effect as Statement["Effect"],
    Action: list(Action),
    Resource: list(Resource),
    Condition: Object.fromEntries(conditions),
  };
}
