/** Lets the agent write in $EDITOR: a file of its own, readable by nobody else, gone afterwards. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "./messages.ts";

/** @throws Error when the editor failed; nothing was taken over then */
export async function edit(written: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gotrs-reply-"));
  const file = join(folder, "reply.txt");
  try {
    await writeFile(file, written, { mode: 0o600 });
    const editor = process.env.VISUAL || process.env.EDITOR || "vi";
    const ended = await run(editor, file);
    if (ended !== 0) throw new Error(text("wrong.editorFailed", { editor, ended }));
    return await readFile(file, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** $EDITOR may hold arguments, so a shell reads it, as git and crontab do. */
function run(editor: string, file: string): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? signal ?? 1));
  });
}
