/** Starts the terminal UI on the alternate screen and gives the terminal back as it was. */
import { join } from "node:path";
import { render } from "ink";
import type { Me } from "../src/api/people.ts";
import { systemClock } from "../src/clock.ts";
import { App } from "./App.tsx";
import { Client } from "./client/client.ts";
import { ClientError, type Server } from "./client/transport.ts";
import { Keyboard } from "./keys/Keyboard.tsx";
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
  const client = new Client(server);
  // What is typed while the daemon is asked is for the screen to come, and must not be echoed where that will be drawn.
  process.stdin.setRawMode(true);
  const me = await whoAmI(client, server).catch((error: unknown) => {
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
  const instance = render(
    <Keyboard>
      <App client={client} clock={systemClock} memory={memory} state={state} version={version} me={me} />
    </Keyboard>,
    // Ctrl-C is a key of the table: it must not throw away what is being written.
    {
      exitOnCtrlC: false,
      alternateScreen: !settings.screenReader,
      isScreenReaderEnabled: settings.screenReader,
      incrementalRendering: true,
      maxFps: 120,
    },
  );
  await instance.waitUntilExit();
}

/** undefined: a password is needed first. */
async function whoAmI(client: Client, server: Server): Promise<Me | undefined> {
  if (server.kind === "http" && server.token === undefined) return undefined;
  try {
    return await client.me();
  } catch (error) {
    if (server.kind === "http" && error instanceof ClientError && error.failure === "login") return undefined;
    throw error;
  }
}
