/** The signed envelope sender by which a bounce finds the article that bounced, whatever its report has kept of it. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** 64 bits, in hexadecimal: gateways change the case of addresses. */
const digits = 16;

/** @param base `bounces@desk.test` → `bounces+a123.0f…@desk.test` */
export function returnPath(base: string, articleId: number, key: string): string {
  return base.replace(/@(?=[^@]*$)/, `+a${articleId}.${signature(articleId, key)}@`);
}

/** The article of an address that `returnPath` made; undefined for any other, a forged one too. */
export function articleOfReturnPath(address: string, base: string, key: string): number | undefined {
  const [, local = "", id = "", signed = "", domain = ""] =
    /^([^+]*(?:\+[^+]*)*)\+a(\d{1,15})\.([0-9a-f]{16})@([^@]+)$/i.exec(address) ?? [];
  if (`${local}@${domain}`.toLowerCase() !== base.toLowerCase()) return undefined;
  const expected = Buffer.from(signature(Number(id), key));
  return timingSafeEqual(expected, Buffer.from(signed.toLowerCase())) ? Number(id) : undefined;
}

function signature(articleId: number, key: string): string {
  return createHmac("sha256", key).update(`gotrs return path ${articleId}`).digest("hex").slice(0, digits);
}
