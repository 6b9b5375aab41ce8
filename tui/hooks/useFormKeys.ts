/** What the keys of a form do, and what it asks over itself. */
import { useState } from "react";
import type { AdminEntry } from "../client/administration.ts";
import type { Client } from "../client/client.ts";
import { askFor } from "../form/asking.ts";
import { emptied, isChanged, isFixed, restored, withValues } from "../form/form.ts";
import type { FormLayout } from "../form/layout.ts";
import type { MarksQuestion } from "../ground.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Command, keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { pointedAt } from "../mouse.ts";
import type { Find } from "./useFind.ts";
import type { FormUse, OpenForm } from "./useForm.ts";
import type { Notices } from "./useNotice.ts";
import { useQuestion } from "./useQuestion.ts";
import type { PageDesk } from "./useScreenKeys.ts";

export function useFormKeys(ground: {
  readonly open: OpenForm;
  readonly use: FormUse;
  readonly client: Client;
  readonly notices: Notices;
  readonly edit: (before: string) => Promise<string>;
  readonly desk: PageDesk;
  readonly find: Find;
  readonly layout: FormLayout;
  readonly help: () => void;
}) {
  const { open, use, client, notices, find, layout } = ground;
  const { form, at } = open;
  const { fields } = form.thing;
  const asking = useQuestion(notices.tell);
  const [marks, setMarks] = useState<MarksQuestion | undefined>();
  const [leaving, setLeaving] = useState(false);
  const go = (to: number): void => use.moveTo(Math.max(0, Math.min(to, fields.length - 1)));
  const unlessFixed = (then: (field: (typeof fields)[number]) => void | Promise<void>): void | Promise<void> => {
    const field = fields[at];
    if (field === undefined) return;
    if (isFixed(form, field)) throw new Error(text("form.fixed", { why: field.fixed ?? "" }));
    return then(field);
  };
  const change = (): void | Promise<void> =>
    unlessFixed((field) =>
      askFor(
        {
          names: (of) => client.names(of),
          ask: asking.ask,
          mark: setMarks,
          edit: ground.edit,
          done(values: AdminEntry) {
            use.change((old) => withValues(old, values));
            const wrong = withValues(form, values).faults[field.name] !== undefined;
            // On to the next one, but where one stays to mend, to toggle or to give more.
            if (!wrong && field.kind !== "boolean" && field.kind !== "grants") go(at + 1);
          },
        },
        form,
        field,
      ),
    );
  const save = async (): Promise<void> => {
    if (!isChanged(form) && form.key !== undefined) return notices.say(text("form.nothingChanged"));
    notices.progress(text("say.saving"));
    await use.save();
  };
  const run = (command: Command<"form">, count: number | undefined): void | Promise<void> => {
    const times = count ?? 1;
    switch (command) {
      case "down":
      case "nextField":
        return go(at + times);
      case "up":
      case "previousField":
        return go(at - times);
      case "pageDown":
        return go(at + times * layout.room);
      case "pageUp":
        return go(at - times * layout.room);
      case "top":
        return go(0);
      case "bottom":
        return go(count === undefined ? fields.length - 1 : count - 1);
      case "point": {
        const { head, top, room, rows } = layout;
        const row = rows[pointedAt(count, { head, first: top, room, total: rows.length }) ?? -1];
        if (row === undefined) return;
        return row.field === at ? change() : go(row.field);
      }
      case "change":
        return change();
      case "empty":
        return unlessFixed((field) => use.change((old) => emptied(old, field)));
      case "restore":
        return unlessFixed(({ name }) => use.change((old) => restored(old, name)));
      case "saveEntry":
        return save();
      case "undo":
        return ground.desk.run("undo");
      case "back":
        return isChanged(form) ? setLeaving(true) : use.leave();
      case "findLine":
        return find.ask();
      case "nextHit":
        return find.next(1);
      case "previousHit":
        return find.next(-1);
      case "help":
        return ground.help();
    }
  };
  const pending = useKeys({
    layer: "pager",
    bindings: keysOf("form"),
    run: (command, count) => {
      notices.clear();
      return Promise.resolve()
        .then(() => run(command, count))
        .catch(notices.tell);
    },
  });
  return {
    pending,
    asking,
    marks: {
      question: marks === undefined ? undefined : { ...marks, done: answered(marks, setMarks, notices) },
      leave: () => setMarks(undefined),
    },
    leaving: {
      asked: leaving,
      no: () => setLeaving(false),
      yes: () => {
        setLeaving(false);
        return use.leave().catch(notices.tell);
      },
    },
  };
}

/** The list goes before its answer is taken: that may bring the next question. */
function answered(
  { done }: MarksQuestion,
  setMarks: (marks: undefined) => void,
  notices: Notices,
): MarksQuestion["done"] {
  return (marked) => {
    setMarks(undefined);
    return Promise.resolve(marked).then(done).catch(notices.tell);
  };
}
