/**
 * Answers of a real daemon with something wrong in them: the client tells what and where, and no screen ends, or shows
 * what is none of its words. GOTRS_TEST_FUZZ_SEED repeats a failure.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "../../tui/client/client.ts";
import { ClientError } from "../../tui/client/transport.ts";
import { editorText, forwardFrom, replyFrom } from "../../tui/draft.ts";
import { type Form, heldIn } from "../../tui/form/form.ts";
import { rowsOf, toldOf } from "../../tui/form/rows.ts";
import { startOf } from "../../tui/form/values.ts";
import type { Question } from "../../tui/ground.ts";
import { text } from "../../tui/messages.ts";
import { accessThings } from "../../tui/pages/access.ts";
import { accountPage } from "../../tui/pages/account.ts";
import { thingsPage } from "../../tui/pages/administration.ts";
import { articlesPage } from "../../tui/pages/articles.ts";
import { testPage } from "../../tui/pages/auth.ts";
import { ticketCustomerPage } from "../../tui/pages/customerCard.ts";
import { directoryPage } from "../../tui/pages/directory.ts";
import { factsPage } from "../../tui/pages/facts.ts";
import { failingPage } from "../../tui/pages/failing.ts";
import { fieldsPage } from "../../tui/pages/fields.ts";
import { linksPage } from "../../tui/pages/links.ts";
import { outboundPage } from "../../tui/pages/outbound.ts";
import type { Page } from "../../tui/pages/page.ts";
import { reportPage } from "../../tui/pages/report.ts";
import { historyPage } from "../../tui/pages/ticketPages.ts";
import { columnNames, columnsFor } from "../../tui/screens/columns.ts";
import { piecesOf } from "../../tui/screens/Ticket.tsx";
import { threadOf } from "../../tui/screens/thread.ts";
import { templateQuestion, templatesOfTicket } from "../../tui/templates.ts";
import { factsOf } from "../../tui/text/facts.ts";
import { written } from "../../tui/text/recipientWords.ts";
import { inCells, widthOf } from "../../tui/text/safe.ts";
import { snippetPieces } from "../../tui/text/snippet.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { type JsonProxy, startJsonProxy } from "../peers/jsonProxy.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { distorted, randomOf } from "./distort.ts";
import { atRest } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

/** Of each kind of answer. */
const tries = Math.max(40, Number(process.env.GOTRS_TEST_FUZZ ?? 0) / 100);
const seed = Number(process.env.GOTRS_TEST_FUZZ_SEED ?? Date.now() % 2 ** 31);

/** Words of the program about what it was not given, and what steers a terminal. */
const unwanted = /undefined|\bNaN\b|\[object |Invalid Date|Infinity/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be drawn
const steers = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u2028\u2029]/;

const now = new Date();
const width = 80;
/** Everything that is shown when a page is walked through, and what stands behind each of its first lines. */
async function walked(first: Page, shown: readonly Page[], deep: number): Promise<readonly string[]> {
  const lines = [first.title, first.told ?? ""];
  for (const { text, aside = "", below = "" } of first.lines) lines.push(text, aside, below);
  for (const { choose } of first.lines.slice(0, deep)) await choose?.();
  return [...lines, ...shown.flatMap(({ title, lines: all }) => [title, ...all.map(({ text }) => text)])];
}

function asked(question: Question): readonly string[] {
  return question.kind === "prompt"
    ? [question.label, question.start]
    : [question.title, ...question.items.flatMap(({ label, aside = "" }) => [label, aside])];
}

type Look = (client: Client, ticketId: number) => Promise<readonly string[]>;

