/** Opens the terminal UI, or says why not. */
import type { Server } from "../../tui/client/transport.ts";
import { Exit, UserError } from "../errors.ts";
import { version } from "./version.ts";

/** @throws UserError with exit 69 when no daemon answers, 64 without a terminal */
export async function openTui(server: Server, options: { readonly screenReader?: boolean } = {}): Promise<void> {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
    throw new UserError("the terminal UI needs a terminal", {
      mend: "From scripts use: gotrs ticket list --json",
      exit: Exit.usage,
    });
  }
  if (process.env.TERM === "dumb") {
    throw new UserError('TERM is "dumb": a terminal that cannot place its cursor draws no screens', {
      mend: "Set TERM to what it is, such as xterm-256color; without one use: gotrs ticket list",
      exit: Exit.usage,
    });
  }
  // React's checks for developers would cost half of the time between a key and its screen.
  process.env.NODE_ENV ??= "production";
  const [{ startTui }, { ClientError }] = await Promise.all([
    import("../../tui/main.ts"),
    import("../../tui/client/transport.ts"),
  ]);
  try {
    await startTui(server, { ...options, version });
  } catch (error) {
    if (error instanceof ClientError) throw new UserError(error.message, { exit: Exit.unavailable, cause: error });
    if (error instanceof UserError) throw new UserError(error.message, { exit: Exit.configuration, cause: error });
    throw error;
  }
}
