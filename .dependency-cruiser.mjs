/** Which folder may import which. `npm run lint` checks it over types too; docs/architecture.md tells the same in words. */

/** Files of src/ that every folder may import. */
const everywhere = [
  "src/errors.ts",
  "src/nearest.ts",
  "src/packageRoot.ts",
  "src/randomPassword.ts",
  "src/said.ts",
  "src/schemaWords.ts",
];

/**
 * A folder or file → what of ours it may import besides itself and `everywhere`. A path with a slash at its end is a
 * folder. The first line whose path is a prefix of a file is that file's line, so special files stand before their folder.
 */
const mayImport = {
  "src/errors.ts": ["src/api/problem.ts"],
  "src/packageRoot.ts": [],
  "src/nearest.ts": [],
  "src/said.ts": [],
  "src/schemaWords.ts": [],
  "src/randomPassword.ts": [],
  "src/clock.ts": [],
  "src/cutFilename.ts": [],
  "src/honestHosts.ts": [],
  "src/makeFolder.ts": [],
  "src/messages/": [],
  "src/templates.ts": [],
  "src/desk.ts": ["src/mail/", "src/clock.ts", "src/config/settings.ts", "src/store/store.ts"],

  // Values and rules: no store, no configuration, no clock, no sockets, no files.
  "src/mail/": ["src/cutFilename.ts"],
  "src/ticket/numbers/": ["src/clock.ts"],
  "src/postmaster/": ["src/mail/", "src/ticket/numbers/"],
  "src/oauth2/": [],
  "src/fetch/": ["src/store/"],

  // What sockets, TLS and name servers say, in words; directories and identity providers.
  "src/network/": [],
  "src/ldap/": ["src/config/directories.ts", "src/network/"],
  "src/oidc/": ["src/config/providers.ts", "src/network/"],

  // Settings and storage, which know no rules.
  "src/config/": [],
  "src/store/": ["src/clock.ts", "src/cutFilename.ts", "src/api/"],

  // What the helpdesk does.
  "src/queue/": ["src/clock.ts", "src/desk.ts", "src/config/settings.ts", "src/mail/", "src/store/"],
  "src/people/": [
    "src/templates.ts",
    "src/clock.ts",
    "src/desk.ts",
    "src/config/settings.ts",
    "src/api/",
    "src/mail/",
    "src/messages/",
    "src/store/",
  ],
  "src/event/": ["src/clock.ts", "src/desk.ts", "src/store/"],
  "src/notification/": ["src/clock.ts", "src/desk.ts", "src/config/settings.ts", "src/mail/", "src/store/"],
  "src/outgoing/": [
    "src/templates.ts",
    "src/notification/",
    "src/clock.ts",
    "src/desk.ts",
    "src/config/settings.ts",
    "src/api/",
    "src/mail/",
    "src/queue/",
    "src/store/",
  ],
  "src/intake/": [
    "src/clock.ts",
    "src/desk.ts",
    "src/config/settings.ts",
    "src/mail/",
    "src/notification/",
    "src/outgoing/",
    "src/postmaster/",
    "src/queue/",
    "src/store/",
    "src/ticket/",
  ],
  "src/ticket/": [
    "src/templates.ts",
    "src/clock.ts",
    "src/desk.ts",
    "src/config/settings.ts",
    "src/api/",
    "src/mail/",
    "src/notification/",
    "src/outgoing/",
    "src/queue/",
    "src/people/",
    "src/store/",
  ],

  "src/admin/": [
    "src/clock.ts",
    "src/desk.ts",
    "src/config/settings.ts",
    "src/api/",
    "src/fetch/",
    "src/intake/",
    "src/mail/",
    "src/oauth2/",
    "src/people/",
    "src/store/",
  ],
  "src/login/": [
    "src/desk.ts",
    "src/config/directories.ts",
    "src/config/providers.ts",
    "src/config/settings.ts",
    "src/admin/",
    "src/api/",
    "src/ldap/",
    "src/network/",
    "src/oidc/",
    "src/people/",
    "src/store/",
  ],
  "src/customer/": [
    "src/clock.ts",
    "src/desk.ts",
    "src/config/settings.ts",
    "src/api/",
    "src/intake/",
    "src/mail/",
    "src/outgoing/",
    "src/people/",
    "src/postmaster/",
    "src/store/",
    "src/ticket/",
  ],

  "src/automation/": ["src/desk.ts", "src/api/", "src/admin/", "src/store/", "src/ticket/"],

  "src/search/": [
    "src/clock.ts",
    "src/desk.ts",
    "src/api/",
    "src/people/",
    "src/store/",
    "src/ticket/listFilter.ts",
    "src/ticket/listSort.ts",
    "src/ticket/missing.ts",
    "src/ticket/when.ts",
  ],

  // The edges.
  "src/crypto/": ["src/clock.ts", "src/mail/"],
  "src/api/": [],
  "src/cli/": ["src/", "daemon/", "tui/main", "tui/client/"],
  "daemon/": ["src/(?!cli/)"],
  "tui/": [
    "src/api/",
    "src/clock.ts",
    "src/cutFilename.ts",
    "src/harmless.ts",
    "src/honestHosts.ts",
    "src/makeFolder.ts",
    "src/messages/",
    "src/search/hits.ts",
    "src/search/words.ts",
  ],
};

