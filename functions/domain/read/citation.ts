import type { Citation } from "../schema/rule.ts";
import { chineseNumber } from "./numerals.ts";

/** 〔WP-2.6-e〕, 《行政处罚法》第四十八条, 《…的通知》（国办发〔2018〕37号）（六）严格审核把关. */
export function citationText(cite: Citation): string {
  if ("document" in cite) return `〔${cite.duty}〕`;
  const [, name, number] = /^(.+)（([^（）]*〔\d{4}〕[^（）]*)）$/.exec(cite.law) ?? [];
  const article = /^\d+$/.test(cite.article) ? `第${chineseNumber(Number(cite.article))}条` : cite.article;
  const place = article === "全文" ? "" : article;
  return `《${name ?? cite.law}》${number ? `（${number}）` : ""}${place}`;
}
