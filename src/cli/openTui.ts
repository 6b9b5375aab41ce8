/** Opens the terminal UI, or says why not. */
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
  const { startTui } = await import("../../tui/main.tsx");
  try {
    await startTui(server);
  } catch (error) {
    if (!(error instanceof Error && error.name === "ClientError")) throw error;
    throw new UserError(error.message, { exit: Exit.unavailable, cause: error });
  }
}
