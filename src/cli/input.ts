/** Input files: reading them, with an error that says which and why. */
import { UserError } from "../errors.ts";

/** @throws UserError when the file cannot be read */
export function readInput<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const what = { ENOENT: "there is no such file", EISDIR: "is a folder", EACCES: "may not be read" }[code];
    throw new UserError(what ?? `cannot be read (${code})`, {
      where: file,
      mend: code === "EISDIR" ? "Name a file, or use --maildir" : "Correct the path or its permissions",
      cause: error,
    });
  }
}
