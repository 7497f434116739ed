import type { Facts } from "../schema/primitives.ts";
import { plainText } from "./cell.ts";

/** What sheets write → kinds of 行政处罚法 article 9. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ["警告", "警告"],
  ["通报批评", "通报批评"],
  ["罚款", "罚款"],
  ["没收", "没收"],
  ["没收违法所得", "没收"],
  ["没收非法财物", "没收"],
  ["没收非法所得", "没收"],
  ["暂扣许可证", "暂扣许可证件"],
  ["暂扣许可证件", "暂扣许可证件"],
  ["暂扣执照", "暂扣许可证件"],
  ["降低资质等级", "降低资质等级"],
  ["吊销许可证", "吊销许可证件"],
  ["吊销许可证件", "吊销许可证件"],
  ["吊销执照", "吊销许可证件"],
  ["吊销营业执照", "吊销许可证件"],
  ["限制开展生产经营活动", "限制开展生产经营活动"],
  ["责令停产停业", "责令停产停业"],
  ["责令关闭", "责令关闭"],
  ["限制从业", "限制从业"],
  ["行政拘留", "行政拘留"],
  ["其他", "其他"],
  ["其他行政处罚", "其他"],
]);
/** One national kind for two legal kinds: which of them it was cannot be told from the sheet. */
const SUSPENDED_OR_REVOKED = new Set(
  ["许可证件", "许可证", "执照"].flatMap((what) => [`暂扣或吊销${what}`, `暂扣或者吊销${what}`]),
);

export type PenaltyKinds = { readonly facts: Facts; readonly unrecognised: readonly string[] };

/** A kind that is not recognised leaves kinds and revocation missing: missing is not false. */
export function readPenaltyKinds(text: string): PenaltyKinds {
  const parts = partsOf(text);
  const unrecognised = parts.filter((part) => !KINDS.has(part) && !SUSPENDED_OR_REVOKED.has(part));
  if (unrecognised.length > 0) return { facts: {}, unrecognised };
  const kinds = [...new Set(parts.flatMap((part) => KINDS.get(part) ?? []))];
  const open = parts.some((part) => SUSPENDED_OR_REVOKED.has(part));
  return {
    facts: {
      ...(kinds.length > 0 && { penaltyKinds: kinds }),
      ...(kinds.includes("吊销许可证件") ? { licenceRevoked: true } : !open && { licenceRevoked: false }),
    },
    unrecognised,
  };
}

/** Whether the text says 暂扣或吊销 without saying which. */
export const isSuspendedOrRevoked = (text: string): boolean =>
  partsOf(text).some((part) => SUSPENDED_OR_REVOKED.has(part));

const partsOf = (text: string): string[] =>
  plainText(text)
    .split(/[;；、,，]/)
    .map((part) => part.replace(/\s/g, ""))
    .filter((part) => part !== "");