/** A library → the only folders that may import it, so that each has one home. */
const homes = {
  kysely: ["src/store/"],
  "better-sqlite3": ["src/store/"],
  pg: ["src/store/"],
  mysql2: ["src/store/"],
  mailparser: ["src/mail/"],
  openpgp: ["src/crypto/"],
  commander: ["src/cli/"],
  fastify: ["daemon/http/"],
  eta: ["src/templates.ts"],
  "markdown-it": ["src/mail/"],
  "smtp-server": ["daemon/"],
  imapflow: ["daemon/fetch/"],
  pino: ["daemon/", "src/cli/"],
  "prom-client": ["daemon/"],
  ink: ["tui/"],
  "ink-table": ["tui/"],
  react: ["tui/"],
  otplib: ["src/people/"],
  ldapts: ["src/ldap/"],
  "openid-client": ["src/oidc/"],
};

/** Folders that do nothing by themselves: what of Node they must leave to the edges. */
const pure = ["src/mail/", "src/oauth2/", "src/postmaster/", "src/ticket/numbers/", "src/queue/"];
const effects =
  "^(node:)?(net|tls|http|https|http2|dgram|dns|fs|child_process|worker_threads|cluster|readline|os)(/|$)";

const quoted = (text) => text.replaceAll(".", "\\.");
/** A table's path as an anchored expression; `(?!…)` of the table stays as it is. */
const start = (path) => `^${quoted(path)}`;

const folders = Object.keys(mayImport);
const folderRules = folders.map((folder, index) => ({
  name: `${folder} imports only what it may`,
  comment: `Allowed: ${[folder, ...everywhere, ...mayImport[folder]].join(", ")}. The table is in .dependency-cruiser.mjs.`,
  severity: "error",
  from: {
    path: start(folder),
    pathNot: folders
      .slice(0, index)
      .filter((earlier) => earlier.startsWith(folder))
      .map(start),
  },
  to: {
    path: "^(src|daemon|tui|test)/",
    pathNot: [folder, ...everywhere, ...mayImport[folder]].map(start),
  },
}));

const homeRules = Object.entries(homes).map(([library, allowed]) => ({
  name: `${library} has its home`,
  comment: `Only ${allowed.join(", ")} may import ${library}, types included.`,
  severity: "error",
  from: { path: "^(src|daemon|tui)/", pathNot: allowed.map(start) },
  to: { path: `(^|/)node_modules/(@types/)?${quoted(library)}/` },
}));

export default {
  forbidden: [
    ...folderRules,
    ...homeRules,
    {
      name: "rules have no effects",
      comment: "Rules take values and return values; sockets, files and processes belong to the edges.",
      severity: "error",
      from: { path: pure.map(start) },
      to: { dependencyTypes: ["core"], path: effects },
    },
    {
      name: "every folder is in the table",
      comment: "A new folder needs a line in .dependency-cruiser.mjs that says what it may import.",
      severity: "error",
      from: { path: "^(src|daemon|tui)/", pathNot: folders.map(start) },
      to: {},
    },
    {
      name: "no cycles",
      comment:
        "Two files that need each other are one file, or lack a third; a cycle of types alone costs nothing at run time but reads no better.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "every import leads somewhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "product code does not lean on development tools",
      severity: "error",
      from: { path: "^(src|daemon|tui)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "(^|/)node_modules/@types/" },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript API; swc parses it as well, type imports included.
    parser: "swc",
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "^dist/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types"] },
  },
};
