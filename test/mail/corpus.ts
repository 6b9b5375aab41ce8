/** The real mails that development has beside the checkout, and what each must come out as. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "../../src/mail/message.ts";
import { packageRoot } from "../../src/packageRoot.ts";

export const folder = join(packageRoot, "..", "shared", "data", "mail", "otrs");

export interface Expectation {
  readonly subject?: string | null;
  readonly messageId?: string | null;
  readonly inReplyTo?: string | null;
  readonly from?: Address | null;
  readonly to?: readonly Address[];
  readonly cc?: readonly Address[];
  readonly contentType?: string | null;
  readonly bodyContains?: readonly string[];
  readonly attachments?: readonly {
    readonly filename: string | null;
    readonly contentType: string;
    readonly size: number | null;
  }[];
  readonly note?: string;
}

/** Where a mail is read better than by the reference, and why. */
const betterReadings: Readonly<Record<string, Partial<Expectation>>> = {
  // A file within a text has no name; a second text without a name is text, the named one is a file.
  "EmailParser-MultipartMixedPlain.eml": { attachments: [{ filename: "1.txt", contentType: "text/plain", size: 2 }] },
  // The whole of what stands between the brackets: the reference stops at the second @.
  "EmailParser-NestedMessage-Test1.box": { messageId: "<002901ca4b4a$0b918630$22b49290$@beijen@otobo.org>" },
  "EmailParser-PostMaster-Test6.box": { messageId: "<005c01c77d0b$3e44b170$bace1450$@D2@otobo.org>" },
  "EmailParser-PostMaster-Test7.box": { messageId: "<006001c77d0b$5c89de80$159d9b80$@D2@otobo.org>" },
  "PostMaster-PostMaster-Test22.box": { messageId: "<006001c77d0b$5c89de80$159d9b80$@D2@otobo.org>" },
  "PostMaster-PostMaster-Test23.box": { messageId: "<006001c77d0b$5c89de80$159d9b80$@D2@otobo.org>" },
  // Names that stand there: in a comment, in raw 8-bit, in words before an address that only looks foreign.
  "EmailParser-PostMaster-Test10.box": {
    from: { name: "Mail Delivery System", address: "MAILER-DAEMON@mail.otobo.org" },
  },
  "PostMaster-PostMaster-Test10.box": {
    from: { name: "Mail Delivery System", address: "MAILER-DAEMON@mail.otobo.org" },
  },
  "EmailParser-PostMaster-Test14.box": { from: { name: "VIAGRA ® Official Site", address: "security@example.org" } },
  "EmailParser-PostMaster-Test18.box": { from: { name: "© VIAGRA ® Official", address: "security@example.com" } },
  "EmailParser-PostMaster-Test21.box": {
    to: [{ name: "Евгений Васильев Новоподзалупинский", address: "xxzzyy@gmail.com" }],
  },
  "EmailParser-PostMaster-Test22.box": {
    to: [{ name: "QBQB Евгений Васильев Новоподзалупинский", address: "xxzzyy@gmail.com" }],
  },
  // RFC 2047 §6.2: the blank between two encoded words is not part of the text. No address means no address.
  "EmailParser-PostMaster-Test4.box": {
    from: { name: "Hans BÄKOSchönland", address: "me@bogen.net" },
    to: [{ name: "Namedyński", address: "" }],
  },
  // Base64 with a note of its editor in the middle: decoded as far as it is base64; no address again.
  "EmailParser-UTF8Filename.box": {
    to: [{ name: "---OBSCURED---.es", address: "" }],
    attachments: [{ filename: "Documentacio\u0301n.pdf", contentType: "application/pdf", size: 132 }],
  },
  "EmailParser-Win7SnippingTool.box": {
    // A name that only repeats the address is not shown twice.
    cc: [{ name: "", address: "ryant364@googlemail.com" }],
    attachments: [{ filename: "image001.png", contentType: "image/png", size: 893 }],
  },
  // A signed mail is its parts: the file inside the signed part, and the signature.
  "PostMaster-PostMaster-Test26.box": {
    attachments: [
      { filename: "StdAttachment-Test1.pdf", contentType: "application/pdf", size: 4722 },
      { filename: "signature.asc", contentType: "application/pgp-signature", size: 169 },
    ],
  },
};

export function corpus(): Readonly<Record<string, Expectation>> {
  if (!existsSync(folder)) return {};
  const expectations: Record<string, Expectation> = JSON.parse(readFileSync(join(folder, "expectations.json"), "utf8"));
  return Object.fromEntries(
    Object.entries(expectations).map(([file, expected]) => [file, { ...expected, ...betterReadings[file] }]),
  );
}

/** White space folded, as a reader does not see it. */
export function folded(text: string | null): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

export function shown({ name, address }: Address): Address {
  return { name: folded(name), address };
}
