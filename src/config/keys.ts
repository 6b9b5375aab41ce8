/** The one table of keys of gotrs.yaml, by section. The loader, the settings, the errors and docs/configuration.md derive. */
import type { Key } from "./key.ts";
import { cryptoKeys } from "./keys/crypto.ts";
import { customerKeys } from "./keys/customers.ts";
import { fetchKeys } from "./keys/fetch.ts";
import { listenersKeys } from "./keys/listeners.ts";
import { originKeys } from "./keys/origin.ts";
import { outboundKeys } from "./keys/outbound.ts";
import { peopleKeys } from "./keys/people.ts";
import { postmasterKeys } from "./keys/postmaster.ts";
import { serverKeys } from "./keys/server.ts";
import { signOnKeys } from "./keys/signOn.ts";
import { systemKeys } from "./keys/system.ts";
import { ticketKeys } from "./keys/ticket.ts";

export const keys = {
  ...serverKeys,
  ...listenersKeys,
  ...originKeys,
  ...fetchKeys,
  ...outboundKeys,
  ...systemKeys,
  ...ticketKeys,
  ...postmasterKeys,
  ...cryptoKeys,
  ...peopleKeys,
  ...customerKeys,
  ...signOnKeys,
} as const;

export type KeyName = keyof typeof keys;
export const keyNames = Object.keys(keys) as KeyName[];
export type Values = { readonly [Name in KeyName]: (typeof keys)[Name] extends Key<infer T> ? T : never };

/** `smtp.maxSize` → `GOTRS_SMTP_MAX_SIZE`. */
export function environmentName(name: string): string {
  return `GOTRS_${name
    .replace(/[A-Z]/g, (capital) => `_${capital}`)
    .replaceAll(".", "_")
    .toUpperCase()}`;
}
