/** A ticket's attachments: saved where the agent says, or opened with the program that the desktop has for them. */
import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TicketDetail } from "../src/api/ticket.ts";
import { safeFilename, saveFile } from "./files.ts";
import type { Ground } from "./ground.ts";
import { text } from "./messages.ts";
import { safeLine, shownFilename } from "./text/safe.ts";
import { sizeOf, whenOf } from "./text/times.ts";

/** Kinds of files that a desktop runs instead of showing: never opened, only saved. */
const dangerous =
  /\.(?:exe|com|bat|cmd|scr|ps1|sh|bash|zsh|py|pl|rb|js|jar|desktop|appimage|run|msi|vbs|html?|svg|xhtml)$/i;

export function saving({ client, clock, notices, ask }: Pick<Ground, "client" | "clock" | "notices" | "ask">) {
  const choose = (ticket: TicketDetail, title: string, use: (chosen: Chosen) => void | Promise<void>): void => {
    const all = attachmentsOf(ticket);
    if (all.length === 0) throw new Error(text("wrong.noAttachments"));
    ask({
      kind: "choice",
      title,
      items: all.map(({ created, from, filename, size }, index) => ({
        value: String(index),
        label: `${shownFilename(filename)}  ${sizeOf(size)}  ${whenOf(created, clock.now())} ${safeLine(from)}`,
      })),
      chosen: (value) => {
        const chosen = all[Number(value)];
        return chosen === undefined ? undefined : use(chosen);
      },
    });
  };
  return {
    save: (ticket: TicketDetail): void =>
      choose(ticket, text("ask.save"), ({ articleId, id, filename }) =>
        ask({
          kind: "prompt",
          label: text("ask.saveAs"),
          start: safeFilename(filename),
          done: async (path) => {
            notices.say(text("say.saved", { file: await saveFile(path, await client.attachment(articleId, id)) }));
          },
        }),
      ),
    openAttachment: (ticket: TicketDetail): void =>
      choose(ticket, text("ask.open"), async ({ articleId, id, filename }) => {
        const name = safeFilename(filename);
        if (dangerous.test(name)) throw new Error(text("wrong.dangerous", { name }));
        const folder = await mkdtemp(join(tmpdir(), "gotrs-attachment-"));
        const file = await saveFile(join(folder, name), await client.attachment(articleId, id));
        await openFile(file);
        notices.say(text("say.opened", { file }));
      }),
  };
}

interface Chosen {
  readonly articleId: number;
  readonly id: number;
  readonly filename: string;
  readonly size: number;
  readonly created: string;
  readonly from: string;
}

function attachmentsOf({ articles }: TicketDetail): readonly Chosen[] {
  return articles.flatMap(({ id: articleId, created, from, attachments }) =>
    attachments.map(({ id, filename, size }) => ({ articleId, id, filename, size, created, from })),
  );
}

/** @throws Error when the desktop has no opener */
function openFile(file: string): Promise<void> {
  const opener = process.platform === "darwin" ? "open" : "xdg-open";
  return new Promise((resolve, reject) => {
    const child = spawn(opener, [file], { stdio: "ignore", detached: true });
    child.on("error", () => reject(new Error(text("wrong.noOpener", { opener, file }))));
    child.on("spawn", () => {
      child.unref();
      resolve();
    });
  });
}
