/** The agent's desk: overview, list, ticket or composer, what asks over them, header and footer. Behaviour is in the hooks. */
import { Box, useApp } from "ink";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Me } from "../../src/api/people.ts";
import type { Clock } from "../../src/clock.ts";
import { actionsOn } from "../actions.ts";
import type { Client } from "../client/client.ts";
import type { Place } from "../commands/ground.ts";
import { Footer } from "../components/Footer.tsx";
import { Header } from "../components/Header.tsx";
import { Prompt, promptRows } from "../components/Prompt.tsx";
import { hasSidebar } from "../components/Sidebar.tsx";
import type { DraftStore } from "../draftStore.ts";
import type { Done, Question } from "../ground.ts";
import { useColumns } from "../hooks/useColumns.ts";
import { useComposing } from "../hooks/useComposing.ts";
import { useLive } from "../hooks/useLive.ts";
import { messageOf, useNotice } from "../hooks/useNotice.ts";
import { useNow } from "../hooks/useNow.ts";
import { useOverview } from "../hooks/useOverview.ts";
import { usePages } from "../hooks/usePages.ts";
import { usePreview } from "../hooks/usePreview.ts";
import { useScreenKeys } from "../hooks/useScreenKeys.ts";
import { useTicket } from "../hooks/useTicket.ts";
import { useTickets } from "../hooks/useTickets.ts";
import { keysOf } from "../keys/keys.ts";
import type { Memory } from "../memory.ts";
import { text } from "../messages.ts";
import { compareVersions } from "../versions.ts";
import { type Filter, viewNames } from "../views.ts";
import { Composer } from "./Composer.tsx";
import { DeskBody } from "./DeskBody.tsx";
import { listRoom } from "./List.tsx";
import { Pager } from "./Pager.tsx";
import { threadRoom } from "./Ticket.tsx";
import { Tour } from "./Tour.tsx";
import { threadOf } from "./thread.ts";

/** What was done is kept so many times for undo. */
const undoable = 50;

