/** How many tickets each view holds, those the agent keeps among them, and the queues; looked up only while the overview is shown. */
import { useEffect, useState } from "react";
import type { QueueSummary } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { everythingOpen, type Filter, type KeptView, queryOf, searchOf, type View, views } from "../views.ts";

export interface OverviewRow {
  readonly view: View;
  /** undefined is all queues. */
  readonly queue: string | undefined;
  /** One that the agent keeps. */
  readonly kept?: KeptView;
  readonly open: number | undefined;
  /** There are more than `open`. */
  readonly more?: boolean;
  readonly unread: number | undefined;
  readonly escalating: number | undefined;
}

export function useOverview(
  client: Client,
  login: string,
  shown: boolean,
  { queues, kept }: { readonly queues: readonly QueueSummary[]; readonly kept: readonly KeptView[] },
  changes: number,
  tell: (error: unknown) => void,
): readonly OverviewRow[] {
  const [counts, setCounts] = useState<ReadonlyMap<View | KeptView, Count>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change that the daemon tells of is a reason to look again
  useEffect(() => {
    if (!shown) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      for (const view of [...views, ...kept]) {
        const filter = typeof view === "string" ? { ...everythingOpen, view } : view;
        const count = await counted(client, filter, login);
        if (!wanted) return;
        setCounts((old) => new Map(old).set(view, count));
      }
    };
    look().catch((error: unknown) => wanted && tell(error));
    return () => {
      wanted = false;
    };
  }, [client, login, shown, kept, changes, tell]);
  return [
    ...views.map((view) => ({
      view,
      queue: undefined,
      open: counts.get(view)?.total,
      unread: view === "all" ? queues.reduce((sum, { unread }) => sum + unread, 0) : undefined,
      escalating: view === "all" ? queues.reduce((sum, { escalating }) => sum + escalating, 0) : undefined,
    })),
    ...kept.map((one) => ({
      ...{ view: one.view, queue: undefined, kept: one, unread: undefined, escalating: undefined },
      ...{ open: counts.get(one)?.total, more: counts.get(one)?.more === true },
    })),
    ...queues.map(({ name, open, unread, escalating }) => ({
      ...{ view: "all" as const, queue: name, open, unread, escalating },
    })),
  ];
}

interface Count {
  readonly total: number;
  readonly more: boolean;
}

/** So many that were found are counted. */
const countedHits = 100;

async function counted(client: Client, filter: Filter, login: string): Promise<Count> {
  if (filter.search !== "") return await client.search(searchOf(filter), countedHits);
  const { total, totalExact } = await client.tickets({ ...queryOf(filter, login), limit: "1" });
  return { total, more: totalExact === false };
}
