/** docs/configuration.md, out of the table of keys: `npm run docs` writes it, a test compares it. Documents nothing by itself. */
import type { Key } from "./key.ts";
import { environmentName, type KeyName, keyNames, keys } from "./keys.ts";

const introduction = `# Configuration

Made from the table of keys in src/config/keys by \`npm run docs\`; edit it there.

gotrs reads one file: \`--config FILE\`, else \`$GOTRS_CONFIG\`, else \`./gotrs.yaml\`, else \`/etc/gotrs/gotrs.yaml\`. Without
any, every key has its default. Keys are written with dots, \`smtp.listen: 0.0.0.0:25\`, or as sections:

\`\`\`yaml
system:
  fqdn: desk.example.com
  timeZone: Europe/Berlin
smtp:
  listen: 0.0.0.0:25
outbound.smarthost: smtp://mail.example.com:587
\`\`\`

Any key may come from the environment instead, which goes before the file: \`GOTRS_SMTP_LISTEN\` is \`smtp.listen\`. A key that
may hold a password can be read from a file, \`database.urlFile: /etc/gotrs/database\`, or from a systemd credential that has
the key's name. The file is checked whole at every start: each fault is told with its line, and a key that does not exist is
a fault. \`systemctl reload gotrs\` (SIGHUP) reads it again; what is listening or open keeps its settings until a restart.
`;

/** The whole page, with its last line end. */
export function configurationPage(): string {
  const sections = Map.groupBy(keyNames, (name) => name.slice(0, name.indexOf(".")));
  const written = [...sections].map(([section, some]) => `## ${section}\n\n${some.map(entry).join("\n")}`);
  return [introduction, ...written].join("\n");
}

function entry(name: KeyName): string {
  const key: Key<unknown> = keys[name];
  return [
    `### \`${name}\`\n`,
    `${key.doc}\n`,
    `- default: ${defaultOf(key)}`,
    `- allowed: ${key.kind.allowed}`,
    `- environment: \`${environmentName(name)}\`${key.secret ? `; a file: \`${name}File\`` : ""}\n`,
  ].join("\n");
}

function defaultOf(key: Key<unknown>): string {
  if (key.defaultText !== undefined) return key.defaultText;
  // A default that depends on its surroundings has words of its own; a test sees to it.
  const value = key.default({ hostName: "", stateDirectory: "", terminal: false });
  if (value === undefined || value === "") return "none";
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
