/** Keys of gotrs.yaml: whether a mail comes from whom it names, and spam. */
import { key } from "../key.ts";
import { choice, domains, flag, maybeText, maybeUrl, text, whole } from "../kinds.ts";

const action = choice("ignore", "flag", "junk", "reject");
const actions =
  "`flag` warns beside the article; `junk` puts a new ticket into `spam.queue` without an automatic answer; `reject` " +
  "refuses it by SMTP, and is `junk` where the mail comes by another road.";

export const originKeys = {
  "authentication.check": key(
    choice("public", "always", "never"),
    "public",
    "Whether SPF, DKIM, DMARC and ARC are checked of mail by SMTP: `public` checks clients outside `smtp.localNetworks`.",
  ),
  "authentication.timeout": key(
    whole(1, 60),
    10,
    "Seconds that these checks may take; then the mail is taken unchecked (temperror).",
  ),
  "authentication.trustedHosts": key(
    domains,
    [],
    "Mail servers in front of gotrs whose Authentication-Results headers are believed (the name the header begins with).",
  ),
  "authentication.trustedSealers": key(
    domains,
    [],
    "Lists and forwarders whose ARC seal is believed: what they changed on the way does not count against the sender.",
  ),
  "authentication.onReject": key(
    action,
    "junk",
    `What becomes of mail that fails DMARC when its domain asks to reject it. ${actions}`,
  ),
  "authentication.onQuarantine": key(action, "junk", "The same when the domain asks for quarantine."),
  "authentication.onNone": key(action, "flag", "The same when the domain asks for nothing."),
  "authentication.onSpfFail": key(
    action,
    "flag",
    "The same for a domain without DMARC whose SPF refuses the client, when no signature speaks for the mail.",
  ),

  "spam.queue": key(text, "Junk", "The queue for junk; nobody gets an automatic answer from there."),
  "spam.onSpam": key(action, "junk", "What becomes of mail that a spam filter takes for spam."),
  "spam.trustHeaders": key(
    flag,
    true as boolean,
    "Whether the headers of a SpamAssassin or rspamd in front of gotrs count. Never those of mail that comes straight " +
      "from outside.",
  ),
  "spam.rspamd.url": key(
    maybeUrl("http://HOST:11333, or empty not to ask", "http", "https"),
    undefined,
    "The rspamd that is asked about each mail by SMTP and LMTP and each that is fetched (its normal worker).",
    { defaultText: "none" },
  ),
  "spam.rspamd.password": key(maybeText, undefined, "Its password, where it wants one.", { secret: true }),
  "spam.rspamd.timeout": key(whole(1, 60), 8, "Seconds after which a mail is taken without its answer."),
  "spam.rspamd.maxSize": key(whole(1000, 100_000_000), 5_000_000, "Larger mail, in octets, is not shown to it."),
} as const;
