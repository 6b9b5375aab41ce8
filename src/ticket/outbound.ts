/**
 * The outbound queue as agents see it and work on it: mail of tickets that they may see, and for administrators all of
 * it, notices and automatic answers too.
 */

import type {
  FailingAddressView,
  OutboundMail,
  OutboundMailDetail,
  OutboundPage,
  OutboundRoute,
} from "../api/outbound.ts";
import { iso } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { ConflictError, NotFoundError, UserError } from "../errors.ts";
import { hold, holdWords, release } from "../outgoing/hold.ts";
import { retryFailed } from "../outgoing/retry.ts";
import { isAdministrator, requireAdministrator } from "../people/administrators.ts";
import { permissionsOf } from "../people/permissions.ts";
import { said } from "../said.ts";
import { clearAddress, type FailingAddress, failingAddresses, failingAmong } from "../store/failingAddresses.ts";
import { endPause, type PauseScope, pausesOf, setPause } from "../store/pauses.ts";
import { deleteQueued, flushQueue } from "../store/queueActs.ts";
import { messageInQueue, queueOfTickets, queueTries, type TicketsEntry } from "../store/queueList.ts";
import type { TicketAction } from "./actions.ts";
import { permitted } from "./permitted.ts";

/** So many at a time: a screen that scrolls further wants a cause mended, not a list read. */
const most = 1000;
const mostAddresses = 100;

export async function outboundQueue(desk: Desk, actor: Actor): Promise<OutboundPage> {
  const { store, clock } = desk;
  const mails = await queueOfTickets(store.db, clock.now());
  const permissions = await permissionsOf(desk, actor);
  const all = await isAdministrator(desk, actor);
  const seen = mails.filter(({ ticket }) => all || (ticket !== undefined && permissions.mayTicket(ticket, "ro")));
  return {
    mails: seen.slice(0, most).map(viewOf),
    total: seen.length,
    pauses: await pausesOf(store.db),
    routes: all ? routesOf(desk) : [],
  };
}

/** By the names that pauses know them by. Servers without login and password, which stand in the setting. */
function routesOf({ settings: { outbound } }: Desk): readonly OutboundRoute[] {
  const routeTo = (name: string, road: string | undefined): OutboundRoute => {
    if (road === undefined) return { name, kind: "maildir", server: null };
    return road === "direct"
      ? { name, kind: "direct", server: null }
      : { name, kind: "smarthost", server: new URL(road).host };
  };
  return [
    routeTo("default", outbound.smarthost),
    ...outbound.routes.map(({ name, smarthost }) => routeTo(name, smarthost)),
  ];
}

export async function outboundMail(desk: Desk, actor: Actor, id: number): Promise<OutboundMailDetail> {
  const mail = await found(desk, actor, id, "see");
  const message = (await messageInQueue(desk.store, id))?.toString("latin1") ?? "";
  const tries = await queueTries(desk.store.db, id);
  return {
    ...viewOf(mail),
    tries: tries.map((one) => ({ ...one, created: iso(one.created) })),
    headers: (message.split(/\r?\n\r?\n/, 1)[0] ?? "").replaceAll("\r\n", "\n"),
  };
}

/** Given up: queued again. Waiting for its next try: tried now. @throws ConflictError for mail that is held back, or on its way */
export async function retryOutbound(desk: Desk, actor: Actor, id: number): Promise<void> {
  const { entry } = await found(desk, actor, id, "resend");
  switch (entry.state) {
    case "failed":
      await retryFailed(desk, id, actor.userId);
      return;
    case "waiting":
      await flushQueue(desk.store, id);
      return;
    case "held":
      throw new ConflictError(said`mail ${id} is held back until ${entry.due} UTC`, {
        mend: said`It leaves by itself; to send something else, take it back`,
      });
    case "onHold":
      throw new ConflictError(
        entry.hold === null ? said`mail ${id} is on hold` : said`mail ${id} is on hold ${holdWords(entry.hold)}`,
        {
          mend: said`Release it`,
        },
      );
    case "queued":
    case "sending":
      throw new ConflictError(said`mail ${id} is on its way already`, { mend: said`Look again in a moment` });
  }
}

/** All mail that waits after a failed try, or all that was given up; for administrators. @returns how many */
export async function retryAllOutbound(desk: Desk, actor: Actor, which: "waiting" | "failed"): Promise<number> {
  await requireAdministrator(desk, actor);
  return which === "waiting" ? await flushQueue(desk.store) : await retryFailed(desk, undefined, actor.userId);
}

/** It is not sent until somebody releases it. @throws ConflictError for mail that is on its way, or on hold already */
export async function holdOutbound(desk: Desk, actor: Actor, id: number, reason: string | undefined): Promise<void> {
  const { entry } = await found(desk, actor, id, "hold");
  if (entry.state === "failed") {
    throw new ConflictError(said`mail ${id} was given up and is not sent anyway`, {
      mend: said`Nothing is to be done; delete it, or try it again`,
    });
  }
  await hold(desk, id, actor, reason);
}

