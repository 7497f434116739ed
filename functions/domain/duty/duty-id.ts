import type { RecordKey } from "../entities.ts";
import { YifaError } from "../errors.ts";

/** `<type>:<record id>:<rule with . for />:<instance>`. A record id may hold colons; the three others never do. */
export function formatDutyId(subject: RecordKey, rule: string, instance: number): string {
  return `${subject.type}:${subject.id}:${rule.replaceAll("/", ".")}:${instance}`;
}

/** Read from both ends, because the record id in the middle is free text. */
const PATTERN =
  /^(?<type>[a-z0-9-]+):(?<id>.+):(?<rule>[a-z0-9-]+(?:\.[a-z0-9-]+)+):(?<instance>[1-9]\d{0,5})$/su;

export function parseDutyId(text: string): { subject: RecordKey; rule: string; instance: number } {
  const groups = PATTERN.exec(text)?.groups;
  if (!groups) {
    throw new YifaError(
      "invalid",
      "malformed-duty-id",
      `“${text}”不是应办事项编号，应为“类型:台账编号:规则:序号”，例如 enforcement-decision:A1:disclosure.licence-or-penalty:1`,
    );
  }
  return {
    subject: { type: groups.type as string, id: groups.id as string },
    rule: (groups.rule as string).replaceAll(".", "/"),
    instance: Number(groups.instance),
  };
}
