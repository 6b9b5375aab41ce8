/** A daemon of the same generation that is older or newer than the terminal: a real one, with a proxy in front that takes away or adds. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { added, list, object, text } from "../../tui/client/shape.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { type JsonProxy, startJsonProxy } from "../peers/jsonProxy.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { atRest } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe("a field that was added", () => {
  const shape = object<{ rows: readonly { name: string; more: string }[] }>({
    rows: list(object<{ name: string; more: string }>({ name: text, more: added(text, "") })),
  });

  it("is put in where an older daemon lacks it", () => {
    const answer = { rows: [{ name: "a" }, { name: "b", more: "c" }] };
    expect(shape(answer)).toBeUndefined();
    expect(answer.rows).toEqual([
      { name: "a", more: "" },
      { name: "b", more: "c" },
    ]);
  });

  it.each([
    [{ rows: [{ name: "a", more: 1 }] }, ".rows[0].more"],
    [{ rows: [{ name: "a", more: null }] }, ".rows[0].more"],
    [{ rows: [{ more: "" }] }, ".rows[0].name"],
  ])("is checked where it is there, as are all others: %j", (answer, place) => {
    expect(shape(answer)).toBe(place);
  });
});

type Answer = Readonly<Record<string, unknown>>;

/** Names in these are an installation's own. */
const records = new Set(["flags", "dynamicFields", "namedBy"]);

/** Every object in an answer, changed, however deep it lies. */
function everywhere(value: unknown, change: (one: Answer) => Answer): unknown {
  if (Array.isArray(value)) return value.map((one) => everywhere(one, change));
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.entries(value).map(([name, one]): [string, unknown] => [
    name,
    records.has(name) ? one : everywhere(one, change),
  ]);
  return change(Object.fromEntries(inner));
}

const without = (...names: readonly string[]) => {
  const stripped = (one: Answer): Answer =>
    Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name)));
  return (_route: string, answer: unknown): unknown => everywhere(answer, stripped);
};

/** All that `added` stands for in tui/client/shapes. */
const older = without("bcc", "hold", "escalating", "services", "slas", "marked", "waiting");

/** Fields that nobody here knows, and words that are none of ours where lists of them may grow. */
function newer(_route: string, answer: unknown): unknown {
  const grown: Answer = {
    ...{ sender: "robot", channel: "Pigeon", foundIn: "picture" },
    ...{ stateType: "frozen", state: "on ice", lock: "sealed", direction: "sibling", code: "newWarning" },
  };
  return everywhere(answer, (one) => ({
    ...one,
    ...Object.fromEntries(Object.entries(grown).filter(([name]) => typeof one[name] === "string")),
    // A part of a text, what became of a mail, an entry of the history, a link.
    ...(one.kind === "quote" && { kind: "table" }),
    ...("attempts" in one && { state: "parked" }),
    ...("by" in one && "type" in one && { type: "Levitated", name: "%%high%%up" }),
    ...("direction" in one && { type: "Twin" }),
    ...(one.kind === "integer" && { kind: "hologram" }),
    novelty: { of: ["another", { version: 1 }] },
  }));
}

describe.skipIf(absent !== undefined)(`a daemon of another version ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  let proxy: JsonProxy;
  let token: string;
  beforeAll(async () => {
    installation = await install(undefined, { GOTRS_OUTBOUND_UNDO_SECONDS: "600" });
    token = (await installation.run(["admin", "token", "add", "--user", "root@localhost"])).stdout.trim();
    daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
    const { tickets } = await installation.json<{ tickets: readonly { number: string; title: string }[] }>(
      "ticket",
      "list",
    );
    const printer = tickets.find(({ title }) => title === "Printer on fire")?.number ?? "";
    const other = tickets.find(({ number }) => number !== printer)?.number ?? "";
    await installation.run(["ticket", "reply", printer, "--body", "We come.", "--bcc", "boss@customer.test"]);
    const linked = await installation.run(["ticket", "link", printer, other, "--kind", "parent"]);
    expect(linked).toMatchObject({ code: 0 });
    proxy = await startJsonProxy(daemon.http);
  }, 120_000);
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]();
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const open = async (change: JsonProxy["change"]) => {
    proxy.change = change;
    proxy.lead = (_route, path) => path;
    const terminal = await openDesk(installation, {
      arguments: ["--server", proxy.url],
      environment: { GOTRS_TOKEN: token },
      columns: 120,
      rows: 40,
    });
    await terminal.see("Printer on fire");
    return terminal;
  };

  /** To the printer's ticket, from anywhere. */
  const toPrinter = ["g", "a", "/", "printer is:open", "Enter", "Enter"];

  it("is worked with when it is older: what came later is left untold, all else is there", async () => {
    await using terminal = await open(older);
    await visit(terminal, [
      [["g", "o"], "VIEWS AND QUEUES"],
      [["Escape", ...toPrinter], "We come."],
      [["v", "f"], "Customer"],
      [["q", "g", "q"], "ann@customer.test"],
      [["Enter"], "Subject: Re: [Ticket#"],
      [["q", "q", ...toPrinter], "Please help"],
      [["r"], "Goes to ann@customer.test"],
    ]);
    await terminal.press("Unlost", "C-s");
    await terminal.see("reply queued");
    expect(await terminal.screen()).not.toContain("boss@customer.test");
  }, 60_000);

  it("is told with route and place what else it lacks", async () => {
    await using terminal = await open(without("cc"));
    await terminal.press("g", "g", "Enter");
    await terminal.see("the answer is unexpected at answer.articles[0].cc");
    expect(await terminal.screen()).toContain("GET /tickets/~");
  }, 60_000);

  it("says of what it is too old for that it is, and the ticket stays where it was", async () => {
    await using terminal = await open(older);
    proxy.lead = (route, path) => (route.endsWith("/bulk") ? "/many" : path);
    await terminal.press(...toPrinter);
    await terminal.see("Please help");
    await terminal.press("w");
    await terminal.see(/too old for this: it does not know POST\s+\/api\/v1\/many/);
    expect(await terminal.screen()).toContain("Please help");
  }, 60_000);

  it("is worked with when it is newer: unknown fields do not matter, unknown words are shown as they are", async () => {
    await using terminal = await open(newer);
    await terminal.see("frozen");
    await visit(terminal, [
      [["g", "o"], "VIEWS AND QUEUES"],
      [["Escape", ...toPrinter], /robot · /],
      [[], /parked/],
      [[], "> We said so before."],
      [["v", "h"], /Levitated +high up/],
      [["q", "v", "l"], "Twin (sibling)"],
      [["q", "v", "f"], "on ice"],
      [["q", "v", "c"], "Customer"],
      [["q", "g", "q"], "parked"],
      [["Enter"], "parked"],
      [["q", "q", "g", "s"], "queue"],
      [["q", ...toPrinter], "Please help"],
      [["r"], "Goes to ann@customer.test"],
    ]);
    await terminal.press("Unlost too", "C-s");
    await terminal.see("reply queued");
  }, 60_000);
});

type Visit = readonly [keys: readonly string[], shows: string | RegExp];

async function visit(terminal: Terminal, visits: readonly Visit[]): Promise<void> {
  for (const [keys, shows] of visits) {
    if (keys.length > 0) await terminal.press(...keys);
    await terminal.see(shows);
    expect(await atRest(terminal)).not.toMatch(/unexpected|undefined|\[object/);
  }
}
