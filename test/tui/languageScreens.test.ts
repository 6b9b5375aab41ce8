/** The screens that agents see most, in Spanish and French at the size where words have least room: test/golden/80x24-LANGUAGE/. */
import { afterAll, describe, it } from "vitest";
import { adminModules } from "../../src/admin/modules/index.ts";
import { speak, text } from "../../tui/messages.ts";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { type Step, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const module = (thing: string): readonly string[] => [
  ...`${adminModules.findIndex((one) => one.thing === thing) + 1}`,
  "G",
  "Enter",
];

/** Some screens show a no-break space as a blank. */
function shown(...said: Parameters<typeof text>): RegExp {
  return new RegExp(
    text(...said)
      .replaceAll(/[.?+$()[\]]/g, "\\$&")
      .replaceAll("\u00a0", "[ \u00a0]"),
  );
}

/** What each shows is of the catalogue, so that all walk alike. */
const steps = (): readonly Step[] => [
  ["list", [], "welcome@localho"],
  ["list-help", ["?"], shown("help.replyTemplate")],
  ["keys-edit", ["Escape", "e"], shown("short.remind")],
  ["overview", ["Escape", "g", "o"], new RegExp(`${text("view.everything")} +3`)],
  ["palette", [":"], shown("palette.title")],
  ["order", ["Escape", "g", "a", "o"], shown("sort.oldest")],
  ["search", ["Escape", "/", "fire is:un"], "unlocked"],
  ["search-wrong", ["Enter"], /is:un\. /],
  ["found", ["C-u", "fire", "Enter"], /\/fire.?: 1/],
  ["outbound", ["Escape", "g", "q"], shown("page.noOutbound")],
  ["customers", ["q", "g", "c"], shown("page.noCustomers")],
  ["report", ["q", "g", "r"], shown("report.byQueue")],
  ["template", ["q", "g", "g", "j", "i"], "Which printer is it?"],
  ["reply", ["Enter"], "> Please help"],
  ["composer-help", ["C-g"], shown("help.template")],
  ["until-send", ["Escape", "C-l"], shown("ask.sendAt")],
  ["throw-away", ["Escape", "x", "Escape"], shown("ask.throwAway")],
  ["drafts", ["k", "g", "d"], shown("page.drafts")],
  ["ticket", ["D", "Down", "Enter", "q", "Enter"], /Raw 3 ●2[\s\S]*We said so/],
  ["ticket-help", ["?"], shown("help.save")],
  ["facts", ["Escape", "v", "f"], shown("fact.responsible")],
  ["fields", ["q", "v", "d"], shown("page.noFields")],
  ["state", ["q", "s"], shown("state.pendingReminder")],
  ["until-wrong", ["reminder", "Enter", "soon", "Enter"], /«.soon|«soon/],
  ["note", ["Escape", "n"], shown("compose.unseen")],
  ["forward", ["Escape", "F"], shown("compose.noRecipient")],
  ["account", ["Escape", "g", "y"], shown("account.noSessions")],
  ["admin", ["q", "q", "g", "s"], "customer-company"],
  ["form-new", [...module("queue"), "g", "g", "Enter"], shown("form.new", { thing: "queue" })],
  ["form-wrong", ["8", "G", "Enter", "soon", "Enter", "C-s"], shown("form.needed")],
  ["form-help", ["?"], shown("help.inEditor")],
  ["inner", ["Escape", "q", "y", "q", ...module("working-time"), "G", "Enter", "4", "G", "Enter"], "Mon"],
  [
    "inner-wrong",
    ["g", "g", "j", "Enter", "j", "Enter", "C-u", "25", "Enter", "C-s", "C-s"],
    /25 n[\s\S]* 0 [aà]\s+23/,
  ],
];

/** Dates and ages are not as wide in all languages and on all days. */
function dateless(screen: string): string {
  return screen
    .replace(/\S+gotrs\.sock/, "gotrs.sock")
    .replace(/ {2,}(\p{L}+(?: \p{L}+)?) · \d{1,2} \p{L}+\.? \d\d:\d\d · \d+\p{L}+$/gmu, "   $1 · …")
    .replace(/\b\d{1,2} \p{L}{3,5}\.? \d\d:\d\d/gu, "…")
    .replace(/ +\d{1,3}(?:s|min) (?=\d )/g, "    0s ");
}

describe.skipIf(absent !== undefined)(`the screens most seen ${absent ?? ""}`, () => {
  afterAll(async () => await speak("en"));

  it.each(["es", "fr"] as const)(
    "look as they did in %s",
    async (language) => {
      await speak(language);
      await using installation = await install();
      const template = ["Ask for more", "--text", "Dear <OTRS_CUSTOMER_REALNAME>,\n\nWhich printer is it?"];
      await installation.json("admin", "template", "add", ...template, "--queues", "Raw");
      await using daemon = await installation.serve();
      await deliver(daemon, mails.printer, mails.wide);
      await using terminal = await openDesk(installation, { environment: { LC_ALL: `${language}.UTF-8` } });
      await terminal.see(/Raw +3 +●3/);
      await walk(terminal, `80x24-${language}`, steps(), dateless);
    },
    180_000,
  );
});
