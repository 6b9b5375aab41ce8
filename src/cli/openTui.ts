/** Opens the terminal UI, or says why not. */
import { existsSync } from "node:fs";
import type { Server } from "../../tui/client/transport.ts";
import { Exit, UserError } from "../errors.ts";

/** @throws UserError with exit 69 when no daemon answers, 64 without a terminal */
export async function openTui(server: Server): Promise<void> {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
    throw new UserError("the terminal UI needs a terminal", {
      mend: "From scripts use: gotrs ticket list --json",
      exit: Exit.usage,
    });
  }
  // React's checks for developers would cost half of the time between a key and its screen.
  process.env.NODE_ENV ??= "production";
  const { startTui } = await program();
  try {
    await startTui(server);
  } catch (error) {
    // By name: the bundle has classes of its own.
    if (!(error instanceof Error)) throw error;
    if (error.name === "ClientError") throw new UserError(error.message, { exit: Exit.unavailable, cause: error });
    if (error.name === "UserError") throw new UserError(error.message, { exit: Exit.configuration, cause: error });
    throw error;
  }
}

/** The one file that the build made of it, which is there much sooner than its thousand parts; else the parts. */
async function program(): Promise<typeof import("../../tui/main.tsx")> {
  const bundle = new URL("../../tui/bundle/main.js", import.meta.url);
  return existsSync(bundle) ? await import(bundle.href) : await import("../../tui/main.tsx");
}
