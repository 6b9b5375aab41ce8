/** A desk of many open tickets, the newest of which has a long thread, and how the terminal UI is started on it. */
import { join } from "node:path";
import { sql } from "kysely";
import { systemClock } from "../../src/clock.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { openStore } from "../../src/store/open.ts";
import type { Installation } from "../peers/gotrs.ts";
import { fill } from "./fill.ts";

export const tickets = 100_000;
export const articlesOfOne = 500;

export async function openTickets({ databaseUrl }: Installation): Promise<void> {
  const store = await openStore(databaseUrl, { clock: systemClock });
  try {
    await fill(store, tickets * 4);
    await store.transaction(async (tx) => {
      const run = (text: string) => sql.raw(text).execute(tx);
      await run("update ticket set ticket_state_id = 4");
      const { rows } = await sql<{ ticket: number; article: number }>`
        select (select max(id) from ticket) as ticket, max(id) as article from article`.execute(tx);
      const [newest] = rows;
      await run(
        `update article set ticket_id = ${newest?.ticket} where id > ${Number(newest?.article) - articlesOfOne}`,
      );
      await run(
        `update article_data_mime set a_body = '${longBody}' where article_id > ${Number(newest?.article) - articlesOfOne}`,
      );
    });
  } finally {
    await store.close();
  }
}

const longBody = `${"Wörter, die man umbrechen muss, weil die Zeile sonst nicht passt. ".repeat(12)}\n\n> zitiert\n> ${"und länger ".repeat(20)}\n\n-- \nAnn`;

export function terminalOf({ folder, databaseUrl }: Installation) {
  const command: [string, ...string[]] = [process.execPath, join(packageRoot, "dist/src/cli/main.js"), "tui"];
  // Ink draws nothing where CI is set: nobody would look.
  const { CI: _ci, NO_COLOR: _noColour, ...inherited } = process.env;
  const environment = {
    ...inherited,
    GOTRS_STATE_DIRECTORY: folder,
    XDG_CONFIG_HOME: folder,
    XDG_STATE_HOME: folder,
    XDG_CACHE_HOME: folder,
    GOTRS_DATABASE_URL: databaseUrl,
  };
  return { command, environment };
}
