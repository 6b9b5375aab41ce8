/** What stands between header and footer: help, a choice, the ticket, the overview or the list. Draws only. */
import { Box } from "ink";
import type { MarkedWords } from "../../src/api/search.ts";
import type { TicketDetail } from "../../src/api/ticket.ts";
import { Choice } from "../components/Choice.tsx";
import { Help } from "../components/Help.tsx";
import { hasSidebar, Sidebar, sidebarCells } from "../components/Sidebar.tsx";
import type { Question } from "../ground.ts";
import type { OverviewRow } from "../hooks/useOverview.ts";
import type { ScreenKeys } from "../hooks/useScreenKeys.ts";
import type { OpenTicket } from "../hooks/useTicket.ts";
import type { Tickets } from "../hooks/useTickets.ts";
import { text } from "../messages.ts";
import type { Filter } from "../views.ts";
import type { ColumnName } from "./columns.ts";
import { List } from "./List.tsx";
import { Overview } from "./Overview.tsx";
import { Preview } from "./Preview.tsx";
import { Ticket } from "./Ticket.tsx";
import type { ThreadLine } from "./thread.ts";

export function DeskBody(props: {
  readonly helping: boolean;
  readonly leaveHelp: () => void;
  readonly question: Question | undefined;
  readonly answer: (value: string) => void | Promise<void>;
  readonly leaveQuestion: () => void;
  readonly screen: ScreenKeys;
  readonly opened: OpenTicket;
  readonly lines: readonly ThreadLine[];
  readonly marked: readonly MarkedWords[];
  readonly hits: readonly number[];
  readonly overview: { readonly shown: boolean; readonly rows: readonly OverviewRow[]; readonly at: number };
  readonly tickets: Tickets;
  readonly login: string;
  readonly begun: ReadonlySet<number>;
  readonly columns: readonly ColumnName[] | undefined;
  /** Lines of the list; the rest is its preview. */
  readonly listHeight: number;
  readonly previewed: TicketDetail | undefined;
  readonly now: Date;
  readonly height: number;
  readonly width: number;
}) {
  const { question, screen, opened, overview, tickets, now, listHeight, height, width } = props;
  if (props.helping) return <Help bindings={screen.bindings} height={height} width={width} leave={props.leaveHelp} />;
  if (question?.kind === "choice") {
    return (
      <Choice
        key={question.title}
        title={question.title}
        items={question.items}
        lookUp={question.lookUp}
        at={question.at}
        preview={question.preview}
        height={height}
        width={width}
        chosen={props.answer}
        leave={props.leaveQuestion}
      />
    );
  }
  const { ticket, focus } = opened;
  if (ticket !== undefined) {
    return (
      <Ticket
        ticket={ticket}
        lines={props.lines}
        marked={props.marked}
        hits={props.hits}
        hit={screen.hit}
        top={screen.top}
        focus={focus}
        now={now}
        height={height}
        width={width}
      />
    );
  }
  if (overview.shown) return <Overview rows={overview.rows} at={overview.at} height={height} width={width} />;
  const { filter, queues, window, marks } = tickets;
  const wide = hasSidebar(width);
  const listWidth = wide ? width - sidebarCells : width;
  return (
    <Box height={height}>
      {wide && <Sidebar queues={queues} chosen={filter.queue} width={sidebarCells} height={height} />}
      <Box flexDirection="column">
        <List
          window={window}
          marks={marks}
          begun={props.begun}
          login={props.login}
          now={now}
          empty={emptyText(window.total, filter)}
          withQueue={filter.queue === undefined}
          columns={props.columns}
          height={listHeight}
          width={listWidth}
        />
        {listHeight < height && (
          <Preview ticket={props.previewed} now={now} height={height - listHeight} width={listWidth} />
        )}
      </Box>
    </Box>
  );
}

function emptyText(total: number | undefined, { queue, search, view }: Filter): string {
  if (total === undefined) return text("list.looking");
  if (search !== "") return text("list.noneFound", { search });
  if (view === "mine") return text("list.noneMine");
  if (view !== "all" && view !== "everything") return text("list.noneInView");
  return text(queue === undefined ? "list.none" : "list.noneInQueue");
}
