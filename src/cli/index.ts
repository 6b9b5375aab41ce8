/** Every command; a new one is a file in commands/ and a line here. */
import type { CliCommand } from "./command.ts";
import { admin } from "./commands/admin/index.ts";
import { ingest } from "./commands/ingest.ts";
import { init } from "./commands/init.ts";
import { parse } from "./commands/parse.ts";
import { queue } from "./commands/queue.ts";
import { serve } from "./commands/serve.ts";
import { ticket } from "./commands/ticket.ts";
import { tui } from "./commands/tui.ts";
import { version } from "./commands/version.ts";

export const commands: readonly CliCommand[] = [serve, init, tui, ticket, ingest, parse, queue, admin, version];
