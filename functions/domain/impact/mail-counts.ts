import type { ChangedMail } from "./impact.ts";
import type { MailLine } from "./next-mail.ts";

/** Lines in the mail of each person, with the person's agency. Never changed in place: a part of a tally may share it. */
export type Mails = Record<string, { readonly agency: string; readonly lines: number }>;

export function countLine(mails: Mails, { agency, recipient }: Pick<MailLine, "agency" | "recipient">): void {
  addTo(mails, recipient, { agency, lines: 1 });
}

export function mergeMails(mails: Mails, more: Mails): void {
  for (const [recipient, one] of Object.entries(more)) addTo(mails, recipient, one);
}

function addTo(mails: Mails, recipient: string, { agency, lines }: Mails[string]): void {
  const known = mails[recipient];
  // Whoever is a person of two agencies counts with one of them, whichever line comes first.
  const own = known && known.agency < agency ? known.agency : agency;
  mails[recipient] = { agency: own, lines: (known?.lines ?? 0) + lines };
}

/** Who gets more or fewer lines, or others. */
export function changedMails(
  { before, after }: { readonly before: Mails; readonly after: Mails },
  rewritten: ReadonlySet<string>,
): ChangedMail[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((recipient) => {
    const [was, is] = [before[recipient], after[recipient]];
    if (was?.lines === is?.lines && !rewritten.has(recipient)) return [];
    return [{ agency: (is ?? was)?.agency ?? "", recipient, before: was?.lines ?? 0, after: is?.lines ?? 0 }];
  });
}
