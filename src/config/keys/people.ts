/** Keys of gotrs.yaml: logins that fail, and what passwords have to be. */
import { key } from "../key.ts";
import { flag, maybeText, networks, whole } from "../kinds.ts";

export const peopleKeys = {
  "login.maxFailures": key(whole(1, 1000), 5, "Failed logins of one person from one client after which both wait."),
  "login.maxFailuresPerLogin": key(
    whole(1, 10_000),
    50,
    "Failed logins of one person from everywhere after which nobody may try that login.",
  ),
  "login.maxFailuresPerClient": key(
    whole(1, 10_000),
    50,
    "Failed logins from one client, whoever's, after which it may try no login.",
  ),
  "login.lockMinutes": key(whole(1, 10_080), 15, "Minutes after which a failed login is forgotten."),
  "login.requireSecondFactor": key(
    flag,
    false as boolean,
    "Whether agents must have a second factor. Who has none may log in, and then only set one up.",
  ),
  "http.trustedProxies": key(
    networks,
    [],
    "Proxies in front of HTTP whose X-Forwarded-For is believed, so that failures count for the client and not for them.",
  ),

  "password.minLength": key(whole(0, 200), 0, "The fewest characters of a new password (OTRS PasswordMinSize)."),
  "password.minClasses": key(
    whole(0, 4),
    0,
    "How many of small letters, capitals, digits and other characters a new password needs.",
  ),
  "password.history": key(
    whole(0, 24),
    0,
    "How many earlier passwords a new one may not repeat (OTRS PasswordHistory).",
  ),
  "password.differsFromLogin": key(flag, false as boolean, "Whether a new password may not be, or hold, the login."),
  "password.resetMinutes": key(
    whole(0, 10_080),
    60,
    "Minutes for which a code for a lost password is good; 0 sends none.",
  ),
  "password.resetUrl": key(
    maybeText,
    undefined,
    "The address of a page where a new password can be typed, with {code} where the code stands in it.",
    { defaultText: "the mail tells the code alone" },
  ),
} as const;
