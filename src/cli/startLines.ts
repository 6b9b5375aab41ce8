/** The lines `gotrs serve` prints before it is ready: how to begin on the first start, where things are on every later one. */
import type { Settings } from "../config/settings.ts";
import { withoutPassword } from "../store/open.ts";
import { fromTemplate } from "../templates.ts";
import { version } from "./version.ts";

/** How this program was started, so that the lines can be copied as they are. */
export interface Started {
  /** By `npm start`, in the folder of the package. */
  readonly byNpm: boolean;
  /** `--config`, where it was given. */
  readonly config: string | undefined;
}

/** Printed at once: what comes later, such as a port in use, must not lose the password. */
export function credentialLines(credentials: { readonly login: string; readonly password: string }): string {
  return fromTemplate("start/credentials", { ...credentials });
}

/**
 * @param smtp where SMTP listens; undefined when it does not
 * @param address whose mail becomes a ticket
 */
export function firstStartLines(
  { smtp, address }: { readonly smtp: string | undefined; readonly address: string },
  settings: Settings,
  started: Started,
): string {
  return fromTemplate("start/first", { ...commands(started), smtp, address, state: settings.state.directory });
}

export function laterStartLine(settings: Settings, started: Started): string {
  const { smarthost, maildir } = settings.outbound;
  return fromTemplate("start/again", {
    ...commands(started),
    version,
    database: withoutPassword(settings.database.url),
    outgoing: smarthost === undefined ? `the Maildir ${maildir}` : withoutPassword(smarthost),
  });
}

function commands({ byNpm, config }: Started): { readonly gotrs: string; readonly tui: string } {
  const same = config === undefined ? "" : ` --config ${config}`;
  return byNpm
    ? { gotrs: `npx gotrs${same}`, tui: config === undefined ? "npm run tui" : `npx gotrs${same} tui` }
    : { gotrs: `gotrs${same}`, tui: `gotrs${same} tui` };
}
