import { maySamePerson } from "./person.ts";
import type { InForce, Publication } from "./publication.ts";

/** Why a publication does not show that two different persons put this ruleset into force; nothing where it does. */
export function approvalFault(publication: Publication | undefined, hash: string): string | undefined {
  if (!publication) return "没有发布记录";
  if (publication.hash !== hash) return "发布记录属于另一规则集";
  if (publication.status !== "approved") return "未经批准";
  const { proposed, settled } = publication;
  if (!proposed?.by?.name || !settled?.by?.name) return "发布记录没有写明提出人、批准人";
  if (maySamePerson(proposed.by, settled.by)) return "提出人与批准人是同一人";
  return undefined;
}

/** The same of the pointer, which must name the very two of the publication. */
export function pointerFault(inForce: InForce, publication: Publication | undefined): string | undefined {
  const fault = approvalFault(publication, inForce.hash);
  if (fault !== undefined) return fault;
  const { proposed, settled } = publication as Publication;
  const same = inForce.proposedBy?.name === proposed.by.name && inForce.approvedBy?.name === settled?.by.name;
  return same ? undefined : "施行记录写明的提出人、批准人与发布记录不符";
}
