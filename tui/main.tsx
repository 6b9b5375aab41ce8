/** Starts the terminal UI on the alternate screen and gives the terminal back as it was. */
import { render } from "ink";
import { App } from "./App.tsx";
import { Client, type Server } from "./client/client.ts";
import { edit } from "./editor.ts";
import { Keyboard } from "./keys/Keyboard.tsx";

/** @throws ClientError when no daemon answers */
export async function startTui(server: Server): Promise<void> {
  const client = new Client(server);
  const me = await client.me();
  const enter = (): void => void process.stdout.write("\x1b[?1049h\x1b[H");
  const leave = (): void => void process.stdout.write("\x1b[?1049l\x1b[?25h");
  enter();
  try {
    const instance = render(
      <Keyboard>
        <App
          client={client}
          login={me.login}
          edit={(text) => {
            const { stdin } = process;
            // The editor reads the same terminal: Ink's reading pauses, or it would swallow half of the keys.
            stdin.setRawMode(false);
            stdin.pause();
            leave();
            const written = edit(text);
            enter();
            stdin.setRawMode(true);
            stdin.resume();
            instance.clear();
            return written;
          }}
        />
      </Keyboard>,
      { exitOnCtrlC: false },
    );
    await instance.waitUntilExit();
  } finally {
    leave();
  }
}
