/** The agent's desk without its looks: what is shown, what keys and the mouse do there, what is asked and remembered. */
import { useApp } from "ink";
import { useEffect, useMemo, useRef, useState } from "react";
import type { MarkedWords } from "../../src/api/search.ts";
import type { Clock } from "../../src/clock.ts";
import { actionsOn } from "../actions.ts";
import type { Client } from "../client/client.ts";
import type { Who } from "../client/shapes/desk.ts";
import type { Place } from "../commands/ground.ts";
import { promptRows } from "../components/Prompt.tsx";
import type { DraftStore } from "../draftStore.ts";
import type { Done } from "../ground.ts";
import { useSlowKeys } from "../keys/Keyboard.tsx";
import type { Memory } from "../memory.ts";
import { mergedQuestion } from "../merged.ts";
import { text } from "../messages.ts";
import { hitLines } from "../screens/hits.ts";
import { listRoom } from "../screens/List.tsx";
import { threadRoom } from "../screens/Ticket.tsx";
import { threadOf } from "../screens/thread.ts";
import { compareVersions } from "../versions.ts";
import { useColumns } from "./useColumns.ts";
import { useComposing } from "./useComposing.ts";
import { useKeptViews } from "./useKeptViews.ts";
import { useLive } from "./useLive.ts";
import { messageOf, useNotice } from "./useNotice.ts";
import { useNow } from "./useNow.ts";
import { useOverview } from "./useOverview.ts";
import { usePages } from "./usePages.ts";
import { usePreview } from "./usePreview.ts";
import { useQuestion } from "./useQuestion.ts";
import { useScreenKeys } from "./useScreenKeys.ts";
import { useTicket } from "./useTicket.ts";
import { useTickets } from "./useTickets.ts";

const unmarked: readonly MarkedWords[] = [];

/** What was done is kept so many times for undo. */
const undoable = 50;

export interface DeskProps {
  readonly client: Client;
  readonly clock: Clock;
  readonly me: Who;
  /** Of this program. */
  readonly version: string;
  readonly memory: Memory;
  readonly drafts: DraftStore;
  readonly width: number;
  readonly height: number;
  readonly edit: (text: string) => Promise<string>;
  readonly loginNeeded: () => boolean;
}

export function useDesk(props: DeskProps) {
  const { client, clock, me, memory, drafts, width, loginNeeded } = props;
  const app = useApp();
  const notices = useNotice(clock, loginNeeded);
  const { waiting } = notices;
  useSlowKeys(waiting);
  const live = useLive(client, loginNeeded, notices.say, props.version);
  const now = useNow(clock);
  const tickets = useTickets(client, me.login, live.changes, memory, notices.tell);
  const opened = useTicket(client, live.changes, live.again, memory, notices.tell);
  const asking = useQuestion((error) => fail(error));
  const fail = (error: unknown): void => {
    const offered = mergedQuestion(error, async (number) => opened.open((await client.numbered(number)).id));
    if (offered === undefined) notices.tell(error);
    else asking.ask(offered);
  };
  const { question } = asking;
  const [helping, setHelping] = useState(false);
  const [touring, setTouring] = useState(memory.known.toured !== true);
  const [overviewShown, setOverviewShown] = useState(false);
  const [overviewAt, setOverviewAt] = useState(0);
  const [previewing, setPreviewing] = useState(memory.known.preview === true);
  const columns = useColumns(memory, asking.ask);
  const kept = useKeptViews(memory);
  const done = useRef<readonly Done[]>([]);

  const { ticket } = opened;
  const place: Place = ticket !== undefined ? "ticket" : overviewShown ? "overview" : "list";
  const overviewRows = useOverview(
    client,
    me.login,
    place === "overview",
    { queues: tickets.queues, kept: kept.all },
    live.changes,
    notices.tell,
  );
  const footRows = question?.kind === "prompt" ? promptRows(question, width) : 1;
  const height = Math.max(3, props.height - 1 - footRows);
  const listHeight = previewing ? Math.max(5, Math.floor(height * 0.45)) : height;
  const marked = opened.marking ? tickets.searched : unmarked;
  const lines = useMemo(
    () => (ticket === undefined ? [] : threadOf(ticket, width, opened.fresh, { unfolded: opened.unfolded, marked })),
    [ticket, width, opened.fresh, opened.unfolded, marked],
  );
  const hits = useMemo(() => hitLines(lines, marked), [lines, marked]);
  const { current } = tickets.window;
  const previewed = usePreview(client, previewing && place === "list" ? current?.id : undefined, current?.changed);
  const remember = (what: Done): void => {
    done.current = [...done.current, what].slice(-undoable);
    tickets.unmark();
  };
  const doneWith = ({ id }: { readonly id: number }): void => {
    tickets.goOn(id);
    opened.leave();
  };
  const writing = useComposing({
    client,
    drafts,
    notices,
    remember,
    doneWith,
    again: live.again,
  });
  const actions = actionsOn({
    client,
    clock,
    login: me.login,
    notices,
    again: live.again,
    doneWith,
    open: opened.open,
    ask: asking.ask,
    edit: props.edit,
    compose: writing.compose,
    giveBack: writing.giveBack,
    remember,
  });
  const pages = usePages({
    client,
    now,
    width,
    memory,
    ticket,
    open: opened.open,
    log: notices.log,
    ask: asking.ask,
    say: notices.say,
    progress: notices.progress,
    edit: props.edit,
    remember,
    giveBack: writing.giveBack,
    again: live.again,
    newTicketFor: (customer) => actions.newTicket(undefined, customer),
    writing: { drafts, compose: writing.compose, beginTicket: actions.beginTicket, drop: writing.dropDraft },
  });
  const room = place === "ticket" ? threadRoom(height) : listRoom(place === "list" ? listHeight : height);
  const screen = useScreenKeys({
    client,
    login: me.login,
    place,
    tickets,
    opened,
    overview: { rows: overviewRows, at: overviewAt, show: setOverviewShown, moveTo: setOverviewAt },
    kept,
    lines,
    hits,
    room,
    height,
    width,
    actions,
    notices,
    fail,
    ask: asking.ask,
    pages,
    done,
    remember,
    again: live.again,
    columns: columns.ask,
    preview: () => {
      memory.remember({ preview: !previewing });
      setPreviewing(!previewing);
    },
    help: () => setHelping(true),
    quit: () => app.exit(),
  });
  const { say, tell } = notices;
  useEffect(
    () => memory.whenLost((why) => tell(new Error(text("wrong.notRemembered", { why: messageOf(why) })))),
    [memory, tell],
  );
  useEffect(() => {
    const versions = compareVersions(props.version, me.version);
    if (versions.kind !== "same") say(versions.said);
  }, [say, props.version, me.version]);
  useEffect(() => {
    if (current !== undefined) memory.remember({ cursor: current.id });
  }, [memory, current]);

  return {
    notices,
    alive: live.alive,
    now,
    tickets,
    opened,
    lines,
    marked,
    hits,
    asking,
    place,
    overview: { shown: overviewShown, rows: overviewRows, at: overviewAt },
    helping,
    leaveHelp: () => setHelping(false),
    touring,
    leaveTour: () => {
      memory.remember({ toured: true });
      setTouring(false);
    },
    columns: columns.chosen,
    previewed,
    pages,
    writing,
    screen,
    height,
    listHeight,
  };
}
