/** Senders whose mail nobody wants: who is blocked, blocking one, and letting one in again; for administrators, audited. */
import { isIP } from "node:net";
import type { BlockView } from "../api/access.ts";
import { iso, toDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { Exit, NotFoundError, UserError } from "../errors.ts";
import { requireAdministrator } from "../people/administrators.ts";
import { said } from "../said.ts";
import { addBlock, type BlockKind, type BlockRow, blockRows, removeBlock } from "../store/blockList.ts";
import { recorded } from "./recorded.ts";

/** Characters of a reason. */
const longest = 250;

export interface Blocking {
  /** An address (* stands for anything), a domain with all below it, an IP or a network. */
  readonly sender: string;
  /** The sender is told. */
  readonly reason: string;
  /** undefined: for ever. */
  readonly expires: Date | undefined;
}

/** In the order in which they were added, those whose time is over too. @param sender only this one, as it would be added */
export async function listBlocks(desk: Desk, actor: Actor, sender?: string): Promise<readonly BlockView[]> {
  await requireAdministrator(desk, actor);
  const wanted = sender === undefined ? undefined : patternOf(sender);
  const rows = await blockRows(desk.store.db);
  return rows.filter((row) => wanted === undefined || isOf(row, wanted)).map(viewOf);
}

/** The same sender again gets the new reason and end. @returns how it stands now, and what there was before */
export async function block(
  desk: Desk,
  actor: Actor,
  { sender, reason, expires }: Blocking,
): Promise<{ readonly block: BlockView; readonly before: BlockView | null }> {
  await requireAdministrator(desk, actor);
  const { kind, pattern } = patternOf(sender);
  const words = reasonOf(reason);
  return await recorded(desk, actor, async (tx, now) => {
    const { before } = await addBlock(tx, { kind, pattern, reason: words, expires }, now, actor.userId);
    const end = expires === undefined ? null : toDbTime(expires);
    const changes = { reason: [before?.reason ?? null, words], expires: [before?.expires ?? null, end] } as const;
    const action = before === undefined ? "add" : "set";
    const row = { kind, pattern, reason: words, expires: end, created: before?.created ?? toDbTime(now) };
    return {
      result: { block: viewOf(row), before: before === undefined ? null : viewOf(before) },
      records: [{ thing: "block-list", key: pattern, action, changes }],
    };
  });
}

/** @param sender as it was added. @returns what there was. @throws NotFoundError when it is not blocked */
export async function unblock(desk: Desk, actor: Actor, sender: string): Promise<BlockView> {
  await requireAdministrator(desk, actor);
  const { kind, pattern } = patternOf(sender);
  return await recorded(desk, actor, async (tx) => {
    const before = await removeBlock(tx, kind, pattern);
    if (before === undefined) {
      throw new NotFoundError(said`"${pattern}" is not blocked`, { mend: said`Look at the list of those that are` });
    }
    const changes = { reason: [before.reason, null], expires: [before.expires, null] } as const;
    return { result: viewOf(before), records: [{ thing: "block-list", key: pattern, action: "remove", changes }] };
  });
}

interface Pattern {
  readonly kind: BlockKind;
  readonly pattern: string;
}

/** @throws UserError for what is none of the three */
function patternOf(sender: string): Pattern {
  const pattern = sender.trim().toLowerCase();
  const [, network = "", bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/.exec(pattern) ?? [];
  const family = isIP(network);
  if (family !== 0 && Number(bits ?? 0) <= (family === 4 ? 32 : 128)) return { kind: "ip", pattern };
  if (/^[^\s@]+@[^\s@]+$/.test(pattern) && pattern.length <= 250) return { kind: "address", pattern };
  const domain = pattern.replace(/^(?:\*\.|[@.])/, "");
  if (/^(?:[^\s@./*]+\.)+[^\s@./*]+$/.test(domain) && domain.length <= 250) return { kind: "domain", pattern: domain };
  throw new UserError(said`"${sender}" is no address, domain, IP or network`, {
    mend: said`Write spam@example.com, *@example.com, example.com, 192.0.2.1 or 192.0.2.0/24`,
    exit: Exit.usage,
  });
}

/** One line, as a server says it. */
function reasonOf(reason: string): string {
  const words = reason.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  if (words.length <= longest) return words;
  throw new UserError(said`the reason has more than ${longest} characters`, {
    where: "reason",
    mend: said`Shorten it`,
  });
}

function isOf(row: Pattern, { kind, pattern }: Pattern): boolean {
  return row.kind === kind && row.pattern === pattern;
}

function viewOf({ kind, pattern, reason, expires, created }: Omit<BlockRow, "id">): BlockView {
  return { kind, pattern, reason, expires: expires === null ? null : iso(expires), created: iso(created) };
}
