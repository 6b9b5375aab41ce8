/** Keys of gotrs.yaml: fetching mail from IMAP and POP3 accounts. */
import { key } from "../key.ts";
import { flag, maybePath, whole } from "../kinds.ts";

export const fetchKeys = {
  "fetch.enabled": key(
    flag,
    true as boolean,
    "Whether this daemon fetches mail from the accounts of `gotrs admin mail-account`.",
  ),
  "fetch.interval": key(
    whole(1, 86_400),
    60,
    "Seconds between two looks into an account. IMAP servers with IDLE tell of new mail at once, whatever this says.",
  ),
  "fetch.maxSize": key(
    whole(10_000, 1_000_000_000),
    50_000_000,
    "The largest mail that is fetched, in octets (OTRS PostMasterMaxEmailSize). A larger one stays on the server and is reported.",
  ),
  "fetch.caFile": key(
    maybePath,
    undefined,
    "PEM file of further certificate authorities that the mail servers' certificates may come from.",
  ),
} as const;
