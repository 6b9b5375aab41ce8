/** An SMTP server that mail is handed to, and how it is spoken with. */

export interface Server {
  /** Name or address. */
  readonly host: string;
  readonly port: number;
  /** TLS from the first octet (port 465). */
  readonly implicitTls: boolean;
  readonly tls: TlsPolicy;
  /** PEM of further certificate authorities. */
  readonly ca: string | undefined;
  /** The name in the certificate, and in messages, where `host` is an address. */
  readonly name: string;
  readonly login: Login | undefined;
  /** Our own name, for EHLO. */
  readonly ownName: string;
  readonly timeouts: Timeouts;
}

/**
 * off: never; opportunistic: if it is offered, whatever the certificate, and without when it fails (RFC 7435);
 * require: always, whatever the certificate; verify: always, with a certificate that proves the name.
 */
export type TlsPolicy = "off" | "opportunistic" | "require" | "verify";

export type Login =
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  | { readonly kind: "oauth2"; readonly user: string; readonly accessToken: AccessToken };

/** A valid access token. @param renew the server has refused the one before */
export type AccessToken = (renew: boolean) => Promise<string>;

/** Milliseconds. */
export interface Timeouts {
  readonly connect: number;
  readonly greeting: number;
  /** Without an octet from the server. */
  readonly idle: number;
}

/** RFC 5321 §4.5.3.2 is more patient; a mail that waits so long is better tried again. */
export const usualTimeouts: Timeouts = { connect: 30_000, greeting: 60_000, idle: 300_000 };
