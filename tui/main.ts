/** Starts the terminal UI, and gives the terminal back as it was where that fails. */
import { join } from "node:path";
import { systemClock } from "../src/clock.ts";
import { Client } from "./client/client.ts";
import type { Who } from "./client/shapes/desk.ts";
import { ClientError, type Server } from "./client/transport.ts";
import { setTable } from "./keys/keys.ts";
import { remapped } from "./keys/remap.ts";
import { openMemory, stateFolder } from "./memory.ts";
import { speak } from "./messages.ts";
import { wantMouse } from "./mouse.ts";
import { loadTuiSettings } from "./settings.ts";
import { knowsLinks } from "./text/hosts.ts";
import { showLinks, speakLines, wear } from "./theme.ts";
import { compareVersions } from "./versions.ts";

/** @throws ClientError when no daemon answers, or the socket's agent is none; UserError for a wrong tui.yaml */
export async function startTui(
  server: Server,
  { version, screenReader = false }: { readonly version: string; readonly screenReader?: boolean },
): Promise<void> {
  const written = await loadTuiSettings(process.env);
  const settings = screenReader ? { ...written, screenReader } : written;
  setTable(remapped(settings.keys, settings.file));
  await speak(settings.language);
  wear(settings.theme, process.stdout.getColorDepth());
  if (settings.screenReader) speakLines();
  if (knowsLinks(process.env)) showLinks();
  const client = new Client(server, settings);
  // What is typed while the daemon is asked is for the screen to come, and must not be echoed where that will be drawn.
  process.stdin.setRawMode(true);
  // The daemon looks while what draws the screen is loaded.
  const [me, { show }] = await Promise.all([whoAmI(client, server), import("./show.tsx")]).catch((error: unknown) => {
    process.stdin.setRawMode(false);
    throw error;
  });
  const versions = me === undefined ? undefined : compareVersions(version, me.version);
  if (versions?.kind === "strange") {
    process.stdin.setRawMode(false);
    throw new ClientError("refused", versions.said);
  }
  if (settings.mouse && !settings.screenReader) wantMouse();
  const state = stateFolder(process.env);
  const memory = openMemory(join(state, "tui.json"));
  await show(settings.screenReader, { client, clock: systemClock, memory, state, version, me });
  client.leave();
}

/** undefined: a password is needed first. */
async function whoAmI(client: Client, server: Server): Promise<Who | undefined> {
  if (server.kind === "http" && server.token === undefined) return undefined;
  try {
    return await client.me();
  } catch (error) {
    if (server.kind === "http" && error instanceof ClientError && error.failure === "login") return undefined;
    throw error;
  }
}
