/** What is done to mail of the outbound queue by a key. A question first only where it cannot be undone. */
import type { OutboundMail, OutboundRoute } from "../../src/api/outbound.ts";
import { yesOrNo } from "../asking.ts";
import type { Client } from "../client/client.ts";
import type { Ground, Question } from "../ground.ts";
import { text } from "../messages.ts";
import { askRecall } from "../recalling.ts";
import { safeLine } from "../text/safe.ts";
import type { PageLine } from "./page.ts";

export interface ActGround {
  readonly client: Client;
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
  readonly open: (ticketId: number) => Promise<void>;
  readonly giveBack: Ground["giveBack"];
  /** The queue as it is now. */
  readonly again: () => Promise<void>;
}

export function actsOn(ground: ActGround, mail: OutboundMail): NonNullable<PageLine["acts"]> {
  const { client, ask, say, open, again } = ground;
  const { id, articleId, ticketId } = mail;
  const who = whoOf(mail);
  const done = async (work: Promise<void>, told: string): Promise<void> => {
    await work;
    say(told);
    await again();
  };
  return {
    retryMail: () => done(client.outbound.retry(id), text("say.retried", { who })),
    deleteMail: () =>
      ask(
        yesOrNo(text("ask.deleteMail", { who }), () =>
          done(client.outbound.delete(id), text("say.deletedMail", { who })),
        ),
      ),
    recall: () => {
      if (articleId === null) throw new Error(text("wrong.noArticleOfMail"));
      askRecall(ground, { articleId, ticketId: ticketId ?? undefined, who }, again);
    },
    holdMail: () => {
      if (mail.state === "failed") throw new Error(text("wrong.givenUp"));
      if (mail.state === "onHold") {
        return ask(
          yesOrNo(text("ask.releaseMail", { who }), () =>
            done(client.outbound.release(id), text("say.releasedMail", { who })),
          ),
        );
      }
      return ask({
        kind: "prompt",
        label: text("ask.holdMail", { who }),
        start: "",
        done: (reason) => done(client.outbound.hold(id, reason), text("say.heldMail", { who })),
      });
    },
    pauseMail: () => askPause(ground, mail),
    retryAll: () => askRetryAll(ground),
    openTicket: () => {
      if (ticketId === null) throw new Error(text("wrong.noTicketOfMail"));
      return open(ticketId);
    },
  };
}

/** What is to be paused, or to go on. */
export async function askPause(ground: ActGround, mail: OutboundMail | undefined): Promise<void> {
  const { client, ask, say, again } = ground;
  const { pauses, routes } = await client.outbound.queue();
  const paused = new Set(pauses.map(({ scope }) => scope));
  const domains = [...new Set(mail?.recipients.map((address) => address.replace(/^.*@/, "").toLowerCase()) ?? [])];
  const offered = [
    ...domains.map((domain) => ({ value: `+domain:${domain}`, label: text("ask.pauseDomain", { domain }) })),
    ...routes.map((route) => ({
      value: `+route:${route.name}`,
      label: text("ask.pauseRoute", { route: safeLine(route.name), to: roadWords(route) }),
    })),
    { value: "+all", label: text("ask.pauseAll") },
  ];
  ask({
    kind: "choice",
    title: text("ask.pause"),
    items: [
      ...pauses.map(({ scope }) => ({ value: `-${scope}`, label: text("ask.resume", { scope: scopeWords(scope) }) })),
      ...offered.filter(({ value }) => !paused.has(value.slice(1))),
    ],
    chosen: async (value) => {
      const scope = value.slice(1);
      const words = scopeWords(scope);
      if (value.startsWith("-")) {
        await client.outbound.resume(scope);
        say(text("say.resumed", { scope: words }));
        return await again();
      }
      ask({
        kind: "prompt",
        label: text("ask.pauseWhy", { scope: words }),
        start: "",
        done: async (reason) => {
          await client.outbound.pause(scope, reason);
          say(text("say.paused", { scope: words }));
          await again();
        },
      });
    },
  });
}

/** All that waits after a failed try, or all that was given up. @throws Error when there is neither */
async function askRetryAll({ client, ask, say, again }: ActGround): Promise<void> {
  const { mails } = await client.outbound.queue();
  const items = (
    [
      ["waiting", "ask.retryWaiting"],
      ["failed", "ask.retryFailed"],
    ] as const
  ).flatMap(([value, label]) => {
    const count = mails.filter(({ state }) => state === value).length;
    return count === 0 ? [] : [{ value, label: text(label, { count }) }];
  });
  if (items.length === 0) throw new Error(text("wrong.nothingToRetry"));
  ask({
    kind: "choice",
    title: text("ask.retryAll"),
    items,
    chosen: async (value) => {
      const count = await client.outbound.retryAll(value === "failed" ? "failed" : "waiting");
      say(text("say.retriedAll", { count }));
      await again();
    },
  });
}

/** Where a route leads. */
function roadWords({ kind, server }: OutboundRoute): string {
  if (server !== null) return safeLine(server);
  if (kind === "direct") return text("outbound.direct");
  return kind === "maildir" ? text("outbound.maildir") : safeLine(kind);
}

export function whoOf({ recipients }: OutboundMail): string {
  return safeLine(recipients.join(", "));
}

export function scopeWords(scope: string): string {
  if (scope === "all") return text("outbound.all");
  const [, route] = /^route:(.*)$/.exec(scope) ?? [];
  return route === undefined
    ? safeLine(scope.replace(/^domain:/, ""))
    : text("outbound.route", { route: safeLine(route) });
}
