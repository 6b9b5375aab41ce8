/** How many tickets each view holds, and the queues; looked up only while the overview is shown. */
import { useEffect, useState } from "react";
import type { QueueSummary } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { everythingOpen, queryOf, type View, views } from "../views.ts";

export interface OverviewRow {
  readonly view: View;
  /** undefined is all queues. */
  readonly queue: string | undefined;
  readonly open: number | undefined;
  readonly unread: number | undefined;
  readonly escalating: number | undefined;
}

export function useOverview(
  client: Client,
  login: string,
  shown: boolean,
  queues: readonly QueueSummary[],
  changes: number,
  tell: (error: unknown) => void,
): readonly OverviewRow[] {
  const [counts, setCounts] = useState<ReadonlyMap<View, number>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change that the daemon tells of is a reason to look again
  useEffect(() => {
    if (!shown) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      for (const view of views) {
        const { total } = await client.tickets({ ...queryOf({ ...everythingOpen, view }, login), limit: "1" });
        if (!wanted) return;
        setCounts((old) => new Map(old).set(view, total));
      }
    };
    look().catch((error: unknown) => wanted && tell(error));
    return () => {
      wanted = false;
    };
  }, [client, login, shown, changes, tell]);
  return [
    ...views.map((view) => ({
      view,
      queue: undefined,
      open: counts.get(view),
      unread: view === "all" ? queues.reduce((sum, { unread }) => sum + unread, 0) : undefined,
      escalating: view === "all" ? queues.reduce((sum, { escalating }) => sum + escalating, 0) : undefined,
    })),
    ...queues.map(({ name, open, unread, escalating }) => ({
      ...{ view: "all" as const, queue: name, open, unread, escalating },
    })),
  ];
}
