import type { Statement } from "./statements.ts";

/** One thing that a call asks for. `context`: the condition keys that the service would give, each with its values. */
export type Wish = {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
};

/** As IAM decides: denied unless a statement allows it, and whatever another one allows where one denies it. */
export function isAllowed(statements: readonly Statement[], wish: Wish): boolean {
  const about = statements.filter((statement) => matches(statement, wish));
  return about.some(({ Effect }) => Effect === "Allow") && !about.some(({ Effect }) => Effect === "Deny");
}

/** A statement taken apart into one for each resource and each pattern of keys. */
export function partsOf(statements: readonly Statement[]): { of: string; statement: Statement }[] {
  return statements.flatMap((statement) =>
    statement.Resource.flatMap((resource) =>
      patternsOf(statement).map((pattern) => ({
        of: pattern ?? resource,
        statement: {
          ...statement,
          Resource: [resource],
          ...(pattern !== undefined && { Condition: leading([pattern]) }),
        },
      })),
    ),
  );
}

const LEADING = "ForAllValues:StringLike";
const leading = (patterns: readonly string[]) => ({ [LEADING]: { "dynamodb:LeadingKeys": patterns } });
const patternsOf = ({ Condition }: Statement): readonly (string | undefined)[] =>
  Condition[LEADING]?.["dynamodb:LeadingKeys"] ?? [undefined];

function matches({ Action, Resource, Condition }: Statement, { action, resource, context }: Wish): boolean {
  return (
    Action.some((pattern) => isLike(pattern, action)) &&
    Resource.some((pattern) => isLike(pattern, resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, accepted]) => holds(operator, accepted, context[key])),
    )
  );
}

/** The operators that our policies use, and no others. */
function holds(operator: string, accepted: readonly string[], given: readonly string[] | undefined): boolean {
  switch (operator) {
    case "ForAllValues:StringLike":
      return (given ?? []).every((value) => accepted.some((pattern) => isLike(pattern, value)));
    case "StringEquals":
      return given?.some((value) => accepted.includes(value)) ?? false;
    default:
      throw new Error(`no policy of ours has the operator ${operator} yet: add it here`);
  }
}

/** `*` stands for any text, `?` for one character. */
function isLike(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "su").test(text);
}
