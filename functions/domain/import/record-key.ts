import { createHash } from "node:crypto";
import { maskIdentityNumber } from "../personal/identity-number.ts";
import type { Layout } from "../schema/folder.ts";
import type { Facts } from "../schema/primitives.ts";

/** Document numbers are written with 〔〕, ［］, 【】 or (): one number all the same. */
export function normalisePart(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[〔【[{「『《〈<]/g, "(")
    .replace(/[〕】\]}」』》〉>]/g, ")")
    .replace(/\s/g, "")
    .toLowerCase();
}

/** Tells joint offenders of one name apart without letting the id give an identity number away. */
export function recordKey(layout: Layout, agency: string, facts: Facts): string {
  const identityNumbers = new Set(
    layout.columns.filter((c) => c.as === "identity-number").map((c) => c.fact),
  );
  const parts = layout.key.map((part) => {
    const value = part === "agency" ? agency : String(facts[part] ?? "");
    return normalisePart(identityNumbers.has(part) ? maskIdentityNumber(value) : value);
  });
  return JSON.stringify([layout.recordType, ...parts]);
}

export function recordId(agency: string, key: string): string {
  return `${agency}-${sha256(key).slice(0, 16)}`;
}

/** Of the row's cells by header, in any order: column order and title rows do not matter. */
export function rowHash(cells: readonly (readonly [header: string, text: string])[]): string {
  const filled = cells
    .filter(([, text]) => text !== "")
    .map(([header, text]) => `${header}\u0000${text.normalize("NFKC")}`);
  return sha256(JSON.stringify(filled.sort()));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
