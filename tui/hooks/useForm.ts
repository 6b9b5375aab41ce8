/** The form that is open: its entry, the field of the cursor, and what becomes of it when it is saved or left. */
import { useState } from "react";
import type { AdminEntry, Thing } from "../client/administration.ts";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import type { Form } from "../form/form.ts";
import { refused, wrongFields } from "../form/judging.ts";
import { changedHere, movedTo, type OpenForm, onEntry } from "../form/levels.ts";
import { save, Unfinished, unfinishedWords } from "../form/saving.ts";
import type { Done } from "../ground.ts";

export interface FormUse {
  readonly open: OpenForm | undefined;
  /** The one that is shown from now on. */
  readonly show: (form: Form, leave: () => Promise<void>) => void;
  /** What is shown of it becomes another: rows, a row, the entry's own fields. */
  readonly go: (how: (open: OpenForm) => OpenForm) => void;
  readonly change: (how: (form: Form) => Form) => void;
  readonly moveTo: (at: number) => void;
  /** Rejects when it was not saved, with the words for it; the faults stand at their fields then. */
  readonly save: () => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly close: () => void;
}

export function useForm(ground: {
  readonly client: Client;
  readonly say: (told: string) => void;
  readonly remember: (done: Done) => void;
  readonly again: () => void;
}): FormUse {
  const [open, setOpen] = useState<OpenForm | undefined>();
  const close = (): void => setOpen(undefined);
  const leave = async (): Promise<void> => {
    try {
      await open?.leave();
    } finally {
      // While the daemon is away, to what was shown before.
      close();
    }
  };
  /** The cursor goes to the first field that is wrong. */
  const wrong = (form: Form): void =>
    setOpen((old) => (old === undefined ? old : { ...old, form, at: wrongFields(form)[0] ?? old.at }));
  const takenBack = (thing: Thing, key: string, entry: AdminEntry | undefined): void =>
    setOpen((old) => {
      if (old === undefined || old.form.thing.thing !== thing.thing || old.form.key !== key) return old;
      return entry === undefined ? undefined : onEntry(old, entry);
    });
  const go = (how: (form: OpenForm) => OpenForm): void => setOpen((old) => (old === undefined ? old : how(old)));
  return {
    open,
    show: (form, back) => setOpen({ form, at: 0, levels: [], past: [], made: [], leave: back }),
    go,
    change: (how) => go((old) => changedHere(old, how)),
    moveTo: (at) => go((old) => movedTo(old, at)),
    async save() {
      if (open === undefined) return;
      try {
        const { form, made } = await save({ ...ground, takenBack }, open.form);
        if (form === undefined) await leave();
        else setOpen({ ...open, form, made });
      } catch (error) {
        if (error instanceof Unfinished) wrong(error.form);
        if (!(error instanceof ClientError) || error.faults.length === 0) throw error;
        const form = refused(open.form, error.faults);
        wrong(form);
        throw new Error(unfinishedWords(form), { cause: error });
      }
    },
    leave,
    close,
  };
}
