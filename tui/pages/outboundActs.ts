/** What is done to mail of the outbound queue by a key. A question first only where it cannot be undone. */
import type { OutboundMail } from "../../src/api/outbound.ts";
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
    retryMail: () => done(client.retryMail(id), text("say.retried", { who })),
    deleteMail: () =>
      ask(
        yesOrNo(text("ask.deleteMail", { who }), () => done(client.deleteMail(id), text("say.deletedMail", { who }))),
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
            done(client.releaseMail(id), text("say.releasedMail", { who })),
          ),
        );
      }
      return ask({
        kind: "prompt",
        label: text("ask.holdMail", { who }),
        start: "",
        done: (reason) => done(client.holdMail(id, reason), text("say.heldMail", { who })),
      });
    },
    pauseMail: () => askPause(ground, mail),
    openTicket: () => {
      if (ticketId === null) throw new Error(text("wrong.noTicketOfMail"));
      return open(ticketId);
    },
  };
}

/** What is to be paused, or to go on. */
export async function askPause(ground: ActGround, mail: OutboundMail | undefined): Promise<void> {
  const { client, ask, say, again } = ground;
  const { pauses } = await client.outbound();
  const paused = new Set(pauses.map(({ scope }) => scope));
  const domains = [...new Set(mail?.recipients.map((address) => address.replace(/^.*@/, "").toLowerCase()) ?? [])];
  const offered = [
    ...domains.map((domain) => ({ value: `+domain:${domain}`, label: text("ask.pauseDomain", { domain }) })),
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
      const on = value.startsWith("+");
      await (on ? client.pauseMail(scope) : client.resumeMail(scope));
      say(text(on ? "say.paused" : "say.resumed", { scope: scopeWords(scope) }));
      await again();
    },
  });
}

export function whoOf({ recipients }: OutboundMail): string {
  return safeLine(recipients.join(", "));
}

export function scopeWords(scope: string): string {
  return scope === "all" ? text("outbound.all") : scope.replace(/^\w+:/, "");
}
