/** `gotrs queue`: the outbound mail queue: list, show, pause, resume, flush, retry, hold, release, recall, delete, failing addresses. */
import type { Command } from "commander";
import { Exit, NotFoundError, UserError } from "../../errors.ts";
import { hold, holdWords, release } from "../../outgoing/hold.ts";
import { recall } from "../../outgoing/recall.ts";
import { retryFailed } from "../../outgoing/retry.ts";
import { rootActor } from "../../people/administrators.ts";
import { clearAddress, failingAddresses } from "../../store/failingAddresses.ts";
import { endPause, type PauseScope, pausesOf, setPause } from "../../store/pauses.ts";
import { deleteQueued, flushQueue } from "../../store/queueActs.ts";
import { messageInQueue, type QueueEntry, queueEntries, queueTries } from "../../store/queueList.ts";
import type { CliCommand, Shell } from "../command.ts";

export const queue: CliCommand = {
  register(program: Command, shell: Shell) {
    const group = program.command("queue").description("the outbound mail queue");
    registerReading(group, shell);
    registerFailing(group, shell);
    registerPausing(group, shell);
    registerActing(group, shell);
    registerHolding(group, shell);
  },
};

function registerReading(group: Command, shell: Shell): void {
  group
    .command("list")
    .description("mail that waits, and mail that was given up")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: true }) => {
      const { mails, pauses } = await shell.withDesk(async ({ store, clock }) => ({
        mails: await queueEntries(store.db, clock.now()),
        pauses: await pausesOf(store.db),
      }));
      if (json) {
        shell.printJson({ mails, pauses });
        return;
      }
      for (const { scope, reason } of pauses) shell.print(`PAUSED ${scope}: ${reason}`);
      if (mails.length === 0) shell.print("The queue is empty.");
      for (const mail of mails) shell.print(lineOf(mail));
    });
  group
    .command("show")
    .description("one mail: recipients, every try with the server's words, the headers")
    .argument("<id>")
    .option("--raw", "print the message itself")
    .option("--json", "print JSON")
    .action(async (text: string, { raw, json }: { raw?: true; json?: true }) => {
      const id = idOf(text);
      const { mail, tries, message } = await shell.withDesk(async ({ store, clock }) => ({
        mail: (await queueEntries(store.db, clock.now(), id))[0],
        tries: await queueTries(store.db, id),
        message: (await messageInQueue(store, id))?.toString("latin1") ?? "",
      }));
      if (mail === undefined) throw noSuchMail(text);
      const [headers = ""] = message.split(/\r?\n\r?\n/, 1);
      if (json) shell.printJson({ ...mail, tries, headers });
      else if (raw) shell.print(message);
      else {
        shell.print(lineOf(mail));
        shell.print(`from <${mail.sender}>, queued ${mail.created} UTC`);
        for (const { attempt, created, code, message: said } of tries) {
          shell.print(`try ${attempt} at ${created} UTC: ${code ?? "no answer"} ${said}`);
        }
        shell.print(`\n${headers.replaceAll("\r\n", "\n")}`);
      }
    });
}

function registerFailing(group: Command, shell: Shell): void {
  group
    .command("failing")
    .description("addresses that our mail does not reach, with the servers' words")
    .option("--clear <address>", "forget the failures of an address")
    .option("--json", "print JSON")
    .action(async ({ clear, json }: { clear?: string; json?: true }) => {
      if (clear !== undefined) {
        const known = await shell.withDesk(({ store }) => clearAddress(store, clear));
        if (!known) throw new NotFoundError(`${clear} is not marked`, { mend: "See `gotrs queue failing`" });
        shell.print(`${clear} is no longer marked`);
        return;
      }
      const addresses = await shell.withDesk(({ store }) => failingAddresses(store.db));
      if (json) shell.printJson({ addresses });
      else if (addresses.length === 0) shell.print("No address is known to fail.");
      for (const one of json ? [] : addresses) {
        shell.print(`${one.address} ${one.origin} ${one.failures} times since ${one.since} UTC: ${one.reason}`);
      }
    });
}

function lineOf(mail: QueueEntry): string {
  const ticket = mail.ticketNumber === null ? "" : ` ticket ${mail.ticketNumber}`;
  const due = mail.due === null || mail.state === "queued" || mail.state === "onHold" ? "" : ` until ${mail.due} UTC`;
  const words = [mail.hold === null ? null : holdWords(mail.hold), mail.lastMessage].filter((some) => some !== null);
  const why = words.length === 0 ? "" : `: ${words.join("; ")}`;
  return `${mail.id} ${mail.state === "onHold" ? "ON HOLD" : mail.state}${due}${ticket} ${mail.attempts} tries, to ${mail.recipients.join(", ")}${why}`;
}

