/** The outbound queue as pages: what waits and what was given up, one mail with its tries; and what is done to them. */
import type { OutboundMail } from "../../src/api/outbound.ts";
import { yesOrNo } from "../asking.ts";
import type { Client } from "../client/client.ts";
import type { Question } from "../ground.ts";
import { type MessageKey, text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { orNone, type Page, type PageLine } from "./page.ts";

export interface OutboundGround {
  readonly client: Client;
  readonly now: Date;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
  readonly open: (ticketId: number) => Promise<void>;
}

export async function outboundPage(ground: OutboundGround): Promise<Page> {
  const { client, show } = ground;
  const page = await client.outbound();
  const stateCells = widestOf(page.mails.map(({ state }) => text(states[state]))) + 2;
  const numberCells = widestOf(page.mails.map(numberOf)) + 2;
  return {
    title: text("page.outbound", { total: page.total }),
    keys: "outbound",
    lines: [
      ...page.pauses.map(
        ({ scope, reason }): PageLine => ({
          text: text("outbound.paused", { scope: scopeWords(scope), reason: safeLine(reason) }),
          meaning: "alarm",
          bold: true,
          acts: { pauseMail: () => askPause(ground, undefined) },
        }),
      ),
      ...orNone(
        page.mails.map((mail): PageLine => {
          const { state, message } = mail;
          return {
            text: `${inCells(text(states[state]), stateCells)}${inCells(numberOf(mail), numberCells)}${whoOf(mail)}`,
            aside: `${triesOf(mail, ground.now)} `,
            meaning: state === "failed" ? "alarm" : state === "waiting" ? "fresh" : undefined,
            below: safeLine(message ?? ""),
            choose: async () => show(await mailPage(ground, mail.id)),
            acts: actsOn(ground, mail),
          };
        }),
        text("page.noOutbound"),
      ),
    ],
  };
}

async function mailPage(ground: OutboundGround, id: number): Promise<Page> {
  const mail = await ground.client.outboundMail(id);
  const acts = actsOn(ground, mail);
  const line = (words: string, look: Partial<PageLine> = {}): PageLine => ({ text: words, acts, ...look });
  return {
    title: text("page.outboundMail", { id, who: whoOf(mail) }),
    keys: "outbound",
    back: async () => ground.show(await outboundPage(ground)),
    lines: [
      line(`${text(states[mail.state])}  ${mail.ticketNumber ?? ""}  ${triesOf(mail, ground.now)}`, { bold: true }),
      ...mail.tries.map(({ attempt, code, message, created }) =>
        line(
          `${text("outbound.try", { attempt })}  ${whenOf(created, ground.now)}  ${code ?? text("outbound.noAnswer")}  ${safeLine(message)}`,
          { meaning: code !== null && code < 300 ? "good" : "alarm", below: safeLine(message) },
        ),
      ),
      line(""),
      ...mail.headers.split("\n").map((header) => line(safeLine(header), { meaning: "faint" })),
    ],
  };
}

function actsOn(ground: OutboundGround, mail: OutboundMail): NonNullable<PageLine["acts"]> {
  const { client, show, ask, say, open } = ground;
  const who = whoOf(mail);
  return {
    retryMail: async () => {
      await client.retryMail(mail.id);
      say(text("say.retried", { who }));
      show(await outboundPage(ground));
    },
    deleteMail: () =>
      ask(
        yesOrNo(text("ask.deleteMail", { who }), async () => {
          await client.deleteMail(mail.id);
          say(text("say.deletedMail", { who }));
          show(await outboundPage(ground));
        }),
      ),
    pauseMail: () => askPause(ground, mail),
    openTicket: () => {
      if (mail.ticketId === null) throw new Error(text("wrong.noTicketOfMail"));
      return open(mail.ticketId);
    },
  };
}

/** What is to be paused, or to go on. */
async function askPause(ground: OutboundGround, mail: OutboundMail | undefined): Promise<void> {
  const { client, ask, say, show } = ground;
  const { pauses } = await client.outbound();
  const domains = [...new Set(mail?.recipients.map((address) => address.replace(/^.*@/, "").toLowerCase()) ?? [])];
  ask({
    kind: "choice",
    title: text("ask.pause"),
    items: [
      ...pauses.map(({ scope }) => ({ value: `-${scope}`, label: text("ask.resume", { scope: scopeWords(scope) }) })),
      ...domains.map((domain) => ({ value: `+domain:${domain}`, label: text("ask.pauseDomain", { domain }) })),
      { value: "+all", label: text("ask.pauseAll") },
    ],
    chosen: async (value) => {
      const scope = value.slice(1);
      const on = value.startsWith("+");
      await (on ? client.pauseMail(scope) : client.resumeMail(scope));
      say(text(on ? "say.paused" : "say.resumed", { scope: scopeWords(scope) }));
      show(await outboundPage(ground));
    },
  });
}

function numberOf({ ticketNumber }: OutboundMail): string {
  return ticketNumber ?? "–";
}

function whoOf({ recipients }: OutboundMail): string {
  return safeLine(recipients.join(", "));
}

function triesOf({ attempts, due }: OutboundMail, now: Date): string {
  const tries = attempts === 0 ? text("outbound.notTried") : text("outbound.tries", { attempts });
  return due === null ? tries : `${tries}, ${text("outbound.next", { when: whenOf(due, now) })}`;
}

function scopeWords(scope: string): string {
  return scope === "all" ? text("outbound.all") : scope.replace(/^\w+:/, "");
}

const states = {
  queued: "outbound.queued",
  held: "outbound.held",
  waiting: "outbound.waiting",
  sending: "outbound.sending",
  failed: "outbound.failed",
} as const satisfies Readonly<Record<OutboundMail["state"], MessageKey>>;
