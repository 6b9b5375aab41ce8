/** Which auto-responses a queue sends: in OTRS's table one row a queue and type; here a field a type. */
import { toDbTime } from "../clock.ts";
import {
  autoResponseType,
  queueAutoResponses,
  queuesOfAutoResponses,
  replaceQueueAutoResponse,
} from "../store/queueAutoResponses.ts";
import { idOf } from "./cell.ts";
import type { Field, Id, Value } from "./field.ts";

/** @param type as OTRS names it. @param does what the answer does */
export function queueAutoResponse(type: string, does: string): Field<never> {
  return {
    kind: "reference",
    about: `the auto-response that ${does}; empty for none`,
    to: "auto-response",
    none: null,
    at: {
      async read(reading) {
        const names = await reading.names("auto-response");
        const rows = await queueAutoResponses(reading.db, type);
        return new Map(
          rows.map(({ queueId, autoResponseId }): [Id, Value] => [
            queueId,
            names.nameOf(autoResponseId) ?? `#${autoResponseId}`,
          ]),
        );
      },
      async write(writing, id, value) {
        const other = value === null ? undefined : idOf(await writing.names("auto-response"), String(value));
        const { tx, now, userId } = writing;
        await replaceQueueAutoResponse(
          tx,
          Number(id),
          type,
          other === undefined ? undefined : Number(other),
          toDbTime(now),
          userId,
        );
      },
    },
  };
}

/** The same from the other side: the queues that send an auto-response. */
export const autoResponseQueues: Field<never> = {
  kind: "references",
  about: "which send it",
  to: "queue",
  mirror: true,
  at: {
    async read(reading) {
      const names = await reading.names("queue");
      const lists = new Map<Id, readonly string[]>();
      for (const { queueId, autoResponseId } of await queuesOfAutoResponses(reading.db)) {
        const list = [...(lists.get(autoResponseId) ?? []), names.nameOf(queueId) ?? `#${queueId}`];
        lists.set(autoResponseId, [...new Set(list)].toSorted());
      }
      return lists;
    },
    async write(writing, id, value) {
      const { tx, now, userId } = writing;
      const names = await writing.names("queue");
      const wanted = new Set((Array.isArray(value) ? value.map(String) : []).map((one) => Number(idOf(names, one))));
      const rows = await queuesOfAutoResponses(tx);
      const there = new Set(rows.filter((row) => row.autoResponseId === id).map(({ queueId }) => queueId));
      const type = await autoResponseType(tx, Number(id));
      const time = toDbTime(now);
      for (const queueId of there) {
        if (!wanted.has(queueId)) await replaceQueueAutoResponse(tx, queueId, type, undefined, time, userId);
      }
      for (const queueId of wanted) {
        if (!there.has(queueId)) await replaceQueueAutoResponse(tx, queueId, type, Number(id), time, userId);
      }
    },
  },
};
