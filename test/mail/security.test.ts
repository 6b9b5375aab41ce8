import { expect, it } from "vitest";
import { ofSender, securityNotices } from "../../src/mail/security/security.ts";
import { signedPart } from "../../src/mail/security/signedPart.ts";
import { read } from "./letter.ts";

const none = { signed: undefined, encrypted: undefined };

it("the agent is told of what was encrypted and of signatures, not of those nobody could check", () => {
  const codes = (security: Parameters<typeof securityNotices>[0]) => securityNotices(security).map(({ code }) => code);
  expect(codes(undefined)).toEqual([]);
  expect(codes({ method: "PGP", ...none, encrypted: { opened: true, reason: "" } })).toEqual(["decrypted"]);
  expect(codes({ method: "PGP", ...none, encrypted: { opened: false, reason: "x" } })).toEqual(["encrypted"]);
  const signed = (state: "valid" | "invalid" | "unchecked") =>
    codes({ method: "S/MIME", ...none, signed: { state, by: "Ann", reason: "r" } });
  expect([signed("valid"), signed("invalid"), signed("unchecked")]).toEqual([["signed"], ["badSignature"], []]);
});

it("a signature is the sender's only under one of the signer's addresses, in any case of letters", () => {
  const verified = { state: "valid", by: "Ann", addresses: ["Ann@Customer.test"], reason: "good" } as const;
  expect(ofSender(verified, ["ann@customer.test"]).state).toBe("valid");
  expect(ofSender(verified, ["ann@other.test"]).state).toBe("invalid");
  expect(ofSender(verified, []).state).toBe("invalid");
});

it("the signed octets are the first part with CRLF line ends, without the line end of the boundary", () => {
  const message = "Preamble --b\n--b\nContent-Type: text/plain\n\nHello --b\n\n--b\nsignature\n--b--\n";
  expect(signedPart(Buffer.from(message), "b")?.toString()).toBe("Content-Type: text/plain\r\n\r\nHello --b\r\n");
  expect(signedPart(Buffer.from(message.replaceAll("\n", "\r\n")), "b")?.toString()).toBe(
    "Content-Type: text/plain\r\n\r\nHello --b\r\n",
  );
  expect(signedPart(Buffer.from("no parts"), "b")).toBeUndefined();
  expect(signedPart(Buffer.from("--b\nonly one"), "b")).toBeUndefined();
});

it("without keys an encrypted mail says so where its text would stand, and stays whole", async () => {
  const mail = await read(`From: ann@customer.test
Subject: secret
MIME-Version: 1.0
Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="smime.p7m"

AAAA
`);
  expect(mail.body).toBe(
    "[This message is encrypted (S/MIME) and could not be opened: no keys are configured (crypto.directory). It is kept as it came.]\n",
  );
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(["smime.p7m"]);
  expect(mail.security?.encrypted).toMatchObject({ opened: false });
});

it("ordinary mail has nothing of it", async () => {
  expect("security" in (await read("From: ann@customer.test\nSubject: x\n\nHello\n"))).toBe(false);
});