export function Desk(props: {
  readonly client: Client;
  readonly clock: Clock;
  readonly me: Me;
  /** Of this program. */
  readonly version: string;
  readonly memory: Memory;
  readonly drafts: DraftStore;
  readonly width: number;
  readonly height: number;
  readonly edit: (text: string) => Promise<string>;
  readonly loginNeeded: () => void;
}) {
  const { client, clock, me, memory, drafts, width, loginNeeded } = props;
  const app = useApp();
  const notices = useNotice(clock, loginNeeded);
  const live = useLive(client, loginNeeded, notices.say, props.version);
  const now = useNow(clock);
  const tickets = useTickets(client, me.login, live.changes, memory, notices.tell);
  const opened = useTicket(client, live.changes, live.again, memory, notices.tell);
  const [question, setQuestion] = useState<Question | undefined>();
  const [helping, setHelping] = useState(false);
  const [touring, setTouring] = useState(memory.known.toured !== true);
  const [overviewShown, setOverviewShown] = useState(false);
  const [overviewAt, setOverviewAt] = useState(0);
  const [previewing, setPreviewing] = useState(memory.known.preview === true);
  const columns = useColumns(memory, setQuestion);
  const done = useRef<readonly Done[]>([]);
  const signal = useRef<AbortSignal | undefined>(undefined);

  const { ticket } = opened;
  const place: Place = ticket !== undefined ? "ticket" : overviewShown ? "overview" : "list";
  const overviewRows = useOverview(client, me.login, place === "overview", tickets.queues, live.changes, notices.tell);
  const footRows = question?.kind === "prompt" ? promptRows(question, width) : 1;
  const height = Math.max(3, props.height - 1 - footRows);
  const listHeight = previewing ? Math.max(5, Math.floor(height * 0.45)) : height;
  const lines = useMemo(
    () => (ticket === undefined ? [] : threadOf(ticket, width, opened.fresh, opened.unfolded)),
    [ticket, width, opened.fresh, opened.unfolded],
  );
  const { current } = tickets.window;
  const previewed = usePreview(client, previewing && place === "list" ? current?.id : undefined, current?.changed);
  const remember = (what: Done): void => {
    done.current = [...done.current, what].slice(-undoable);
    tickets.unmark();
  };
  const pages = usePages({
    client,
    now,
    width,
    ticket,
    open: opened.open,
    log: notices.log,
    ask: setQuestion,
    say: notices.say,
    edit: props.edit,
    remember,
    again: live.again,
  });
  const doneWith = ({ id }: { readonly id: number }): void => {
    tickets.goOn(id);
    opened.leave();
  };
  const writing = useComposing({ client, drafts, notices, remember, doneWith, again: live.again });
  const { composing } = writing;
  const actions = actionsOn({
    client,
    clock,
    login: me.login,
    notices,
    again: live.again,
    doneWith,
    open: opened.open,
    ask: setQuestion,
    compose: writing.compose,
    remember,
    signal: () => signal.current,
  });
  const room = place === "ticket" ? threadRoom(height) : listRoom(place === "list" ? listHeight : height);
  const screen = useScreenKeys({
    client,
    login: me.login,
    place,
    tickets,
    opened,
    overview: { rows: overviewRows, at: overviewAt, show: setOverviewShown, moveTo: setOverviewAt },
    lines,
    room,
    height,
    width,
    actions,
    notices,
    ask: setQuestion,
    pages,
    done,
    signal,
    columns: columns.ask,
    preview: () => {
      memory.remember({ preview: !previewing });
      setPreviewing(!previewing);
    },
    help: () => setHelping(true),
    quit: () => app.exit(),
  });
  const { say } = notices;
  useEffect(() => {
    const versions = compareVersions(props.version, me.version);
    if (versions.kind !== "same") say(versions.said);
  }, [say, props.version, me.version]);
  useEffect(() => {
    if (current !== undefined) memory.remember({ cursor: current.id });
  }, [memory, current]);

  const known = composing && (tickets.window.loaded.find(({ id }) => id === composing.ticket.id) ?? ticket);
  const leaveQuestion = (): void => setQuestion(undefined);
  const answer = async (asked: Question, work: () => void | Promise<void>, typed = ""): Promise<void> => {
    leaveQuestion();
    try {
      await work();
    } catch (error) {
      // What was typed is there to be mended.
      if (asked.kind === "prompt") setQuestion({ ...asked, start: typed, wrong: messageOf(error) });
      else notices.tell(error);
    }
  };
  const prompt =
    question?.kind === "prompt" ? (
      <Prompt
        key={question.label}
        question={question}
        width={width}
        done={(typed) => answer(question, () => question.done(typed), typed)}
        leave={leaveQuestion}
      />
    ) : undefined;
  return (
    <Box flexDirection="column" width={width} height={props.height}>
      <Header
        where={headline(tickets.filter, `${tickets.window.total ?? 0}${tickets.window.exact ? "" : "+"}`)}
        queues={place === "list" && composing === undefined && hasSidebar(width) ? [] : tickets.queues}
        login={me.login}
        alive={live.alive}
        width={width}
      />
      {touring ? (
        <Tour
          height={height + 1}
          width={width}
          leave={() => {
            memory.remember({ toured: true });
            setTouring(false);
          }}
        />
      ) : composing !== undefined ? (
        <Composer
          key={composing.draft.kind + composing.ticket.id}
          composing={composing}
          overtaken={known !== undefined && known.changed !== composing.ticket.changed}
          notices={notices}
          height={height + 1}
          width={width}
          edit={props.edit}
          templates={writing.templates}
          recipients={(search) => client.recipients(search)}
          failing={(addresses) => client.failing(addresses)}
          send={writing.send}
          changed={writing.changed}
          leave={writing.leave}
        />
      ) : pages.page !== undefined && question?.kind !== "choice" ? (
        <Pager
          key={pages.page.title}
          page={pages.page}
          start={pages.placeOf(pages.page.title)}
          moved={(at) => pages.moved(pages.page?.title ?? "", at)}
          notices={notices}
          height={height}
          width={width}
          footer={prompt}
          leave={pages.leave}
        />
      ) : (
        <>
          <DeskBody
            helping={helping}
            leaveHelp={() => setHelping(false)}
            question={question}
            answer={(value) =>
              question?.kind === "choice" ? answer(question, () => question.chosen(value)) : undefined
            }
            leaveQuestion={leaveQuestion}
            screen={screen}
            opened={opened}
            lines={lines}
            overview={{ shown: overviewShown, rows: overviewRows, at: overviewAt }}
            tickets={tickets}
            login={me.login}
            columns={columns.chosen}
            listHeight={listHeight}
            previewed={previewed}
            now={now}
            height={height}
            width={width}
          />
          {prompt ?? (
            <Footer
              notice={helping || question !== undefined ? undefined : notices.notice}
              bindings={helping ? keysOf("help") : question === undefined ? screen.bindings : keysOf("choice")}
              width={width}
              pending={screen.pending}
            />
          )}
        </>
      )}
    </Box>
  );
}

function headline({ view, queue, search, sort }: Filter, total: string): string {
  const parts = [
    text(search === "" ? viewNames[view] : "view.found"),
    ...(queue === undefined ? [] : [queue]),
    ...(search === "" ? [] : [`/${search}`]),
    ...(sort === "newest" ? [] : [text(`sort.${sort}`)]),
  ];
  return `${parts.join(" · ")}: ${total}`;
}
