/** The X-OTRS-* headers by which a trusted sender or a filter steers a ticket: taken out of the mail, dropped or kept. */
import type { ParsedMail } from "../mail/message.ts";
import type { Arrival, Letter, Steering } from "./arrival.ts";

/** OTOBO and Znuny write the same headers under their own names. */
const prefixed = /^x-(?:otrs|otobo|znuny)-(.+)$/i;

/** `X-OTOBO-Queue` → `queue`; undefined for a header that steers nothing. */
export function steeringName(header: string): string | undefined {
  return prefixed.exec(header.trim())?.[1]?.toLowerCase();
}

export interface Trust {
  readonly letter: Letter;
  /** The steering headers as written, whether they were kept or dropped. */
  readonly seen: readonly string[];
}

/** Behaviour §2 (1): on a road that is not trusted every steering header is dropped before any rule reads it. */
export function takeSteering({ trusted, ...arrival }: Arrival): Trust {
  const { mail } = arrival;
  const seen: string[] = [];
  const steering = new Map<string, string>();
  const headers: ParsedMail["headers"][number][] = [];
  for (const field of mail.headers) {
    const name = steeringName(field[0]);
    if (name === undefined) {
      headers.push(field);
      continue;
    }
    seen.push(field[0]);
    // As with any header, the first of several counts.
    if (trusted && !steering.has(name)) steering.set(name, field[1].trim());
  }
  // What OTRS tells its filters about the mail stands among the same names, and nobody may claim otherwise.
  steering.set("attachmentexists", mail.attachments.length > 0 ? "yes" : "no");
  steering.set("attachmentcount", String(mail.attachments.length));
  return { letter: { ...arrival, mail: seen.length === 0 ? mail : { ...mail, headers }, steering }, seen };
}

/** The value of a steering header; undefined when it is absent or empty. */
export function steered(steering: Steering, name: string): string | undefined {
  return steering.get(name.toLowerCase()) || undefined;
}

/** `yes` or `true`, in any case, as OTRS reads its switches. */
export function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(?:yes|true|1)$/i.test(value);
}

export function withSteering(letter: Letter, values: readonly (readonly [name: string, value: string])[]): Letter {
  if (values.length === 0) return letter;
  return { ...letter, steering: new Map([...letter.steering, ...values]) };
}
