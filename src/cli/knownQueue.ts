/** `--queue NAME` of commands that take mail: the queue has to exist. */
import type { Desk } from "../desk.ts";
import { Exit, UserError } from "../errors.ts";
import { reference } from "../store/reference.ts";

/** @throws UserError naming the option */
export async function knownQueue(desk: Desk, queue: string | undefined): Promise<void> {
  if (queue === undefined || (await reference(desk.store)).queues.byName(queue) !== undefined) return;
  throw new UserError(`there is no queue "${queue}"`, {
    where: "--queue",
    mend: "Name one exactly as `gotrs ticket list` shows it",
    exit: Exit.usage,
  });
}
