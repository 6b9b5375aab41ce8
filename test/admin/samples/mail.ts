/** Samples of how mail comes in. */
import type { Samples } from "./sample.ts";

export const mail: Samples = {
  "system-address": {
    key: "help@example.com",
    add: { name: "Help", queue: "Misc" },
    set: { queue: "Raw", name: "Help desk" },
    wrong: [
      [{ address: "help" }, 'address: "help" is no mail address. Write name@host'],
      [{ queue: "Rwa" }, 'queue: there is no queue "Rwa". Did you mean "Raw"?'],
    ],
  },
  "postmaster-filter": {
    key: "10 spam",
    add: {
      matches: [{ key: "Subject", value: "casino", not: false }],
      sets: [{ key: "X-OTRS-Queue", value: "Junk" }],
    },
    set: { stop: true },
    wrong: [
      [{ sets: [{ key: "X-OTRS-Queu", value: "Junk" }] }, "Did you mean X-OTRS-Queue?"],
      [{ sets: [{ key: "X-OTRS-Queue", value: "Junkk" }] }, 'there is no "Junkk"'],
      [{ matches: [] }, "matches nothing"],
      [
        {
          matches: [{ key: "From", value: "(" }],
          sets: [
            { key: "X-OTRS-Queue", value: "Rwa" },
            { key: "X-OTRS-State", value: "nw" },
          ],
        },
        'matches: From: "(" cannot be used: "(" is not closed. Write it otherwise\nsets: X-OTRS-Queue: there is no "Rwa". Did you mean "Raw"? Name what exists, exactly\nsets: X-OTRS-State: there is no "nw". Did you mean "new"?',
      ],
      [{ matches: [{ key: "From", value: "(" }], sets: [] }, 'sets: filter "10 spam" sets nothing'],
      [{ matches: [{ key: "From" }] }, "matches: entry 1: value: it is missing"],
    ],
  },
  oauth2: {
    key: "m365",
    add: { provider: "microsoft-app", tenant: "example.com", clientId: "client-1" },
    set: { name: "Microsoft", scope: "https://outlook.office365.com/.default offline_access", tenant: "other.example" },
    wrong: [
      [{ provider: "gogle" }, 'provider: "gogle" is not allowed. Did you mean "google"?'],
      [{ provider: "google", tenant: "x" }, "tenant: only Microsoft has directories, not google. Leave it out"],
      [{ provider: "other" }, "tokenUrl: another provider needs the address that gives tokens. Name it"],
      [{ tokenUrl: "http://login.example.com/token" }, "is no https address. Begin it with https://"],
      [{ clientId: null }, "clientId: it must not be empty"],
      [{ parameters: { prompt: 1 } }, "parameters: prompt: 1 is no text"],
    ],
  },
  "mail-account": {
    key: "support",
    add: { type: "IMAPS", host: "imap.example.com", login: "support@example.com", queue: "Raw", port: 1993 },
    set: { name: "Support", port: null, after: "move", moveTo: "Done", certificate: "any", queue: null },
    wrong: [
      [{ after: "move" }, "after: move needs a folder to move mail to. Name it as moveTo"],
      [{ type: "POP3" }, "after: POP3 has no seen. Use delete or keep, or an IMAP type"],
      [{ type: "IMAPX" }, 'type: "IMAPX" is not allowed. Did you mean "IMAPS"?'],
      [{ queue: "Rwa" }, 'queue: there is no queue "Rwa". Did you mean "Raw"?'],
      [{ oauth2: "m365" }, 'oauth2: there is no oauth2 "m365"'],
      [{ port: 70_000 }, "port: 70000 is out of range. Give a whole number from 1 to 65535"],
      [{ host: null }, "host: it must not be empty"],
    ],
  },
};
