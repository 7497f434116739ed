import { beforeEach, expect, it, vi } from "vitest";
import { currentRuleset } from "../../functions/adapters/rulesets.ts";
import { claimDigest, loadDigest, loadMembers } from "../../functions/adapters/store/digests.ts";
import { deliver } from "../../functions/application/deliver.ts";
import { line } from "../domain/notice/mails.ts";
import { aDuty } from "../domain/notice/rules.ts";
import { shippedRules } from "../support/rules.ts";

vi.mock("../../functions/adapters/mail.ts");
vi.mock("../../functions/adapters/rulesets.ts");
vi.mock("../../functions/adapters/store/digests.ts");
vi.mock("../../functions/adapters/store/mail-pause.ts");
vi.mock("../../functions/adapters/store/measures.ts");

const duty = aDuty();
const digest = {
  id: "digest:1:market-regulation-case-officer:2026-11-23",
  recipient: "market-regulation-case-officer",
  agency: "market-regulation",
  day: "2026-11-23",
  status: "frozen",
} as const;
const rules = await shippedRules();

beforeEach(() => {
  vi.mocked(loadDigest).mockResolvedValue(digest as never);
  vi.mocked(loadMembers).mockResolvedValue({
    lines: [line(duty)],
    duties: new Map([[duty.id, duty]]),
  } as never);
  vi.mocked(claimDigest).mockReset();
});

const handIn = (text: string) => {
  const templates = new Map([...rules.templates, ["digest.text.mustache", text]]);
  vi.mocked(currentRuleset).mockResolvedValue({ ...rules, templates });
  return deliver({ digest: digest.id, on: digest.day });
};

it("a digest is not claimed where its template shows what the mail does not have", async () => {
  await expect(handIn("{{{nonsense}}}")).rejects.toThrow("邮件模板要用“nonsense”");
  expect(claimDigest).not.toHaveBeenCalled();
});

it("a digest is claimed once it is composed", async () => {
  expect(await handIn("{{{summary}}}")).toEqual({ status: "sending" });
  expect(claimDigest).toHaveBeenCalledOnce();
});
