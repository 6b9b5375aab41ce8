/** Lets the agent write in $EDITOR: a file of its own, readable by nobody else, gone afterwards. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** undefined when the editor failed or the text was emptied. */
export function edit(text: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "gotrs-reply-"));
  const file = join(folder, "reply.txt");
  try {
    writeFileSync(file, text, { mode: 0o600 });
    const editor = process.env.VISUAL || process.env.EDITOR || "vi";
    // $EDITOR may hold arguments, so a shell reads it, as git and crontab do.
    const { status } = spawnSync("/bin/sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: "inherit" });
    if (status !== 0) return undefined;
    const written = readFileSync(file, "utf8");
    return written.trim() === "" ? undefined : written;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