interface ScopeOptions {
  readonly domain?: string;
  readonly route?: string;
}

function registerPausing(group: Command, shell: Shell): void {
  const scoped = (command: Command): Command =>
    command
      .option("--domain <domain>", "only mail to this domain")
      .option("--route <name>", "only mail by this route; default is the usual smarthost");
  scoped(group.command("pause"))
    .description("send nothing until `resume`, also after a restart")
    .option("--reason <text>", "what to tell whoever asks")
    .action(async ({ reason, ...options }: ScopeOptions & { reason?: string }) => {
      const scope = scopeOf(options) ?? "all";
      await shell.withDesk(({ store, clock }) => {
        const since = `since ${clock.now().toISOString().slice(0, 16).replace("T", " ")} UTC`;
        return setPause(store, { scope, reason: reason === undefined ? since : `${reason}, ${since}` });
      });
      shell.print(`paused: ${scope}`);
    });
  scoped(group.command("resume"))
    .description("send again; without an option every pause ends")
    .action(async (options: ScopeOptions) => {
      const ended = await shell.withDesk(({ store }) => endPause(store, scopeOf(options)));
      shell.print(ended === 0 ? "nothing was paused" : `${ended} pauses ended`);
    });
}

function scopeOf({ domain, route }: ScopeOptions): PauseScope | undefined {
  if (domain !== undefined && route !== undefined) {
    throw new UserError("--domain and --route do not go together", { mend: "Pause each by itself", exit: Exit.usage });
  }
  if (domain !== undefined) return `domain:${domain.toLowerCase().replace(/^.*@/, "")}`;
  return route === undefined ? undefined : `route:${route}`;
}

function registerActing(group: Command, shell: Shell): void {
  group
    .command("flush")
    .description("try every mail now that waits after a failed try")
    .action(async () => shell.print(`${await shell.withDesk(({ store }) => flushQueue(store))} mails are due now`));
  group
    .command("retry")
    .description("queue mail again that was given up")
    .argument("[id]", "one mail; all when left out")
    .action(async (id: string | undefined) => {
      const wanted = id === undefined ? undefined : idOf(id);
      const count = await shell.withDesk((desk) => retryFailed(desk, wanted));
      if (count === 0 && id !== undefined) throw noSuchMail(id);
      shell.print(`${count} mails queued again`);
    });
  group
    .command("recall")
    .description("take back an agent's mail that has not left; its article says so")
    .argument("<id>")
    .action(async (id: string) => {
      const recipients = await shell.withDesk(async (desk) => {
        const [mail] = await queueEntries(desk.store.db, desk.clock.now(), idOf(id));
        if (mail === undefined) throw noSuchMail(id);
        if (mail.articleId === null) {
          throw new UserError(`mail ${id} belongs to no article`, { mend: "Use `gotrs queue delete`" });
        }
        return await recall(desk, mail.articleId, desk.settings.postmaster.userId);
      });
      shell.print(`recalled; not sent to ${recipients.join(", ")}`);
    });
  group
    .command("delete")
    .description("delete a mail; it will never be sent")
    .argument("<id>")
    .action(async (id: string) => {
      if (!(await shell.withDesk(({ store, clock }) => deleteQueued(store, idOf(id), clock.now())))) {
        throw noSuchMail(id);
      }
      shell.print(`mail ${id} deleted`);
    });
}

function registerHolding(group: Command, shell: Shell): void {
  group
    .command("hold")
    .description("keep one mail from being sent until `release`; it does not expire meanwhile")
    .argument("<id>")
    .option("--reason <text>", "what to tell whoever asks")
    .action(async (id: string, { reason }: { reason?: string }) => {
      await shell.withDesk((desk) => hold(desk, idOf(id), rootActor, reason));
      shell.print(`mail ${id} is on hold until \`gotrs queue release ${id}\``);
    });
  group
    .command("release")
    .description("let a mail go that is on hold")
    .argument("<id>")
    .action(async (id: string) => {
      await shell.withDesk((desk) => release(desk, idOf(id), rootActor));
      shell.print(`mail ${id} is sent again`);
    });
}

function idOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UserError(`"${text}" is no mail's id`, { mend: "Take it from `gotrs queue list`", exit: Exit.usage });
}

function noSuchMail(id: string): NotFoundError {
  return new NotFoundError(`there is no mail ${id} in the queue`, { mend: "See `gotrs queue list`" });
}
