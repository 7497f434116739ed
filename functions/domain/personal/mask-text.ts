import { PERSONAL, type PersonalKind } from "../schema/personal.ts";
import { maskAddress } from "./address.ts";
import { FORMS } from "./forms.ts";
import { maskIdentityNumber } from "./identity-number.ts";
import { type Known, NOBODY } from "./known.ts";
import type { Level } from "./level.ts";
import { maskName, namesIn } from "./name.ts";
import { maskRoleNames } from "./role-names.ts";

/** Nobody needs more than the end of these, not even who works on the case. */
const NEVER_WHOLE: ReadonlySet<PersonalKind> = new Set(["identity-number", "account"]);

export const leftOut = (kind: PersonalKind): string =>
  kind === "text" ? "（略）" : `（${PERSONAL[kind].label}略）`;

/**
 * A text as somebody may see it: what the record tells of persons replaced wherever it stands, then whatever has the
 * form of personal data. Document numbers, credit codes, dates and amounts stay.
 */
export function maskText(text: string, level: Level, known: Known = NOBODY): string {
  if (text.length < 2) return text;
  // A SHA-256 in hex names a ruleset or an entry; some of its digits may look like anything.
  if (text.length >= 64 && HASH.test(text))
    return text
      .split(HASH)
      .map((part, i) => (i % 2 === 1 ? part : maskText(part, level, known)))
      .join("");
  const masked = known.terms.reduce(
    (rest, { kind, form, written }) =>
      isShown(kind, level) ? rest : rest.replace(form, maskTerm(kind, written, level, known)),
    text,
  );
  const formed = formsIn(masked).reduce(
    (rest, { kind, form, is, shown }) =>
      isShown(kind, level)
        ? rest
        : rest.replace(form, (written) =>
            is && !is(written) ? written : level === "none" ? leftOut(kind) : shown(written),
          ),
    masked,
  );
  return level === "handling"
    ? formed
    : maskRoleNames(formed, known.minor ? () => leftOut("name") : maskName);
}

const HASH = /(?<![0-9A-Za-z])([0-9a-f]{64})(?![0-9A-Za-z])/;

/** All but addresses have digits or an @ in them. */
const formsIn = (text: string): typeof FORMS =>
  /[0-9０-９@＠]/.test(text) ? FORMS : FORMS.filter(({ kind }) => kind === "address");

const isShown = (kind: PersonalKind, level: Level): boolean => level === "handling" && !NEVER_WHOLE.has(kind);

/** What a fact of one kind says, masked. Names keep their surname, unless it is a case of a minor. */
export function maskTerm(kind: PersonalKind, written: string, level: Level, known: Known): string {
  if (isShown(kind, level)) return written;
  if (kind === "name") return known.minor ? leftOut(kind) : namesIn(written).map(maskName).join("、");
  if (level === "none") return leftOut(kind);
  if (kind === "identity-number") return maskIdentityNumber(written);
  if (kind === "address") return maskAddress(written);
  if (kind === "account") return `****${written.slice(-4)}`;
  if (kind === "phone") return `${written.slice(0, 3)}****${written.slice(-4)}`;
  return leftOut(kind);
}
