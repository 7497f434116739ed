import { factLookup } from "../ruleset/fact-lookup.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import { GATE_STEPS } from "../schema/gate-step.ts";
import type { NameKind } from "../schema/names.ts";

/** What people call a name of a rules folder. */
export function labelOfName(kind: NameKind, id: string, ruleset: Ruleset, type?: string): string | undefined {
  const { directory, actions, ladders, documents, recordTypes, settings } = ruleset;
  switch (kind) {
    case "action":
      return actions.get(id)?.label;
    case "agency":
      return directory.agencies.find((one) => one.id === id)?.name;
    case "group":
      return directory.groups.find((one) => one.id === id)?.label;
    case "role":
      return directory.roles.find((one) => one.id === id)?.label;
    case "ladder":
      return ladders.get(id)?.title;
    case "document":
      return documents.get(id)?.number;
    case "record-type":
      return recordTypes.get(id)?.label;
    case "step":
      return Object.entries(GATE_STEPS).find(([step]) => step === id)?.[1].label;
    case "fact":
    case "date-fact":
    case "number-fact":
    case "day-setting":
    case "years-setting":
    case "working-day-setting":
      return factLookup(recordTypes.get(type ?? ""), settings).find(id)?.label;
    default:
      return undefined;
  }
}
