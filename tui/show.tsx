/** Draws the terminal UI, on the alternate screen, until the agent leaves. */
import { render } from "ink";
import type { ComponentProps } from "react";
import { App } from "./App.tsx";
import { heard } from "./heard.ts";
import { Keyboard } from "./keys/Keyboard.tsx";

export async function show(screenReader: boolean, app: ComponentProps<typeof App>): Promise<void> {
  const instance = render(
    <Keyboard>
      <App {...app} />
    </Keyboard>,
    // Ctrl-C is a key of the table: it must not throw away what is being written.
    {
      ...(screenReader && { stdout: heard(process.stdout) }),
      exitOnCtrlC: false,
      alternateScreen: !screenReader,
      isScreenReaderEnabled: screenReader,
      incrementalRendering: true,
      maxFps: 120,
    },
  );
  await instance.waitUntilExit();
}
