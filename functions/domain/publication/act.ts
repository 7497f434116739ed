import type { Caller } from "../entities.ts";
import { YifaError } from "../errors.ts";
import { maySamePerson, personOf } from "./person.ts";
import { approvalFault } from "./proof.ts";
import type { Checks, InForce, Publication } from "./publication.ts";

/** Who acts, and the instant, ISO in UTC. */
export type Acting = { readonly caller: Caller; readonly at: string };

/** Of those in force before, so many are kept at hand. */
const PREVIOUS = 10;

export type Proposal = { readonly hash: string; readonly checks: Checks };

/**
 * A proposal against the ruleset in force. Its own proposer may bring it up to another base; what two persons approved
 * once needs no proposal, a rollback puts it back.
 */
export function propose(
  { hash, checks }: Proposal,
  known: Publication | undefined,
  inForce: InForce | undefined,
  { caller, at }: Acting,
): Publication {
  const by = personOf(caller);
  if (inForce?.hash === hash)
    throw refuse("already-in-force", `规则集 ${short(hash)} 正在施行，没有改动可以发布`);
  if (known?.status === "approved")
    throw refuse(
      "already-approved",
      `规则集 ${short(hash)} 曾经批准并施行过，恢复施行用回退：npx yifa rules rollback ${short(hash)} --reason 理由`,
    );
  if (known?.status === "proposed" && !maySamePerson(known.proposed.by, by))
    throw refuse(
      "already-proposed",
      `规则集 ${short(hash)} 已由${known.proposed.by.name}提出，等待另一管理员批准`,
    );
  return {
    hash,
    status: "proposed",
    proposed: { by, at },
    ...(inForce && { base: inForce.hash }),
    checks,
    version: (known?.version ?? 0) + 1,
  };
}

/** @returns the publication and the pointer after an approval by a second person. */
export function approve(
  publication: Publication,
  inForce: InForce | undefined,
  { caller, at }: Acting,
): { publication: Publication; inForce: InForce } {
  requireProposed(publication, "批准");
  const by = personOf(caller);
  const { hash, base, proposed } = publication;
  if (maySamePerson(proposed.by, by))
    throw new YifaError(
      "forbidden",
      "own-proposal",
      `规则集 ${short(hash)} 由${proposed.by.name}提出，提出人不得批准，应由另一名管理员批准`,
    );
  if (base !== inForce?.hash)
    throw refuse(
      "base-changed",
      `规则集 ${short(hash)} 是对照 ${base ? short(base) : "尚无规则集时"} 提出的，现在施行的是 ${inForce ? short(inForce.hash) : "无"}，请提出人并入其改动后重新提出；无须并入的，重新提出同一规则集即可`,
    );
  return {
    publication: settled(publication, "approved", { by, at }),
    inForce: {
      hash,
      since: at,
      proposedBy: proposed.by,
      approvedBy: by,
      previous: before(inForce),
      version: (inForce?.version ?? 0) + 1,
    },
  };
}

export function reject(publication: Publication, reason: string, { caller, at }: Acting): Publication {
  requireProposed(publication, "驳回");
  return settled(publication, "rejected", { by: personOf(caller), at, reason });
}

export function withdraw(publication: Publication, { caller, at }: Acting): Publication {
  requireProposed(publication, "撤回");
  const by = personOf(caller);
  if (!maySamePerson(publication.proposed.by, by))
    throw new YifaError(
      "forbidden",
      "not-own-proposal",
      `规则集 ${short(publication.hash)} 由${publication.proposed.by.name}提出，只有提出人可以撤回，其他管理员可以驳回`,
    );
  return settled(publication, "withdrawn", { by, at });
}

/** Back to what two persons approved once: one person is enough, because an emergency does not wait for a second. */
export function rollBack(
  target: Publication,
  inForce: InForce,
  reason: string,
  { caller, at }: Acting,
): InForce {
  const { hash, proposed, settled: approval } = target;
  if (hash === inForce.hash) throw refuse("already-in-force", `规则集 ${short(hash)} 正在施行，不必回退`);
  const fault = approvalFault(target, hash);
  if (fault !== undefined || !approval)
    throw refuse(
      "not-approved",
      `规则集 ${short(hash)} 不能恢复施行：${fault}，只能回退到经两人批准的规则集`,
    );
  const at_ = inForce.previous.indexOf(hash);
  return {
    hash,
    since: at,
    proposedBy: proposed.by,
    approvedBy: approval.by,
    rolledBackBy: personOf(caller),
    reason,
    // Taken back is taken back: what lay above the target does not go on should the target be refused.
    previous: at_ < 0 ? before(inForce).filter((one) => one !== hash) : inForce.previous.slice(at_ + 1),
    version: inForce.version + 1,
  };
}

const before = (inForce: InForce | undefined): string[] =>
  inForce ? [inForce.hash, ...inForce.previous.filter((one) => one !== inForce.hash)].slice(0, PREVIOUS) : [];

function settled(
  publication: Publication,
  status: "approved" | "rejected" | "withdrawn",
  act: NonNullable<Publication["settled"]>,
): Publication {
  return { ...publication, status, settled: act, version: publication.version + 1 };
}

const STATUS_NAMES = {
  proposed: "待批准",
  approved: "已批准",
  rejected: "已驳回",
  withdrawn: "已撤回",
} satisfies Record<Publication["status"], string>;

function requireProposed({ hash, status }: Publication, act: string): void {
  if (status === "proposed") return;
  throw refuse(
    "not-proposed",
    `规则集 ${short(hash)} ${STATUS_NAMES[status]}，不能${act}，只有待批准的可以${act}`,
  );
}

/** As people see it; scripts take the whole. */
export const short = (hash: string): string => hash.slice(0, 12);

const refuse = (code: string, message: string) => new YifaError("conflict", code, message);
