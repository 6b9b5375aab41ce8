/** Keys of gotrs.yaml: where mail is accepted, and its limits. */
import { key } from "../key.ts";
import { listen, maybePath, whole } from "../kinds.ts";

export const listenersKeys = {
  "smtp.listen": key(listen, "127.0.0.1:2525" as string | undefined, "Where mail is accepted by SMTP."),
  "smtp.maxSize": key(
    whole(10_000, 1_000_000_000),
    50_000_000,
    "The largest mail accepted, in octets; announced as SIZE (RFC 1870).",
  ),
  "smtp.maxRecipients": key(whole(1, 10_000), 100, "The most recipients of one mail."),
  "smtp.maxConnections": key(whole(1, 10_000), 100, "The most clients at a time, SMTP and LMTP each."),
  "smtp.tls.certFile": key(maybePath, undefined, "PEM file of the certificate chain; with it STARTTLS is offered."),
  "smtp.tls.keyFile": key(maybePath, undefined, "PEM file of the certificate's private key."),
  "lmtp.listen": key(
    listen,
    undefined,
    "Where mail is accepted by LMTP (RFC 2033), usually a socket that Postfix delivers to.",
    { defaultText: "not listening" },
  ),
} as const;
