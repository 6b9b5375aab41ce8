/** What happened to a ticket, in words: OTRS keeps a type and values with `%%` between them. */
import type { HistoryEntry } from "../../src/api/ticket.ts";
import { type MessageKey, text } from "../messages.ts";
import { withColon } from "./colon.ts";
import { type Named, shownName } from "./names.ts";
import { safeLine } from "./safe.ts";

/** What an entry says with its values; `undefined` where they are not what they should be. */
type Says = (values: readonly string[]) => string | undefined;

export function historyWords({ type, name }: Pick<HistoryEntry, "type" | "name">): string {
  const values = name.startsWith("%%") ? name.slice(2).split("%%") : undefined;
  const said = values === undefined ? undefined : says.get(type)?.(values);
  return safeLine(said ?? `${type}  ${(values ?? [name]).join(" ")}`);
}

/** @param names of the values in the message, in their order */
function message(key: MessageKey, ...names: readonly string[]): Says {
  return (values) => text(key, Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""]))).trim();
}

/** @param from and `to` are where the old and the new value stand */
function changed(label: MessageKey, from: number | undefined, to: number, kind?: Named): Says {
  const word = (value: string): string => (kind === undefined ? value : shownName(kind, value));
  return (values) => {
    const old = from === undefined ? "" : word(values[from] ?? "");
    const now = word(values[to] ?? "");
    // OTRS writes NULL for none.
    const before = old === "" || old === "NULL" ? "" : `${old} → `;
    return withColon(text(label), `${before}${now === "" || now === "NULL" ? "–" : now}`);
  };
}

const says = new Map<string, Says>([
  [
    "NewTicket",
    ([, queue = "", priority = "", state = ""]) =>
      text("history.opened", { queue, priority: shownName("priority", priority), state: shownName("state", state) }),
  ],
  ["FollowUp", ([, note = ""]) => text("history.followUp", { note }).trim()],
  ["EmailCustomer", message("history.mailCustomer", "note")],
  ["EmailAgent", message("history.mailAgent")],
  ["PhoneCallCustomer", message("compose.customerCalled")],
  ["PhoneCallAgent", message("history.agentCalled")],
  ["AddNote", message("history.note", "subject")],
  ["SendAnswer", message("history.answered", "to")],
  ["SendAutoReply", message("history.automatic", "to")],
  ["SendAutoReject", message("history.automatic", "to")],
  ["SendAutoFollowUp", message("history.automatic", "to")],
  ["LoopProtection", message("history.loop", "to")],
  ["SendAgentNotification", message("history.notified", "notification", "to")],
  ["Forward", message("history.forwarded", "to")],
  ["Bounce", message("say.bounced", "to")],
  ["Merged", message("history.merged", "from", "fromId", "into")],
  ["TicketLinkAdd", message("say.linked", "to")],
  ["TicketLinkDelete", message("say.unlinked", "to")],
  ["Subscribe", message("history.watched", "who")],
  ["Unsubscribe", message("history.unwatched", "who")],
  ["Lock", message("history.locked")],
  ["Unlock", message("say.unlocked")],
  ["TimeAccounting", message("history.time", "units", "sum")],
  ["ArchiveFlagUpdate", ([archived]) => text(archived === "y" ? "say.archived" : "say.unarchived")],
  ["Misc", (values) => values.join(" ")],
  ["CustomerUpdate", ([values = ""]) => customer(values)],
  [
    "TicketDynamicFieldUpdate",
    ([, field = "", , to = "", , from = ""]) => withColon(field, `${from && `${from} → `}${to || "–"}`),
  ],
  ["Move", changed("fact.queue", 2, 0)],
  ["StateUpdate", changed("fact.state", 0, 1, "state")],
  ["PriorityUpdate", changed("fact.priority", 0, 2, "priority")],
  ["TypeUpdate", changed("fact.type", 2, 0, "type")],
  ["ServiceUpdate", changed("fact.service", 2, 0)],
  ["SLAUpdate", changed("fact.sla", 2, 0)],
  ["TitleUpdate", changed("fact.title", 0, 1)],
  ["OwnerUpdate", changed("fact.owner", undefined, 0)],
  ["ResponsibleUpdate", changed("fact.responsible", undefined, 0)],
  ["SetPendingTime", ([until = ""]) => `${text("fact.pending")} ${until} UTC`],
]);

/** `CustomerID=initech;CustomerUser=cora;` */
function customer(values: string): string | undefined {
  const [, customerId, user] = /^CustomerID=(.*?);CustomerUser=(.*?);?$/.exec(values) ?? [];
  if (customerId === undefined) return undefined;
  return [withColon(text("fact.customer"), user || "–"), withColon(text("fact.company"), customerId || "–")].join(
    " · ",
  );
}
