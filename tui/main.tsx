/** Starts the terminal UI on the alternate screen and gives the terminal back as it was. */
import { render } from "ink";
import type { Me } from "../src/api/types.ts";
import { systemClock } from "../src/clock.ts";
import { App } from "./App.tsx";
import { Client } from "./client/client.ts";
import { ClientError, type Server } from "./client/transport.ts";
import { Keyboard } from "./keys/Keyboard.tsx";

/** @throws ClientError when no daemon answers, or the socket's agent is none */
export async function startTui(server: Server): Promise<void> {
  const client = new Client(server);
  const me = await whoAmI(client, server);
  const instance = render(
    <Keyboard>
      <App client={client} clock={systemClock} me={me} />
    </Keyboard>,
    // Ctrl-C is a key of the table: it must not throw away what is being written.
    { exitOnCtrlC: false, alternateScreen: true, incrementalRendering: true },
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
