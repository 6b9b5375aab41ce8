/** A ticket's attachments, and its mails as they came: saved where the agent says, or opened with the program that the desktop has for them. */
import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TicketDetail } from "../src/api/ticket.ts";
import type { Client } from "./client/client.ts";
import { safeFilename, saveFile } from "./files.ts";
import type { Ground } from "./ground.ts";
import { text } from "./messages.ts";
import { pathCompleter } from "./paths.ts";
import { safeLine, shownFilename } from "./text/safe.ts";
import { sizeOf, whenOf } from "./text/times.ts";

/** Kinds of files that a desktop runs instead of showing: never opened, only saved. */
const dangerous =
  /\.(?:exe|com|bat|cmd|scr|ps1|sh|bash|zsh|py|pl|rb|js|jar|desktop|appimage|run|msi|vbs|html?|svg|xhtml)$/i;

export function saving({ client, clock, notices, ask }: Pick<Ground, "client" | "clock" | "notices" | "ask">) {
  const choose = (all: readonly Chosen[], title: string, use: (chosen: Chosen) => void | Promise<void>): void => {
    if (all.length === 0) throw new Error(text("wrong.noAttachments"));
    ask({
      kind: "choice",
      title,
      items: all.map(({ created, from, filename, about }, index) => ({
        value: String(index),
        label: `${shownFilename(filename)}  ${about}  ${whenOf(created, clock.now())} ${safeLine(from)}`,
      })),
      chosen: (value) => {
        const chosen = all[Number(value)];
        return chosen === undefined ? undefined : use(chosen);
      },
    });
  };
  return {
    /** @param read the article whose mail is offered behind the attachments */
    save: (ticket: TicketDetail, read: number | undefined): void =>
      choose([...attachmentsOf(client, ticket), ...mailOf(client, ticket, read)], text("ask.save"), (chosen) =>
        ask({
          kind: "prompt",
          label: text("ask.saveAs"),
          start: safeFilename(chosen.filename),
          complete: pathCompleter(),
          done: async (path) => {
            notices.say(
              text("say.saved", { file: await saveFile(path, safeFilename(chosen.filename), await chosen.content()) }),
            );
          },
        }),
      ),
    openAttachment: (ticket: TicketDetail): void =>
      choose(attachmentsOf(client, ticket), text("ask.open"), async ({ filename, content }) => {
        const name = safeFilename(filename);
        if (dangerous.test(name)) throw new Error(text("wrong.dangerous", { name }));
        const folder = await mkdtemp(join(tmpdir(), "gotrs-attachment-"));
        const file = await saveFile(folder, name, await content());
        await openFile(file);
        notices.say(text("say.opened", { file }));
      }),
  };
}

interface Chosen {
  readonly filename: string;
  /** Its size, or what it is. */
  readonly about: string;
  readonly created: string;
  readonly from: string;
  readonly content: () => Promise<Buffer>;
}

function attachmentsOf(client: Client, { articles }: TicketDetail): readonly Chosen[] {
  return articles.flatMap(({ id: articleId, created, from, attachments }) =>
    attachments.map(({ id, filename, size }) => ({
      ...{ filename, about: sizeOf(size), created, from },
      content: () => client.attachment(articleId, id),
    })),
  );
}

/** The whole of it, byte for byte; nothing for what was never a mail. */
function mailOf(client: Client, { articles }: TicketDetail, articleId: number | undefined): readonly Chosen[] {
  return articles
    .filter(({ id, channel }) => id === articleId && channel === "Email")
    .map(({ id, created, from }) => ({
      ...{ filename: `mail-${id}.eml`, about: text("ask.saveMail"), created, from },
      content: () => client.raw(id),
    }));
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
