import type { GateStep } from "../schema/rule.ts";

/** A ledger (台账): which records it lists, which of their facts, and which of their duties. */
export type Ledger = {
  readonly label: string;
  readonly recordType: string;
  /** It is published: what is about minors is not in it. 未成年人保护法第一百零三条. */
  readonly published?: true;
  /** Only records of which this is so, or that have the other fact. */
  readonly only?: { readonly isTrue: string; readonly orPresent: string };
  readonly facts: readonly string[];
  /** What the duties tell the agency to do; each has columns of its own. */
  readonly actions: readonly string[];
  /** The step whose gates are told. */
  readonly step?: GateStep;
};

const STAGES = ["filing", "investigation", "evidence", "review", "decision", "service", "execution"];

export const LEDGERS = {
  disclosure: {
    label: "执法决定公示台账",
    published: true,
    recordType: "enforcement-decision",
    facts: [
      "kind",
      "documentNumber",
      "title",
      "decidedOn",
      "party.name",
      "party.type",
      "party.code",
      "result",
      "penaltyKinds",
      "fineYuan",
      "confiscatedYuan",
      "disclosure.form",
      "publishedOn",
      "publishedUrl",
      "disclosureUntil",
      "disclosure.exempt",
      "disclosure.basis",
      "disclosure.approvedBy",
      "otherLimit.workingDays",
      "otherLimit.basis",
      "outcome",
      "outcomeOn",
      "takenDownOn",
      "takeDownReason",
    ],
    actions: ["disclose", "take-down"],
  },
  review: {
    label: "重大执法决定法制审核台账",
    recordType: "enforcement-decision",
    only: { isTrue: "majorDecision", orPresent: "review.submittedOn" },
    facts: [
      "kind",
      "documentNumber",
      "title",
      "decidedOn",
      "party.name",
      "majorDecision",
      "majorPublicInterest",
      "socialImpactOrRisk",
      "majorRights",
      "hearingRequired",
      "complex",
      "onReviewCatalogue",
      "review.submittedOn",
      "review.round",
      "review.checklist",
      "review.result",
      "review.completedOn",
      "review.opinion",
      "review.handledOn",
      "coordination.raisedOn",
      "coordination.heldOn",
      "coordination.minutes",
      "decidedBeforeReview",
    ],
    actions: ["give-review-opinion", "coordinate-opinions"],
  },
  recording: {
    label: "执法全过程记录台账",
    recordType: "enforcement-case",
    facts: [
      "number",
      "title",
      "kind",
      "procedure",
      "party.name",
      "openedOn",
      "ledgerNumber",
      "documents",
      ...STAGES.flatMap((stage) => [`stages.${stage}.on`, `stages.${stage}.record`]),
      "onSite",
      "measures",
      "touchesRights",
      "atCasePlace",
      "fullRecordingRequired",
      "audioVideo.full",
      "audioVideo.number",
      "officers.certificates",
      "archive.on",
      "archive.number",
      "closedOn",
    ],
    actions: [],
    step: "close",
  },
  "normative-documents": {
    label: "规范性文件台账",
    recordType: "normative-document",
    facts: [
      "documentNumber",
      "registrationNumber",
      "title",
      "issuer",
      "issuerKind",
      "issuedOn",
      "publishedOn",
      "publishedUrl",
      "effectiveOn",
      "validUntil",
      "status",
      "lapsed",
      "legalityReview.result",
      "legalityReview.completedOn",
      "submittedOn",
      "emergency.declared",
      "emergency.basis",
      "filedToSuperiorOn",
      "filedToCongressOn",
      "filingReceipt",
      "filingReview.completedOn",
      "filingReview.result",
      "filingReview.opinion",
      "correctedOn",
      "correctionDocument",
      "lastReviewedOn",
      "reviewResult",
    ],
    actions: [
      "file-to-superior",
      "file-to-congress",
      "review-filed-document",
      "correct-document",
      "clean-up",
    ],
  },
} as const satisfies Readonly<Record<string, Ledger>>;
export type LedgerName = keyof typeof LEDGERS;
