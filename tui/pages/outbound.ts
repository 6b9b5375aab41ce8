/** The outbound queue as pages: what waits and why, what was given up, and one mail with its tries. */
import type { OutboundMail, OutboundPage } from "../../src/api/outbound.ts";
import type { Client } from "../client/client.ts";
import type { Ground, Question } from "../ground.ts";
import { type MessageKey, text } from "../messages.ts";
import { holdWords } from "../text/holdWords.ts";
import { pauseWords } from "../text/pauseWords.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { isLinear } from "../theme.ts";
import { failingPage } from "./failing.ts";
import { type ActGround, actsOn, askPause, scopeWords, whoOf } from "./outboundActs.ts";
import { orNone, type Page, type PageLine } from "./page.ts";

export interface OutboundGround {
  readonly client: Client;
  readonly now: Date;
  readonly width: number;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
  readonly open: (ticketId: number) => Promise<void>;
  readonly giveBack: Ground["giveBack"];
}

export async function outboundPage(ground: OutboundGround): Promise<Page> {
  const { client, now, show } = ground;
  const page = await client.outbound.queue();
  const acting = actingOn(ground);
  const everywhere = everywhereActs(ground, page);
  const stateCells = widestOf(page.mails.map(stateWords));
  const numberCells = widestOf(page.mails.map(numberOf));
  const onHold = page.mails.filter(({ state }) => state === "onHold").length;
  return {
    title: text("page.outbound"),
    told: `${page.total}${onHold === 0 ? "" : `, ${text("outbound.countOnHold", { count: onHold })}`}`,
    keys: "outbound",
    renew: () => outboundPage(ground),
    live: true,
    lines: [
      ...page.pauses.map(
        ({ scope, reason }): PageLine => ({
          id: scope,
          text: text("outbound.paused", { scope: scopeWords(scope), reason: pauseWords(reason, now) }),
          meaning: "alarm",
          bold: true,
          acts: everywhere,
        }),
      ),
      ...orNone(
        page.mails.map(
          (mail): PageLine => ({
            id: mail.id,
            text: [inCells(stateWords(mail), stateCells), inCells(numberOf(mail), numberCells), whoOf(mail)].join("  "),
            aside: `${triesOf(mail, now)} `,
            meaning: meanings.get(mail.state),
            below: whyOf(mail, now).join(" · "),
            choose: async () => show(await mailPage(ground, mail.id)),
            acts: { ...everywhere, ...actsOn(acting, mail) },
          }),
        ),
        text("page.noOutbound"),
      ).map((line) => ({ acts: everywhere, ...line })),
    ],
  };
}

/** What belongs to no mail. Routes are told to administrators alone, as are all addresses that mail does not reach. */
function everywhereActs(ground: OutboundGround, { routes }: OutboundPage): NonNullable<PageLine["acts"]> {
  const back = async (): Promise<void> => ground.show(await outboundPage(ground));
  return {
    pauseMail: () => askPause(actingOn(ground), undefined),
    ...(routes.length > 0 && {
      failingAddresses: async () => ground.show(await failingPage({ ...ground, back })),
    }),
  };
}

async function mailPage(ground: OutboundGround, id: number): Promise<Page> {
  const mail = await ground.client.outbound.mail(id);
  const { now } = ground;
  const acts = actsOn(actingOn(ground), mail);
  const line = (words: string, look: Partial<PageLine> = {}): PageLine => ({ text: words, acts, ...look });
  return {
    title: text("page.outboundMail", { id, who: whoOf(mail) }),
    keys: "outbound",
    back: async () => ground.show(await outboundPage(ground)),
    lines: [
      line(`${stateWords(mail)}  ${mail.ticketNumber === null ? "" : numberOf(mail)}  ${triesOf(mail, now)}`, {
        bold: true,
      }),
      ...(mail.hold === null ? [] : [line(holdWords(mail.hold, now), { meaning: "alarm" })]),
      ...mail.tries.map(({ attempt, code, message, created }) =>
        line(
          `${text("outbound.try", { attempt })}  ${whenOf(created, now)}  ${codeWords(code)}  ${safeLine(message)}`,
          { meaning: code !== null && code < 300 ? "good" : "alarm", below: safeLine(message) },
        ),
      ),
      line(""),
      ...mail.headers.split("\n").map((header) => line(safeLine(header), { meaning: "faint" })),
    ],
  };
}

function actingOn(ground: OutboundGround): ActGround {
  const { client, ask, say, open, giveBack } = ground;
  return { client, ask, say, open, giveBack, again: async () => ground.show(await outboundPage(ground)) };
}

function numberOf({ ticketNumber }: OutboundMail): string {
  if (!isLinear()) return ticketNumber ?? "–";
  return ticketNumber === null ? "" : text("heard.ticket", { number: ticketNumber });
}

/** What the server answered. */
function codeWords(code: number | null): string {
  if (code === null) return text("outbound.noAnswer");
  return isLinear() ? text("heard.code", { code }) : String(code);
}

function triesOf({ attempts, due, state }: OutboundMail, now: Date): string {
  if (state === "held" && due !== null) return text("outbound.notBefore", { when: whenOf(due, now) });
  const tries = attempts === 0 ? text("outbound.notTried") : text("outbound.tries", { attempts });
  return due === null || state === "onHold" ? tries : `${tries}, ${text("outbound.next", { when: whenOf(due, now) })}`;
}

/** Why it waits, in words: who holds it, what its server said. */
function whyOf({ hold, message }: OutboundMail, now: Date): readonly string[] {
  return [...(hold === null ? [] : [holdWords(hold, now)]), ...(message === null ? [] : [safeLine(message)])];
}

/** A state that came later is called by the daemon's own word. */
function stateWords({ state }: Pick<OutboundMail, "state">): string {
  const key = states.get(state);
  return key === undefined ? safeLine(state) : text(key);
}

const states: ReadonlyMap<string, MessageKey> = new Map([
  ["queued", "outbound.queued"],
  ["held", "outbound.held"],
  ["onHold", "outbound.onHold"],
  ["waiting", "outbound.waiting"],
  ["sending", "outbound.sending"],
  ["failed", "outbound.failed"],
]);

const meanings: ReadonlyMap<string, NonNullable<PageLine["meaning"]>> = new Map([
  ["onHold", "customer"],
  ["waiting", "fresh"],
  ["sending", "good"],
  ["failed", "alarm"],
]);