export async function releaseOutbound(desk: Desk, actor: Actor, id: number): Promise<void> {
  await found(desk, actor, id, "hold");
  await release(desk, id, actor);
}

/** It will never be sent; its article says so. */
export async function deleteOutbound(desk: Desk, actor: Actor, id: number): Promise<void> {
  await found(desk, actor, id, "unqueue");
  if (!(await deleteQueued(desk.store, id, desk.clock.now()))) throw noSuchMail(id);
}

/** Nothing is sent, or nothing to a domain or by a route, until it is ended; for administrators. */
export async function pauseOutbound(
  desk: Desk,
  actor: Actor,
  { scope, reason }: { readonly scope: string; readonly reason?: string },
): Promise<void> {
  await requireAdministrator(desk, actor);
  const since = `by ${actor.login} since ${desk.clock.now().toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const words = reason === undefined || reason.trim() === "" ? since : `${reason.trim()}, ${since}`;
  await setPause(desk.store, { scope: scopeOf(scope), reason: words });
}

/** @throws NotFoundError when nothing was paused so */
export async function resumeOutbound(desk: Desk, actor: Actor, scope: string): Promise<void> {
  await requireAdministrator(desk, actor);
  if ((await endPause(desk.store, scopeOf(scope))) === 0) {
    throw new NotFoundError(said`"${scope}" is not paused`, { mend: said`See the pauses of GET /api/v1/outbound` });
  }
}

/** Of these addresses, those that our mail does not reach. */
export async function failingOutbound(
  desk: Desk,
  addresses: readonly string[],
): Promise<readonly FailingAddressView[]> {
  if (addresses.length > mostAddresses) {
    throw new UserError(said`${addresses.length} addresses are named`, {
      where: "address",
      mend: said`Name at most ${mostAddresses}`,
    });
  }
  return (await failingAmong(desk.store.db, addresses)).map(failingView);
}

/** All addresses that our mail does not reach, those that failed last first; for administrators. */
export async function allFailingOutbound(desk: Desk, actor: Actor): Promise<readonly FailingAddressView[]> {
  await requireAdministrator(desk, actor);
  return (await failingAddresses(desk.store.db)).map(failingView);
}

/** That mail failed there is forgotten; for administrators. @throws NotFoundError for what is not marked */
export async function clearFailingOutbound(desk: Desk, actor: Actor, address: string): Promise<void> {
  await requireAdministrator(desk, actor);
  if (await clearAddress(desk.store, address)) return;
  throw new NotFoundError(said`mail to "${address}" is not known to fail`, {
    mend: said`It may have arrived again; look at the list`,
  });
}

function failingView({ address, origin, reason, failures, since, last }: FailingAddress): FailingAddressView {
  return { address, origin, reason, failures, since: iso(since), last: iso(last) };
}

async function found(desk: Desk, actor: Actor, id: number, action: TicketAction): Promise<TicketsEntry> {
  const [mail] = await queueOfTickets(desk.store.db, desk.clock.now(), id);
  if (mail === undefined) throw noSuchMail(id);
  const { ticket } = mail;
  if (ticket !== undefined) await permitted(desk, actor, `#${ticket.id}`, action);
  // Mail of no ticket is no agent's: a code for a new password may stand in it.
  else if (!(await isAdministrator(desk, actor))) throw noSuchMail(id);
  return mail;
}

function viewOf({ entry, ticket }: TicketsEntry): OutboundMail {
  return {
    id: entry.id,
    state: entry.state,
    ticketId: ticket?.id ?? null,
    ticketNumber: ticket?.number ?? null,
    articleId: entry.articleId,
    sender: entry.sender,
    recipients: entry.recipients,
    attempts: entry.attempts,
    due: entry.due === null ? null : iso(entry.due),
    message: entry.lastMessage,
    hold: entry.hold === null ? null : { ...entry.hold, since: iso(entry.hold.since) },
    created: iso(entry.created),
  };
}

/** @throws UserError for what is no scope */
function scopeOf(text: string): PauseScope {
  const [, kind, name = ""] = /^(all|domain:|route:)(.*)$/.exec(text.trim()) ?? [];
  if (kind === "all" && name === "") return "all";
  if (kind === "domain:" && /^[^\s@]+$/.test(name)) return `domain:${name.toLowerCase()}`;
  if (kind === "route:" && name !== "") return `route:${name}`;
  throw new UserError(said`"${text}" is nothing that can be paused`, {
    where: "scope",
    mend: said`Write all, domain:example.com or route:NAME`,
  });
}

function noSuchMail(id: number): NotFoundError {
  return new NotFoundError(said`there is no mail ${id} in the queue`, {
    mend: said`It may have left; look at the list again`,
  });
}
