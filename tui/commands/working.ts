/** Commands that do something to the ticket under the cursor, or to all that are marked. */
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Handler, ScreenGround } from "./ground.ts";
import type { Standing } from "./standing.ts";

export function working(
  { place, tickets, opened, overview, actions }: ScreenGround,
  { onCurrent, onTargets, answered, read }: Standing,
) {
  const { ticket } = opened;
  const onTicket = <T>(work: (open: TicketDetail) => T): T | undefined =>
    ticket === undefined ? undefined : work(ticket);
  return {
    // Of a ticket that was found, the article that has the words.
    open: () => onCurrent(({ id }) => opened.open(id, tickets.window.current?.articleId)),
    back: () =>
      place === "overview"
        ? overview.show(false)
        : place === "list"
          ? tickets.setFilter({ search: "" }, tickets.window.current?.id)
          : opened.leave(),
    reply: () => onCurrent((some) => actions.reply(some, answered)),
    replyAll: () => onCurrent((some) => actions.reply(some, answered, { all: true })),
    replyInEditor: () => onCurrent((some) => actions.reply(some, answered, { inEditor: true })),
    replyTemplate: () => onCurrent((some) => actions.replyTemplate(some, answered)),
    note: () => onTargets(actions.note),
    call: () => onCurrent(actions.call),
    newTicket: () => actions.newTicket(tickets.filter.queue),
    close: () => onTargets(actions.close),
    take: () => onTargets(actions.take),
    unlock: () => onTargets(actions.unlock),
    queue: () => onTargets(actions.queue),
    priority: () => onTargets(actions.priority),
    state: () => onTargets(actions.state),
    owner: () => onTargets(actions.owner),
    merge: () => onTargets(actions.merge),
    link: () => onTargets(actions.link),
    watch: () => onTargets(actions.watch),
    unwatch: () => onTargets(actions.unwatch),
    addWatcher: () => onTargets(actions.addWatcher),
    removeWatcher: () => onTargets(actions.removeWatcher),
    markRead: () => onTargets(actions.markRead),
    markUnread: () => onTargets((some) => actions.markUnread(some, answered)),
    flag: () => onTargets((some) => actions.flag(some, answered)),
    time: () => onTargets(actions.time),
    remind: () => onTargets(actions.remind),
    setType: () => onTargets(actions.setType),
    setService: () => onTargets(actions.setService),
    setSla: () => onTargets(actions.setSla),
    setField: () => onTargets(actions.setField),
    setResponsible: () => onTargets(actions.setResponsible),
    setCustomer: () => onTargets(actions.setCustomer),
    archive: () => onTargets(actions.archive),
    unarchive: () => onTargets(actions.unarchive),
    unlink: () => onTargets(actions.unlink),
    deleteTicket: () => onTargets(actions.deleteTicket),
    forward: () => onCurrent((some) => actions.forward(some, answered)),
    bounce: () => onCurrent((some) => actions.bounce(some, answered)),
    split: () => onTicket((open) => (read === undefined ? undefined : actions.split(open, read))),
    save: () => onTicket((open) => actions.save(open, read)),
    openAttachment: () => onTicket(actions.openAttachment),
    fold: () => opened.fold(),
    recall: () => onTicket((open) => actions.recall(open, answered)),
  } as const satisfies Readonly<Record<string, Handler>>;
}
