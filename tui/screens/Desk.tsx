/** The agent's desk: list, ticket or composer, what asks over them, header and footer. Behaviour is in the hooks. */
import { Box, useApp } from "ink";
import { useState } from "react";
import type { Me } from "../../src/api/types.ts";
import type { Clock } from "../../src/clock.ts";
import { actionsOn, type Composing, type Question } from "../actions.ts";
import type { Client } from "../client/client.ts";
import { Choice } from "../components/Choice.tsx";
import { Footer } from "../components/Footer.tsx";
import { Header } from "../components/Header.tsx";
import { Help } from "../components/Help.tsx";
import { Prompt } from "../components/Prompt.tsx";
import { Sidebar } from "../components/Sidebar.tsx";
import type { Draft } from "../draft.ts";
import { useLive } from "../hooks/useLive.ts";
import { useNotice } from "../hooks/useNotice.ts";
import { useNow } from "../hooks/useNow.ts";
import { useScreenKeys } from "../hooks/useScreenKeys.ts";
import { useTicket } from "../hooks/useTicket.ts";
import { type Filter, useTickets } from "../hooks/useTickets.ts";
import { screens } from "../keys/keys.ts";
import { Composer } from "./Composer.tsx";
import { List } from "./List.tsx";
import { Ticket, threadRoom } from "./Ticket.tsx";
import { threadOf } from "./thread.ts";

const sidebarFrom = 120;
const sidebarCells = 34;

export function Desk(props: {
  readonly client: Client;
  readonly clock: Clock;
  readonly me: Me;
  readonly width: number;
  readonly height: number;
  readonly edit: (text: string) => Promise<string>;
  readonly loginNeeded: () => void;
}) {
  const { client, clock, me, width, loginNeeded } = props;
  const app = useApp();
  const notices = useNotice(loginNeeded);
  const live = useLive(client, loginNeeded);
  const now = useNow(clock);
  const tickets = useTickets(client, me.login, live.changes, notices.tell);
  const opened = useTicket(client, live.changes, live.again, notices.tell);
  const [question, setQuestion] = useState<Question | undefined>();
  const [helping, setHelping] = useState(false);
  const [composing, setComposing] = useState<Composing | undefined>();

  const { ticket } = opened;
  const height = Math.max(3, props.height - 2);
  const lines = ticket === undefined ? [] : threadOf(ticket, width, now, opened.fresh, opened.unfolded);
  const actions = actionsOn({
    client,
    clock,
    login: me.login,
    notices,
    again: live.again,
    doneWith({ id }) {
      tickets.goOn(id);
      opened.leave();
    },
    ask: setQuestion,
    compose: setComposing,
  });
  const screen = useScreenKeys({
    tickets,
    opened,
    lines,
    room: ticket === undefined ? Math.max(1, height - 2) : threadRoom(height),
    actions,
    notices,
    ask: setQuestion,
    help: () => setHelping(true),
    quit: () => app.exit(),
  });

  const send = async (draft: Draft, close: boolean): Promise<void> => {
    if (composing === undefined) return;
    const { id, number } = composing.ticket;
    const closed = close ? await closedState(client) : undefined;
    const state = closed === undefined ? {} : { state: closed };
    if (draft.kind === "note") await client.note(id, { body: draft.body, ...state });
    else {
      await client.reply(id, {
        ...draft.headers,
        ...(draft.articleId === 0 ? {} : { articleId: draft.articleId }),
        body: draft.body,
        attachments: draft.enclosures.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          contentBase64: content.toString("base64"),
        })),
        ...state,
      });
    }
    setComposing(undefined);
    notices.say(`${number}: ${draft.kind === "note" ? "note added" : "reply queued"}${close ? ", closed" : ""}`);
    if (draft.kind === "reply" || close) {
      tickets.goOn(id);
      opened.leave();
    }
    live.again();
  };

  const known = composing && (tickets.page.tickets.find(({ id }) => id === composing.ticket.id) ?? ticket);
  const leaveQuestion = (): void => setQuestion(undefined);
  const answer = async (asked: Question, work: () => void | Promise<void>, text = ""): Promise<void> => {
    leaveQuestion();
    try {
      await work();
    } catch (error) {
      // What was typed is there to be mended.
      if (asked.kind === "prompt") setQuestion({ ...asked, start: text, label: messageOf(error) });
      else notices.tell(error);
    }
  };
  const wide = width >= sidebarFrom && ticket === undefined && composing === undefined;
  const listWidth = wide ? width - sidebarCells : width;
  return (
    <Box flexDirection="column" width={width} height={props.height}>
      <Header
        where={headline(tickets.filter, tickets.page.total)}
        queues={wide ? [] : tickets.queues}
        login={me.login}
        alive={live.alive}
        width={width}
      />
      {composing !== undefined ? (
        <Composer
          key={composing.draft.kind + composing.ticket.id}
          composing={composing}
          overtaken={known !== undefined && known.changed !== composing.ticket.changed}
          notices={notices}
          height={height + 1}
          width={width}
          edit={props.edit}
          send={send}
          leave={() => setComposing(undefined)}
        />
      ) : (
        <>
          {helping ? (
            <Help bindings={screen.bindings} height={height} width={width} leave={() => setHelping(false)} />
          ) : question?.kind === "choice" ? (
            <Choice
              title={question.title}
              items={question.items}
              height={height}
              width={width}
              chosen={(value) => answer(question, () => question.chosen(value))}
              leave={leaveQuestion}
            />
          ) : ticket !== undefined ? (
            <Ticket ticket={ticket} lines={lines} top={screen.top} focus={opened.focus} height={height} width={width} />
          ) : (
            <Box height={height}>
              {wide && (
                <Sidebar queues={tickets.queues} chosen={tickets.filter.queue} width={sidebarCells} height={height} />
              )}
              <List
                tickets={tickets.page.tickets}
                total={tickets.page.total}
                at={tickets.at}
                login={me.login}
                now={now}
                empty={emptyText(tickets.loaded, tickets.filter)}
                withQueue={tickets.filter.queue === undefined}
                height={height}
                width={listWidth}
              />
            </Box>
          )}
          {question?.kind === "prompt" ? (
            <Prompt
              key={question.label}
              label={question.label}
              start={question.start}
              width={width}
              done={(text) => answer(question, () => question.done(text), text)}
              leave={leaveQuestion}
            />
          ) : (
            <Footer
              notice={helping || question !== undefined ? undefined : notices.notice}
              bindings={helping ? screens.help : question === undefined ? screen.bindings : screens.choice}
              width={width}
            />
          )}
        </>
      )}
    </Box>
  );
}

async function closedState(client: Client): Promise<string | undefined> {
  const closed = (await client.lookups()).states.filter(({ type }) => type === "closed");
  return (closed.find(({ name }) => name === "closed successful") ?? closed[0])?.name;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function headline({ queue, search, closedToo, mineOnly }: Filter, total: number): string {
  const parts = [
    queue ?? "All queues",
    ...(mineOnly ? ["mine"] : []),
    ...(closedToo ? ["closed too"] : []),
    ...(search === "" ? [] : [`/${search}`]),
  ];
  return `${parts.join(" · ")}: ${total}`;
}

function emptyText(loaded: boolean, { queue, search, mineOnly }: Filter): string {
  if (!loaded) return "Looking …";
  if (search !== "") return `Nothing like "${search}" here. Esc looks everywhere, a looks at closed tickets too.`;
  if (mineOnly) return "You own no open ticket here. o shows everybody's.";
  return queue === undefined ? "Nothing to do. New mail shows up by itself." : "Nothing to do here. Tab goes on.";
}
