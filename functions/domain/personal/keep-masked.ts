import type { Caller, StoredRecord } from "../entities.ts";
import { YifaError } from "../errors.ts";
import type { Ruleset } from "../ruleset/ruleset.ts";
import type { RecordType } from "../schema/folder.ts";
import type { Facts, IsoDate } from "../schema/primitives.ts";
import { knownOf } from "./known.ts";
import { levelOf } from "./level.ts";
import { levelIn, maskFacts } from "./mask-record.ts";
import { leftOut, maskText } from "./mask-text.ts";

type Who = { readonly caller: Caller; readonly ruleset: Pick<Ruleset, "recordTypes">; readonly on: IsoDate };

/**
 * Who sends back what was read sends it as it was shown: where that has not changed, what is stored stays, and so does
 * what was not shown at all.
 */
export function keepMasked(facts: Facts, before: StoredRecord, { caller, ruleset, on }: Who): Facts {
  const recordType = ruleset.recordTypes.get(before.type);
  if (!recordType) return facts;
  const known = knownOf(recordType, before, on);
  const shown = maskFacts(recordType, before.facts, levelIn(levelOf(caller, before.agency), known), known);
  const hidden = Object.entries(before.facts).filter(
    ([name]) => shown[name] === undefined && facts[name] === undefined,
  );
  const kept = Object.entries(facts).map(([name, value]) => {
    const stored = before.facts[name];
    if (stored !== undefined && JSON.stringify(shown[name]) === JSON.stringify(value))
      return [name, stored] as const;
    requireWhole(recordType, name, value);
    return [name, value] as const;
  });
  return Object.fromEntries([...kept, ...hidden]);
}

/** What was erased stays so: the same sheet, or another one of the same case, does not bring it back. */
export function requireStillErased(
  facts: Facts,
  extra: StoredRecord["extra"],
  { type, erased, ...before }: StoredRecord,
  { recordTypes }: Pick<Ruleset, "recordTypes">,
): void {
  if (!erased) return;
  const definitions = recordTypes.get(type)?.facts ?? [];
  const back = definitions.find(
    ({ name, personal }) =>
      facts[name] !== undefined &&
      personal &&
      erased.facts.includes(name) &&
      facts[name] !== before.facts[name],
  );
  if (!back && !(extra && Object.keys(extra).length > 0)) return;
  throw new YifaError(
    "conflict",
    "personal-data-erased",
    `该条目的个人信息已于 ${erased.on} 删除，不再接收${back ? `“${back.label}”（${back.name}）` : "没有对应事实的列"}；请去掉个人信息后再提交`,
    { pointer: back ? `/facts/${back.name}` : "/extra" },
  );
}

/** What stands for a text that was not shown is no fact: storing it would destroy the one that there was. */
function requireWhole({ facts }: RecordType, name: string, value: unknown): void {
  const fact = facts.find((one) => one.name === name);
  if (!fact?.personal || value !== leftOut(fact.personal)) return;
  throw new YifaError(
    "conflict",
    "masked-value",
    `“${fact.label}”（${name}）是打码后的内容，与所存的不对应，可能已被他人更改；请重新读取，或者不写该项以外的内容`,
    { pointer: `/facts/${name}` },
  );
}

/** An id stands in addresses, mail, logs and file names, where nobody may be recognised. */
export function requireImpersonalId(
  id: string,
  recordType: RecordType,
  { facts, extra, on }: Pick<StoredRecord, "facts" | "extra"> & { on: IsoDate },
): void {
  if (maskText(id, "none", knownOf(recordType, { facts, ...(extra && { extra }) }, on)) === id) return;
  throw new YifaError(
    "invalid",
    "personal-record-id",
    "台账编号不可用：其中有姓名、证件号码、电话等个人信息，应改用案号、文号或者登记号，例如 昌市监处罚〔2026〕12号",
    { pointer: "/id" },
  );
}
