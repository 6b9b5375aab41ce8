/** The agent's desk: overview, list, ticket or composer, what asks over them, header and footer. Draws only. */

import { Box } from "ink";
import { Footer } from "../components/Footer.tsx";
import { Header } from "../components/Header.tsx";
import { helpKeys } from "../components/Help.tsx";
import { Prompt } from "../components/Prompt.tsx";
import { hasSidebar } from "../components/Sidebar.tsx";
import { type DeskProps, useDesk } from "../hooks/useDesk.ts";
import { needsTicket } from "../keys/groups.ts";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { nextStateQuestion } from "../nextState.ts";
import { withColon } from "../text/colon.ts";
import { type Filter, viewNames } from "../views.ts";
import { Composer } from "./Composer.tsx";
import { DeskBody } from "./DeskBody.tsx";
import { Form } from "./Form.tsx";
import { Pager } from "./Pager.tsx";
import { Tour } from "./Tour.tsx";

export function Desk(props: DeskProps) {
  const { client, me, width, edit } = props;
  const { notices, tickets, opened, asking, pages, writing, screen, helping, height, ...desk } = useDesk(props);
  const { question } = asking;
  const { composing } = writing;
  const known =
    composing &&
    (tickets.window.loaded.find(({ id }) => id === composing.ticket.id) ??
      (opened.ticket?.id === composing.ticket.id ? opened.ticket : undefined));
  const listShown =
    desk.place === "list" &&
    !helping &&
    !desk.touring &&
    composing === undefined &&
    pages.page === undefined &&
    question?.kind !== "choice";
  const prompt =
    question?.kind === "prompt" ? (
      <Prompt key={question.label} question={question} width={width} done={asking.answer} leave={asking.leave} />
    ) : undefined;
  return (
    <Box flexDirection="column" width={width} height={props.height}>
      <Header
        where={headline(tickets.filter, `${tickets.window.total ?? 0}${tickets.window.exact ? "" : "+"}`)}
        queues={listShown && hasSidebar(width) ? [] : tickets.queues}
        login={me.login}
        alive={desk.alive}
        width={width}
      />
      {desk.touring ? (
        <Tour height={height + 1} width={width} leave={desk.leaveTour} />
      ) : composing !== undefined ? (
        <Composer
          key={composing.draft.kind + composing.ticket.id}
          composing={composing}
          overtaken={
            known !== undefined &&
            known.changed !== composing.ticket.changed &&
            known.changed !== client.changedHere(known.id)
          }
          notices={notices}
          clock={props.clock}
          height={height + 1}
          width={width}
          edit={edit}
          templates={writing.templates}
          nextStates={(chosen) => nextStateQuestion(client, chosen)}
          recipients={(search) => client.directory.recipients(search)}
          failing={(addresses) => client.outbound.failing(addresses)}
          send={writing.send}
          changed={writing.changed}
          leave={writing.leave}
          setAside={writing.setAside}
        />
      ) : pages.form.open !== undefined ? (
        <Form
          open={pages.form.open}
          use={pages.form}
          client={client}
          notices={notices}
          edit={edit}
          desk={screen.desk}
          sought={pages.sought}
          height={height + 1}
          width={width}
        />
      ) : pages.page !== undefined && question?.kind !== "choice" ? (
        <Pager
          key={pages.page.title}
          page={pages.page}
          start={pages.placeOf(pages.page.title)}
          sought={pages.sought}
          desk={screen.desk}
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
            leaveHelp={desk.leaveHelp}
            question={question}
            answer={asking.answer}
            leaveQuestion={asking.leave}
            screen={screen}
            opened={opened}
            lines={desk.lines}
            marked={desk.marked}
            hits={desk.hits}
            overview={desk.overview}
            tickets={tickets}
            login={me.login}
            begun={writing.begun}
            columns={desk.columns}
            listHeight={desk.listHeight}
            previewed={desk.previewed}
            now={desk.now}
            height={height}
            width={width}
          />
          {prompt ?? (
            <Footer
              notice={helping || question !== undefined ? undefined : notices.notice}
              bindings={
                helping
                  ? helpKeys(screen.bindings, height, width)
                  : question !== undefined
                    ? keysOf("choice")
                    : desk.place === "list" && tickets.window.total === 0
                      ? screen.bindings.filter(({ command }) => !needsTicket(command))
                      : screen.bindings
              }
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
  return withColon(parts.join(" · "), total);
}
