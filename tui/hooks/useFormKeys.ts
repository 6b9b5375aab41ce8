/** What the keys of a form do, and what it asks over itself. */
import { useState } from "react";
import type { AdminEntry } from "../client/administration.ts";
import type { Client } from "../client/client.ts";
import { type AskGround, askFor, askInEditor } from "../form/asking.ts";
import { emptied, isChanged, isFixed, restored, withValues } from "../form/form.ts";
import { hasForm } from "../form/inner.ts";
import type { FormLayout } from "../form/layout.ts";
import {
  changedHere,
  entered,
  enteredRow,
  left,
  leftAll,
  movedRow,
  type OpenForm,
  opensForm,
  restoredRow,
  shownOf,
  withNewRow,
  withoutLast,
  withoutRow,
} from "../form/levels.ts";
import type { MarksQuestion } from "../ground.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Command, keyFor, keysOf } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";
import { text } from "../messages.ts";
import { pointedAt } from "../mouse.ts";
import { aboutFixed } from "../pages/adminWords.ts";
import type { Find } from "./useFind.ts";
import type { FormUse } from "./useForm.ts";
import type { Notices } from "./useNotice.ts";
import { useQuestion } from "./useQuestion.ts";
import type { PageDesk } from "./useScreenKeys.ts";

type FormCommand = Command<"form" | "innerForm" | "innerRows">;

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
  const { form, at, rows } = shownOf(open);
  const { fields } = form.thing;
  const last = rows === undefined ? fields.length - 1 : rows.forms.length;
  const asking = useQuestion(notices.tell);
  const [marks, setMarks] = useState<MarksQuestion | undefined>();
  const [leaving, setLeaving] = useState(false);
  const go = (to: number): void => use.moveTo(Math.max(0, Math.min(to, last)));
  const unlessFixed = (then: (field: (typeof fields)[number]) => void | Promise<void>): void | Promise<void> => {
    const field = fields[at];
    if (field === undefined) return;
    if (isFixed(form, field)) throw new Error(text("form.fixed", { why: aboutFixed(field) }));
    return then(field);
  };
  const asks: Omit<AskGround, "done"> = {
    names: (of) => client.names(of),
    find: (of, search) => client.foundNames(of, search),
    ask: asking.ask,
    mark: setMarks,
    edit: ground.edit,
  };
  const change = (): void | Promise<void> => {
    if (rows !== undefined) return use.go(enteredRow);
    return unlessFixed((field) => {
      if (opensForm(form, field)) return use.go((old) => entered(old, field));
      const done = (values: AdminEntry): void => {
        use.change((old) => withValues(old, values));
        const wrong = withValues(form, values).faults[field.name] !== undefined;
        // On to the next one, but where one stays to mend, to toggle or to give more.
        if (!wrong && field.kind !== "boolean" && field.kind !== "grants") go(at + 1);
      };
      return askFor({ ...asks, done }, form, field);
    });
  };
  const inEditor = (): Promise<void> | void => {
    const field = rows === undefined ? fields[at] : rows.field;
    if (field === undefined || !hasForm(field)) return change();
    if (isFixed(form, field)) throw new Error(text("form.fixed", { why: aboutFixed(field) }));
    // What came back is another structure, with rows of its own: it is looked at from above.
    const done = (values: AdminEntry): void =>
      use.go((old) => changedHere(rows === undefined ? old : left(old), (one) => withValues(one, values)));
    return askInEditor({ ...asks, done }, form, field);
  };
  const save = async (): Promise<void> => {
    if (!isChanged(form) && form.key !== undefined) return notices.say(text("form.nothingChanged"));
    notices.progress(text("say.saving"));
    await use.save();
  };
  const undo = (): void | Promise<void> => {
    if (open.levels.length === 0) return ground.desk.run("undo");
    if (open.past.length === 0) throw new Error(text("wrong.nothingToUndo"));
    return use.go(withoutLast);
  };
  const toEntry = (): void => {
    use.go(leftAll);
    if (isChanged(leftAll(open).form)) notices.say(text("form.notWritten", { key: keyFor("form", "saveEntry") }));
  };
  const back = (): void | Promise<void> => {
    if (open.levels.length > 0) return use.go(left);
    return isChanged(form) ? setLeaving(true) : use.leave();
  };
  const run = (command: FormCommand, count: number | undefined): void | Promise<void> => {
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
        return go(count === undefined ? last : count - 1);
      case "point": {
        const { head, top, room, rows: lines } = layout;
        const row = lines[pointedAt(count, { head, first: top, room, total: lines.length }) ?? -1];
        if (row === undefined) return;
        return row.field === at ? change() : go(row.field);
      }
      case "change":
        return change();
      case "empty":
        return unlessFixed((field) => use.change((old) => emptied(old, field)));
      case "restore":
        if (rows !== undefined) return use.go(restoredRow);
        return unlessFixed(({ name }) => use.change((old) => restored(old, name)));
      case "addRow":
        return use.go(withNewRow);
      case "deleteRow":
        return use.go(withoutRow);
      case "rowDown":
      case "rowUp": {
        if (rows?.field.inner?.ordered !== true) throw new Error(text("form.noOrder"));
        return use.go((old) => movedRow(old, command === "rowDown" ? 1 : -1));
      }
      case "inEditor":
        return inEditor();
      case "toEntry":
        return toEntry();
      case "saveEntry":
        return save();
      case "undo":
        return undo();
      case "back":
        return back();
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
  const bindings: readonly Binding<FormCommand>[] = keysOf(
    rows !== undefined ? "innerRows" : open.levels.length > 0 ? "innerForm" : "form",
  );
  const pending = useKeys({
    layer: "pager",
    bindings,
    run: (command, count) => {
      notices.clear();
      return Promise.resolve()
        .then(() => run(command, count))
        .catch(notices.tell);
    },
  });
  return {
    pending,
    bindings,
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
