import { expect, it } from "vitest";
import { readAddress } from "../../../functions/domain/text/mail-address.ts";

it.each([
  ["an address of ASCII letters", "legal-unit@justice.example.org", "legal-unit@justice.example.org"],
  ["a domain in Chinese, as its ASCII form", "fazhi@司法局.中国", "fazhi@xn--sprq6q3no.xn--fiqs8s"],
  ["that ASCII form itself", "fazhi@xn--sprq6q3no.xn--fiqs8s", "fazhi@xn--sprq6q3no.xn--fiqs8s"],
  ["signs that few use", "o'neil+law=1@example.org", "o'neil+law=1@example.org"],
])("takes %s", (_, written, ascii) => {
  expect(readAddress(written)).toEqual({ ok: true, ascii });
});

it.each([
  ["no @", "example.org", "@ 之前"],
  ["nothing before it", "@example.org", "@ 之前"],
  ["Chinese before it", "张某@司法局.中国", "中文的邮箱名"],
  ["65 characters before it", `${"x".repeat(65)}@example.org`, "至多 64 个"],
  ["two dots in a row", "a..b@example.org", "@ 之前"],
  ["two addresses", "a@b.cn@example.org", "@ 之前"],
  ["a domain of one label", "a@localhost", "域名不可用"],
  ["a domain with an empty label", "a@b..cn", "域名不可用"],
  ["a number in the place of a domain", "a@127.0.0.1", "域名不可用"],
  ["a hyphen at the end of a label", "a@b-.cn", "域名不可用"],
  ["an underscore in the domain", "a@b_c.cn", "域名不可用"],
])("refuses %s", (_, written, reason) => {
  expect(readAddress(written)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
});

it.each([
  ["capitals", "A@Example.ORG", "A@example.org"],
  ["a full stop of full width", "a@司法局。中国", "a@司法局.中国"],
  ["letters of full width", "a@ｅxample.org", "a@example.org"],
  ["an invisible hyphen", "a@exam\u00adple.org", "a@example.org"],
])("proposes another writing of a domain with %s", (_, written, suggestion) => {
  expect(readAddress(written)).toMatchObject({ ok: false, suggestion });
});
