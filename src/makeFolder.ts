/** Makes a folder, and those above it, readable by nobody else. */
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Node's own `recursive` never ends where a folder is there and takes none, as /proc: the ENOENT of the last one has it
 * begin again. This goes up once and then down.
 * @throws Error of the system that names the folder which cannot be made
 */
export function makeFolder(path: string): void {
  const failed = made(path);
  if (failed === undefined) return;
  const above = dirname(path);
  if (failed.code !== "ENOENT" || above === path) throw failed;
  makeFolder(above);
  const again = made(path);
  if (again !== undefined) throw again;
}

/** undefined: it is there now. */
function made(path: string): NodeJS.ErrnoException | undefined {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code !== "EEXIST" || !statSync(path).isDirectory()) return error;
  }
  return undefined;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
