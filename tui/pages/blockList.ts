/** Senders whose mail nobody wants, as a page of administration: blocked by `+`, let in again by choosing one. */
import type { BlockView } from "../../src/api/access.ts";
import { type MessageKey, text } from "../messages.ts";
import { inCells, safeLine, widestOf, widthOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { parseUntil } from "../text/until.ts";
import { orNone, type Page, type PageLine } from "./page.ts";
import type { AccessGround } from "./permissions.ts";

export async function blockListPage(ground: AccessGround): Promise<Page> {
  const blocks = await ground.client.access.blocks();
  const kindCells = widestOf(blocks.map(kindWords));
  const cells = widestOf(
    blocks.map(({ pattern }) => safeLine(pattern)),
    32,
  );
  const add = (): void => askSender(ground);
  return {
    title: "block-list",
    ...(blocks.length > 0 && { told: text("block.how") }),
    renew: () => blockListPage(ground),
    back: ground.back,
    keys: "entries",
    lines: [
      { id: "", text: text("admin.add"), meaning: "good" as const, choose: add },
      ...orNone(
        blocks.map((one): PageLine => {
          const isOver = one.expires !== null && Date.parse(one.expires) <= ground.now.getTime();
          const words = [inCells(kindWords(one), kindCells), whole(one.pattern, cells), safeLine(one.reason)];
          return {
            id: `${one.kind} ${one.pattern}`,
            text: words.join("  ").trimEnd(),
            aside: one.expires === null ? "" : `${endWords(one.expires, isOver, ground.now)} `,
            meaning: isOver ? "faint" : undefined,
            choose: () => letIn(ground, one),
          };
        }),
        text("admin.none"),
      ),
    ].map((line) => ({ ...line, acts: { addRow: add } })),
  };
}

/** Uncut, so that what has no room is read below the page. */
function whole(pattern: string, cells: number): string {
  const name = safeLine(pattern);
  return widthOf(name) > cells ? name : inCells(name, cells);
}

function endWords(expires: string, isOver: boolean, now: Date): string {
  return text(isOver ? "block.over" : "account.until", { when: whenOf(expires, now) });
}

/** A kind that came later is called by the daemon's own word. */
function kindWords({ kind }: BlockView): string {
  const key = kinds.get(kind);
  return key === undefined ? safeLine(kind) : text(key);
}

const kinds: ReadonlyMap<string, MessageKey> = new Map([
  ["address", "block.address"],
  ["domain", "block.domain"],
  ["ip", "block.ip"],
]);

async function letIn(ground: AccessGround, one: BlockView): Promise<void> {
  const { client, say, show, remember } = ground;
  await client.access.unblock(one);
  const told = text("block.letIn", { sender: safeLine(one.pattern) });
  remember({ what: told, undo: async () => void (await client.access.block(one)) });
  say(told);
  show(await blockListPage(ground));
}

/** Who, why and until when; who is blocked already may get another reason and end. */
function askSender(ground: AccessGround): void {
  const { client, ask } = ground;
  ask({
    kind: "prompt",
    label: text("block.sender"),
    start: "",
    done: async (typed) => {
      if (typed.trim() === "") throw new Error(text("block.noSender"));
      // What cannot be blocked is told here, where it can be mended.
      const [before] = await client.access.blocks(typed);
      ask({
        kind: "prompt",
        label: text("block.reason"),
        start: before?.reason ?? "",
        done: (reason) => askEnd(ground, before?.pattern ?? typed.trim(), reason, startOf(before, ground.now)),
      });
    },
  });
}

function askEnd(ground: AccessGround, pattern: string, reason: string, start: string): void {
  const { client, ask, say, show, remember } = ground;
  ask({
    kind: "prompt",
    label: text("account.tokenEnd"),
    start,
    done: async (typed) => {
      const end = typed.trim() === "" ? undefined : parseUntil(typed, ground.now);
      if (typed.trim() !== "" && end === undefined) throw new Error(text("ask.untilAgain", { typed }));
      const { block, before } = await client.access.block({ pattern, reason, expires: end?.toISOString() ?? null });
      const told = text("block.blocked", { sender: safeLine(block.pattern) });
      remember({
        what: told,
        undo: async () => void (await (before === null ? client.access.unblock(block) : client.access.block(before))),
      });
      say(told);
      show(await blockListPage(ground));
    },
  });
}

/** The end that it has, as it is typed: local time. */
function startOf(before: BlockView | undefined, now: Date): string {
  if (before === undefined || before.expires === null || Date.parse(before.expires) <= now.getTime()) return "";
  const end = new Date(before.expires);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = [end.getFullYear(), two(end.getMonth() + 1), two(end.getDate())].join("-");
  return `${day} ${two(end.getHours())}:${two(end.getMinutes())}`;
}
