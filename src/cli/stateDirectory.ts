/** Makes the state directory where it is missing, readable by its owner alone. */
import type { Settings } from "../config/settings.ts";
import { Exit, UserError } from "../errors.ts";
import { makeFolder } from "../makeFolder.ts";

/** @throws UserError with exit 73 when it cannot be made */
export function ensureStateDirectory({ state }: Settings): void {
  try {
    makeFolder(state.directory);
  } catch (error) {
    throw new UserError(`${state.directory} cannot be created (${error instanceof Error ? error.message : error})`, {
      where: "state.directory",
      mend: "Create it for the account of gotrs, or set state.directory to a folder it may write",
      exit: Exit.cannotCreate,
      cause: error,
    });
  }
}
