/** Keys of gotrs.yaml: where mail is accepted, from whom, and the limits of it. */
import { key } from "../key.ts";
import { choice, domains, fileMode, listen, maybePath, networks, passwordsByLogin, text, whole } from "../kinds.ts";

/** Loopback, link-local and the networks of RFC 1918 and RFC 4193: nobody out on the internet has such an address. */
const privateNetworks = [
  "127.0.0.0/8",
  "::1",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
];

export const listenersKeys = {
  "smtp.listen": key(listen, "127.0.0.1:2525" as string | undefined, "Where mail is accepted by SMTP."),
  "smtps.listen": key(
    listen,
    undefined,
    "Where mail is accepted by SMTP over TLS from the first octet on (RFC 8314), usually port 465. Needs `smtp.tls`.",
    { defaultText: "not listening" },
  ),
  "lmtp.listen": key(
    listen,
    undefined,
    "Where mail is accepted by LMTP (RFC 2033), usually a socket that Postfix delivers to.",
    { defaultText: "not listening" },
  ),
  "lmtp.socketMode": key(
    fileMode,
    0o666,
    "Permissions of that socket. Whoever may write to it may hand in mail, as anybody may by SMTP.",
    { defaultText: "`0666`" },
  ),

  "smtp.tls.certFile": key(
    maybePath,
    undefined,
    "PEM file of the certificate chain; with it STARTTLS is offered. A renewed certificate is taken up without a restart.",
  ),
  "smtp.tls.keyFile": key(maybePath, undefined, "PEM file of the certificate's private key."),
  "smtp.tls.minVersion": key(choice("TLSv1.2", "TLSv1.3"), "TLSv1.2", "The oldest version of TLS that is spoken."),
  "smtp.auth": key(
    choice("off", "optional", "required"),
    "off",
    "Whether clients may, or must, log in before they hand in mail: with an agent's login and password, or one of " +
      "`smtp.users`. Only over TLS.",
  ),
  "smtp.users": key(passwordsByLogin, {}, "Logins and passwords of devices and programs that hand in mail.", {
    secret: true,
  }),
  "smtp.proxyFrom": key(
    networks,
    [],
    "Proxies (HAProxy, a cloud's load balancer) that begin each connection with a PROXY header, version 1 or 2. Nobody " +
      "else's is read.",
  ),
  "smtp.localNetworks": key(
    networks,
    privateNetworks,
    "Clients that are ours: no limit of rate or number holds for them, and their mail's origin is not checked.",
    { defaultText: "loopback and private networks" },
  ),

  "smtp.recipientDelimiter": key(
    text,
    "+",
    "What separates an address from a detail: mail to `support+printer@…` is mail to `support@…`.",
  ),
  "smtp.catchAll": key(domains, [], "Domains of which every address is accepted, whether a system address or not."),

  "smtp.maxSize": key(
    whole(10_000, 1_000_000_000),
    50_000_000,
    "The largest mail accepted, in octets; announced as SIZE (RFC 1870).",
  ),
  "smtp.maxRecipients": key(whole(1, 10_000), 100, "The most recipients of one mail."),
  "smtp.maxConnections": key(whole(1, 10_000), 100, "The most clients at a time, SMTP, SMTPS and LMTP each."),
  "smtp.maxConnectionsPerClient": key(
    whole(1, 10_000),
    20,
    "The most connections of one client at a time; an IPv6 client is a network of 64 bits.",
  ),
  "smtp.maxConnectionRate": key(whole(1, 1_000_000), 60, "The most connections a client may make in a minute."),
  "smtp.maxMailRate": key(whole(1, 1_000_000), 120, "The most mails a client may send in a minute."),
  "smtp.maxErrors": key(whole(1, 1000), 20, "Refused commands after which a client is disconnected."),
  "smtp.idleTimeout": key(whole(1, 3600), 300, "Seconds without an octet after which a client is disconnected."),
  "smtp.commandTimeout": key(whole(1, 3600), 300, "Seconds that a client may take for its next command."),
  "smtp.sessionTimeout": key(whole(1, 86_400), 3600, "Seconds that a connection may last in all."),
  "smtp.greetingDelay": key(
    whole(0, 30_000),
    500,
    "Milliseconds before the greeting. Who talks before it is no mail server, and is refused; local clients need not wait.",
  ),
} as const;