const looks: Readonly<Record<string, Look>> = {
  async list(client) {
    const { tickets, total } = await client.tickets({ limit: "200" });
    const columns = columnsFor(300, columnNames, true, true);
    return [
      String(total),
      ...tickets.flatMap((one) => [factsOf(one, now), ...columns.map(({ text }) => text(one, now))]),
    ];
  },
  async search(client) {
    const { tickets, total } = await client.search("fire", 100);
    return [String(total), ...tickets.flatMap(({ snippet }) => snippetPieces(snippet).map(({ text }) => text))];
  },
  async thread(client, id) {
    const ticket = await client.ticket(id);
    const lines = threadOf(ticket, width, new Set(), { unfolded: true });
    return [
      factsOf(ticket, now),
      ...lines.flatMap((line) => piecesOf(line, false, width, now).map(({ text }) => text)),
      ...articlesPage(ticket.articles, width).lines.flatMap(({ text, aside = "" }) => [text, aside]),
    ];
  },
  history: async (client, id) => walked(historyPage(await client.ticket(id), now, 80), [], 0),
  async links(client, id) {
    const told: string[] = [];
    const ground = { ...pageGround(client, [], told), remember: () => {}, again: () => {}, open: async () => {} };
    return [...(await walked(await linksPage(ground, id), [], 0)), ...told];
  },
  async customer(client, id) {
    const shown: Page[] = [];
    const ground = { ...pageGround(client, shown, []), now, open: async () => {}, newTicketFor: () => {} };
    return walked(await ticketCustomerPage(ground, await client.ticket(id)), shown, 6);
  },
  async directory(client) {
    const shown: Page[] = [];
    const ground = { ...pageGround(client, shown, []), now, open: async () => {}, newTicketFor: () => {} };
    return walked(await directoryPage(ground), shown, 3);
  },
  async facts(client, id) {
    const told: string[] = [];
    const ground = { ...pageGround(client, [], told), remember: () => {}, again: () => {} };
    return [...(await walked(await factsPage(ground, id, now), [], 20)), ...told];
  },
  async fields(client, id) {
    const told: string[] = [];
    const ground = { ...pageGround(client, [], told), remember: () => {}, again: () => {} };
    return [...(await walked(await fieldsPage(ground, id), [], 9)), ...told];
  },
  async outbound(client) {
    const shown: Page[] = [];
    const told: string[] = [];
    const ground = { ...pageGround(client, shown, told), now, width, open: async () => {}, giveBack: () => "" };
    const failing = await walked(await failingPage({ ...ground, back: async () => {} }), [], 1);
    return [...(await walked(await outboundPage(ground), shown, 2)), ...failing, ...told];
  },
  async account(client) {
    const shown: Page[] = [];
    return walked(await accountPage({ ...pageGround(client, shown, []), now, width: 80 }), shown, 0);
  },
  async access(client) {
    const shown: Page[] = [];
    const ground = { ...pageGround(client, shown, []), now, width: 80, remember: () => {}, back: async () => {} };
    for (const { choose } of accessThings(ground)) await choose();
    const test = await client.access.test({ kind: "agent", login: "root@localhost" }, "");
    shown.push(testPage(ground, { kind: "agent", login: "root@localhost" }, test));
    return shown.flatMap((page) => page.lines.flatMap(({ text, aside = "" }) => [text, aside]));
  },
  report: async (client) => {
    const shown: Page[] = [];
    const memory = { known: {}, remember: () => {}, whenLost: () => {} };
    return walked(await reportPage({ ...pageGround(client, shown, []), now, width: 80, memory }), shown, 3);
  },
  async administration(client) {
    const shown: Page[] = [];
    const forms: Form[] = [];
    const fill = (form: Form) => void forms.push(form);
    const told = { now, width, progress: () => {}, open: async () => {} };
    const ground = { ...pageGround(client, shown, []), ...told, fill, further: () => [] };
    const lines = await walked(await thingsPage(ground), shown, 3);
    for (const { lines: entries } of [...shown]) for (const { choose } of entries.slice(0, 2)) await choose?.();
    const filled = forms.flatMap((form) => [
      ...rowsOf(form, width).flatMap(({ pieces }) => pieces.map(({ text }) => text)),
      ...form.thing.fields.flatMap((field) => [toldOf(form, field), startOf(field, heldIn(form, field.name))]),
    ]);
    return [...lines, ...filled, ...(await client.names("group")).map(({ name }) => name)];
  },
  async choices(client) {
    const { queues, newTicketQueues, states, priorities, types, agents } = await client.lookups();
    const all = [...queues, ...newTicketQueues, ...states, ...priorities, ...types, ...agents];
    const counted = (await client.queues()).flatMap(({ name, open, unread }) => [name, String(open), String(unread)]);
    const people = await client.directory.recipients("ann");
    const failing = await client.outbound.failing(["nobody@void.test"]);
    return [
      ...all.map(({ name }) => name),
      ...counted,
      ...people.map(written),
      ...failing.flatMap(({ address, reason }) => [address, reason]),
    ];
  },
  async templates(client, id) {
    const source = templatesOfTicket(client, id, { type: "Answer", articleId: undefined });
    const question = await templateQuestion(source, async () => {});
    const previews = await Promise.all(question.items.map(({ value }) => question.preview?.(value) ?? ""));
    const fresh = await client.templates.ofQueue("Raw");
    const filled = await Promise.all(fresh.map(({ name }) => client.templates.filledForQueue("Raw", name)));
    return [...asked(question), ...previews, ...filled.map(({ text }) => text)];
  },
  async drafts(client, id) {
    const reply = replyFrom(await client.replyDraft(id, undefined, { all: true }));
    const forward = forwardFrom(await client.forwardDraft(id, undefined));
    return [editorText(reply), editorText(forward), reply.from, forward.from, String(reply.version)];
  },
  async deeds(client, id) {
    const { state } = await client.update(id, { priority: "3 normal" });
    const { articleId } = await client.note(id, { body: "noted" });
    const results = await client.bulk({ tickets: [`~${id}`], update: { priority: "3 normal" } });
    return [state, String(articleId), ...results.map(({ ticket, error }) => `${ticket} ${error}`)];
  },
};

