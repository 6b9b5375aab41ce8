/** `gotrs admin system-address`: the addresses whose mail is ours, which queue each leads to, and the name beside it. */
import type { Command } from "commander";
import type { Desk } from "../../../desk.ts";
import { Exit, NotFoundError, UserError } from "../../../errors.ts";
import { reference, type SystemAddress } from "../../../store/reference.ts";
import { type AddressFields, addSystemAddress, changeSystemAddress } from "../../../store/systemAddresses.ts";
import type { CliCommand, Shell } from "../../command.ts";

interface Options {
  readonly address?: string;
  readonly name?: string;
  readonly queue?: string;
  readonly json?: true;
}

interface AddressView {
  readonly id: number;
  readonly address: string;
  readonly name: string;
  readonly queue: string;
  readonly valid: boolean;
}

export const systemAddress: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("system-address").description("your own mail addresses, and the queue each leads to");
    const tell = (view: AddressView, json: true | undefined): void => {
      if (json) shell.printJson(view);
      else shell.print(lineOf(view));
    };
    group
      .command("list")
      .description("every address")
      .option("--json", "print JSON")
      .action(async ({ json }: Options) => {
        const addresses = await shell.withDesk(views);
        if (json) shell.printJson({ systemAddresses: addresses });
        for (const view of json ? [] : addresses) shell.print(lineOf(view));
      });
    group
      .command("show")
      .description("one address")
      .argument("<address>")
      .option("--json", "print JSON")
      .action(async (address: string, { json }: Options) => {
        tell(await shell.withDesk(async (desk) => viewOf(desk, await existing(desk, address))), json);
      });
    group
      .command("add")
      .description("take mail to a further address")
      .argument("<address>")
      .requiredOption("--queue <name>", "where its mail goes")
      .requiredOption("--name <text>", "the name that recipients see")
      .option("--json", "print JSON")
      .action(async (address: string, { name = "", queue = "", json }: Options) => {
        const view = await shell.withDesk(async (desk) => {
          const fields = { address: checked(address), name, queueId: await queueId(desk, queue), valid: true };
          await refuseTaken(desk, fields.address, undefined);
          await addSystemAddress(desk.store, fields, desk.clock.now(), desk.settings.postmaster.userId);
          return await viewOf(desk, await existing(desk, address));
        });
        tell(view, json);
      });
    group
      .command("set")
      .description("change an address, its name or its queue; queues that answer from it follow")
      .argument("<address>", "as it is now")
      .option("--address <address>", "the new address")
      .option("--name <text>", "the name that recipients see")
      .option("--queue <name>", "where its mail goes")
      .option("--json", "print JSON")
      .action(async (address: string, { json, ...wanted }: Options) => {
        const view = await shell.withDesk(async (desk) => {
          const row = await existing(desk, address);
          const next = wanted.address === undefined ? row.address : checked(wanted.address);
          await refuseTaken(desk, next, row.id);
          return await change(desk, row, {
            address: next,
            name: wanted.name ?? row.realname,
            queueId: wanted.queue === undefined ? row.queueId : await queueId(desk, wanted.queue),
            valid: true,
          });
        });
        tell(view, json);
      });
    group
      .command("disable")
      .description("take no more mail to an address; `set` takes it up again")
      .argument("<address>")
      .option("--json", "print JSON")
      .action(async (address: string, { json }: Options) => {
        const view = await shell.withDesk(async (desk) => {
          const row = await existing(desk, address);
          return await change(desk, row, { ...row, name: row.realname, valid: false });
        });
        tell(view, json);
      });
  },
};

async function change(desk: Desk, row: SystemAddress, fields: AddressFields): Promise<AddressView> {
  await changeSystemAddress(desk.store, row.id, fields, desk.clock.now(), desk.settings.postmaster.userId);
  return await viewOf(desk, await existing(desk, fields.address));
}

async function views(desk: Desk): Promise<readonly AddressView[]> {
  const { addressById } = await reference(desk.store);
  return await Promise.all([...addressById.values()].map((row) => viewOf(desk, row)));
}

async function viewOf(desk: Desk, { id, address, realname, queueId, valid }: SystemAddress): Promise<AddressView> {
  const { queues } = await reference(desk.store);
  return { id, address, name: realname, queue: queues.byId(queueId)?.name ?? `#${queueId}`, valid };
}

function lineOf({ address, name, queue, valid }: AddressView): string {
  return `${name} <${address}>  queue ${queue}${valid ? "" : "  (disabled)"}`;
}

async function find(desk: Desk, address: string): Promise<SystemAddress | undefined> {
  const { addressById } = await reference(desk.store);
  return [...addressById.values()].find((row) => row.address.toLowerCase() === address.trim().toLowerCase());
}

async function existing(desk: Desk, address: string): Promise<SystemAddress> {
  const row = await find(desk, address);
  if (row !== undefined) return row;
  throw new NotFoundError(`there is no system address ${address}`, { mend: "See `gotrs admin system-address list`" });
}

async function refuseTaken(desk: Desk, address: string, except: number | undefined): Promise<void> {
  const row = await find(desk, address);
  if (row === undefined || row.id === except) return;
  throw new UserError(`${address} is a system address already`, {
    mend: `Change it: gotrs admin system-address set ${address}`,
    exit: Exit.usage,
  });
}

function checked(address: string): string {
  const trimmed = address.trim();
  if (/^[^\s@,<>]+@[^\s@,<>]+$/.test(trimmed) && trimmed.length <= 200) return trimmed;
  throw new UserError(`"${address}" is no mail address`, { mend: "Write name@host", exit: Exit.usage });
}

async function queueId(desk: Desk, name: string): Promise<number> {
  const { queues } = await reference(desk.store);
  const queue = queues.byName(name);
  if (queue !== undefined) return queue.id;
  const known = queues.all.map((one) => one.name).join(", ");
  throw new UserError(`there is no queue "${name}"`, {
    where: "--queue",
    mend: `Name one exactly: ${known}`,
    exit: Exit.usage,
  });
}
