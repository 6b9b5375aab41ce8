/** Every screen at three sizes, as text in test/golden/SIZE/: read by eye once, held to it from then on. */
import { describe, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { type Step, sizes, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const fromList: readonly Step[] = [
  ["list", [], "welcome@localho"],
  ["list-help", ["?"], "reply with a template"],
  ["preview", ["Escape", "v"], "To support@localhost"],
  ["overview", ["v", "g", "o"], /^ Closed ones too +3/m],
  ["palette", [":"], "Command:"],
  ["move", ["Escape", "g", "a", "m"], "Move to:"],
  ["order", ["Escape", "o"], "Order:"],
  ["columns", ["Escape", "C"], "Columns:"],
  ["search", ["Escape", "/", "fire is:un"], "unlocked"],
  ["search-wrong", ["Enter"], "there is no is:un"],
  ["found", ["C-u", "fire", "Enter"], "/fire: 1"],
  ["keep-view", ["K"], "Keep this view as"],
  ["overview-kept", ["C-u", "Fires", "Enter", "g", "o"], /^ Fires +1/m],
  ["own-views", ["g", "v"], "Your own views"],
  ["outbound", ["Enter", "Escape", "g", "q"], "nothing has failed"],
  ["outbound-help", ["?"], "pause or resume sending"],
  ["outbound-pause", ["Escape", "p"], "by the route default"],
  ["report", ["Escape", "q", "g", "r"], "By queue"],
  ["report-help", ["?"], "the span of time"],
  ["report-span", ["Escape", "s"], "Report on"],
  ["report-own", ["from one", "Enter", `${daysAgo(19)} ${daysAgo(10)}`, "Enter"], `${daysAgo(19)} – ${daysAgo(10)}`],
  ["report-owner", ["b", "owner", "Enter"], "By owner"],
  ["template", ["q", "g", "g", "j", "i"], "Which printer is it?"],
  ["reply-template", ["Enter"], "> Please help"],
  ["composer-help", ["C-g"], "go on in $EDITOR"],
  ["throw-away", ["Escape", "x", "Escape"], "Throw away"],
  ["set-aside", ["k"], "Kept as a draft"],
  ["drafts", ["g", "d"], "what you have begun"],
  ["draft-delete", ["D"], "this draft away"],
  ["drafts-none", ["yes", "Enter"], "No drafts"],
];
const fromTicket: readonly Step[] = [
  ["ticket", ["q", "Enter"], /Raw 3 ●2/],
  ["ticket-help", ["?"], "save an attachment"],
  ["links", ["Escape", "v", "l"], "Nothing is linked"],
  ["fields", ["q", "v", "d"], "Tickets have no dynamic fields"],
  ["history", ["q", "v", "h"], "mail by the customer"],
  ["facts", ["q", "v", "f"], "Created"],
  ["reply", ["q", "r"], "> Please help"],
  ["reply-separately", ["C-p"], "each alone"],
  ["note", ["C-p", "Escape", "n"], "the customer does not see it"],
  ["note-subject", ["C-f", "Asked its maker"], "maker"],
  ["forward", ["C-u", "Escape", "F"], "Nobody would receive it"],
];

describe.skipIf(absent !== undefined)(`every screen ${absent ?? ""}`, () => {
  it.each(sizes)(
    "looks as it did at %i×%i",
    async (columns, rows) => {
      await using installation = await install();
      const template = ["Ask for more", "--text", "Dear <OTRS_CUSTOMER_REALNAME>,\n\nWhich printer is it?"];
      await installation.json("admin", "template", "add", ...template, "--queues", "Raw");
      await using daemon = await installation.serve();
      await deliver(daemon, mails.printer, mails.wide);
      await using terminal = await openDesk(installation, { columns, rows });
      await terminal.see(/Raw +3 +●3/);
      await walk(terminal, `${columns}x${rows}`, [...fromList, ...fromTicket]);
    },
    180_000,
  );
});