function pageGround(client: Client, shown: Page[], told: string[]) {
  return {
    client,
    show: (page: Page) => void shown.push(page),
    ask: (question: Question) => void told.push(...asked(question)),
    say: (words: string) => void told.push(words),
    edit: async (before: string) => before,
  };
}

describe(`nonsense, seed ${seed}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  let proxy: JsonProxy;
  let token: string;
  let ticketId: number;
  beforeAll(async () => {
    installation = await install();
    const address = ["--login", "ann", "--first-name", "Ann", "--last-name", "Example"];
    await installation.run(["admin", "customer-user", "add", "ann@customer.test", ...address]);
    await installation.run(["admin", "template", "add", "More", "--text", "Which one?", "--queues", "Raw"]);
    await installation.run([
      "admin",
      "template",
      "add",
      "New",
      "--type",
      "Create",
      "--text",
      "Hello",
      "--queues",
      "Raw",
    ]);
    await installation.run(["admin", "dynamic-field", "add", "Room", "--label", "Room", "--type", "Text"]);
    token = (await installation.run(["admin", "token", "add", "--user", "root@localhost"])).stdout.trim();
    daemon = await installation.serve({ GOTRS_OUTBOUND_UNDO_SECONDS: "600" });
    await deliver(daemon, mails.printer, mails.wide, mails.hostile);
    const { tickets } = await installation.json<{ tickets: readonly { id: number; number: string; title: string }[] }>(
      ...["ticket", "list"],
    );
    const printer = tickets.find(({ title }) => title === "Printer on fire");
    ticketId = printer?.id ?? 0;
    await installation.run(["ticket", "reply", printer?.number ?? "", "--body", "We come."]);
    await installation.run(["ticket", "link", printer?.number ?? "", tickets[0]?.number ?? "", "--kind", "parent"]);
    proxy = await startJsonProxy(daemon.http);
  }, 120_000);
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]();
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });

  it.each(Object.entries(looks))(
    "of %s is told or drawn",
    async (name, look) => {
      const client = new Client({ kind: "http", url: proxy.url, token });
      proxy.change = (_route, answer) => answer;
      expect((await look(client, ticketId)).length).toBeGreaterThan(0);
      let refused = 0;
      const told = new Set<string>();
      // On until both were met, as far as chance may have it.
      const goesOn = (attempt: number): boolean =>
        attempt < tries || ((refused === 0 || refused === attempt) && attempt < 10 * tries);
      let attempt = 0;
      for (; goesOn(attempt); attempt += 1) {
        const random = randomOf(seed + attempt);
        // Of several answers any may be the wrong one.
        proxy.change = (_route, answer) => (random() < 0.6 ? distorted(answer, random) : answer);
        let lines: readonly string[];
        try {
          lines = await look(client, ticketId);
        } catch (error) {
          refused += 1;
          const known = error instanceof ClientError || String(error) === `Error: ${text("wrong.noTemplates")}`;
          if (!known) throw new Error(`seed ${seed + attempt}`, { cause: error });
          told.add(String(error).replace(/^ClientError: (.*) at answer.*$/, "$1"));
          continue;
        }
        for (const line of lines) {
          expect(line, `${name} ${seed + attempt}`).not.toMatch(unwanted);
          const shown = inCells(line, width);
          expect(shown, `${name} ${seed + attempt}`).not.toMatch(steers);
          expect(widthOf(shown)).toBe(width);
        }
      }
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThan(attempt);
      expect([...told].some((words) => words.endsWith(": the answer is unexpected"))).toBe(true);
    },
    120_000,
  );

  it.skipIf(absent !== undefined)(
    `is lived with on every screen ${absent ?? ""}`,
    async () => {
      const random = randomOf(seed);
      proxy.change = (_route, answer) => answer;
      const given = join(installation.folder, "given");
      await using terminal = await openDesk(installation, {
        arguments: ["--server", proxy.url],
        environment: { GOTRS_TOKEN: token },
        columns: 120,
        rows: 30,
      });
      await terminal.record(given);
      await terminal.see("Printer on fire");
      proxy.change = (route, answer) => (route === "GET /me" || random() < 0.5 ? answer : distorted(answer, random));
      for (let round = 0; round < tries / 40; round += 1) {
        for (const keys of visits) {
          await terminal.press(...keys);
          const screen = await atRest(terminal);
          expect(screen, `${keys.join(" ")} ${seed}`).not.toMatch(unwanted);
          expect(screen, `${keys.join(" ")} ${seed}`).toMatch(/^ gotrs /);
          await leave(terminal);
        }
      }
      proxy.change = (_route, answer) => answer;
      await terminal.press("g", "u", "g", "a", "g", "g");
      await terminal.see("Printer on fire");
      // At rest, for half an escape sequence of ours that is still being written would be taken for somebody else's.
      expect(await atRest(terminal)).not.toMatch(unwanted);
      const written = await readFile(given, "utf8");
      expect(written).not.toContain("\u001b[987654m");
      const besides = written.replace(own, "");
      const at = besides.search(injected);
      expect(at < 0 ? "" : JSON.stringify(besides.slice(Math.max(0, at - 60), at + 60))).toBe("");
    },
    300_000,
  );
});

/** What the program writes itself: cursor, styles, modes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
const own = /\u001b\[[\d;?>=<]*[A-Za-z]/g;

const injected =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
  /\u001b|[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/;

/** From wherever nonsense has led back to the list; what was begun there is thrown away. */
async function leave(terminal: Terminal): Promise<void> {
  for (let times = 0; times < 5; times += 1) {
    await terminal.press("Escape");
    if ((await atRest(terminal)).includes("Throw away")) await terminal.press("y");
  }
}

/** From the list to every screen. */
const visits: readonly (readonly string[])[] = [
  ["g", "a"],
  ["g", "g", "Enter"],
  ["G", "v"],
  ["k", "v"],
  ["g", "g", "Enter", "v", "h"],
  ["Enter", "v", "f"],
  ["j", "Enter", "v", "l"],
  ["Enter", "v", "d"],
  ["Enter", "v", "c"],
  ["Enter", "v", "r"],
  ["Enter", "d"],
  ["g", "o"],
  ["g", "r"],
  ["g", "q"],
  ["g", "c"],
  ["g", "c", "Enter"],
  ["g", "q", "Enter"],
  ["g", "s"],
  ["g", "s", "j", "j", "Enter", "j", "Enter"],
  ["g", "l"],
  ["g", "y"],
  ["m"],
  ["O"],
  ["s"],
  ["p"],
  ["i"],
  ["+"],
  ["r"],
  ["r", "C-o"],
  ["F"],
  ["/", "fire", "Enter"],
  ["/", "fire is:open", "Enter", "Enter"],
  ["Tab"],
];
