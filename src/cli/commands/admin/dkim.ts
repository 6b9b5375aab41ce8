/** `gotrs admin dkim`: keys that sign outgoing mail, and the DNS records that prove them. */
import type { Command } from "commander";
import { type AuditRecord, recorded } from "../../../admin/recorded.ts";
import type { Desk } from "../../../desk.ts";
import { Exit, NotFoundError, UserError } from "../../../errors.ts";
import { dnsRecord, newPrivateKey, zoneLine } from "../../../mail/dkim.ts";
import { rootActor } from "../../../people/administrators.ts";
import { addDkimKey, disableDkimKeys, dkimKeys, type StoredDkimKey } from "../../../store/dkimKeys.ts";
import { DuplicateRow } from "../../../store/failure.ts";
import type { CliCommand, Shell } from "../../command.ts";

export const dkim: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("dkim").description("keys that sign outgoing mail (DKIM)");
    group
      .command("add")
      .description("make a key for a domain, and print the DNS record for it; mail is signed from then on")
      .argument("<domain>")
      .option("--selector <name>", "the key's name in DNS", "gotrs")
      .option("--json", "print JSON")
      .action(async (text: string, { selector, json }: { selector: string; json?: true }) => {
        const key = { domain: domainOf(text), selector: selectorOf(selector), privateKey: newPrivateKey() };
        await shell.withDesk((desk) => add(desk, key));
        if (json) shell.printJson(dnsRecord(key));
        else {
          shell.print("Publish this record; until it can be looked up, the signatures prove nothing:\n");
          shell.print(zoneLine(dnsRecord(key)));
        }
      });
    group
      .command("list")
      .description("all keys")
      .option("--json", "print JSON")
      .action(async ({ json }: { json?: true }) => {
        const keys = await shell.withDesk(({ store }) => dkimKeys(store.db));
        if (json) shell.printJson({ keys: keys.map(publicPart) });
        else if (keys.length === 0) shell.print("No mail is signed. Add a key: gotrs admin dkim add DOMAIN");
        for (const key of json ? [] : keys) shell.print(lineOf(key));
      });
    group
      .command("show")
      .description("the keys of a domain with their DNS records")
      .argument("<domain>")
      .option("--selector <name>", "one key")
      .option("--json", "print JSON")
      .action(async (text: string, { selector, json }: { selector?: string; json?: true }) => {
        const all = await shell.withDesk(({ store }) => dkimKeys(store.db, domainOf(text)));
        const keys = all.filter((key) => selector === undefined || key.selector === selector);
        if (keys.length === 0) throw noSuchKey(text);
        if (json) shell.printJson({ keys: keys.map(publicPart) });
        for (const key of json ? [] : keys) shell.print(`${lineOf(key)}\n${zoneLine(dnsRecord(key))}`);
      });
    group
      .command("disable")
      .description("sign no more with a domain's keys; leave the record in DNS until the last mail has arrived")
      .argument("<domain>")
      .option("--selector <name>", "only this key")
      .action(async (text: string, { selector }: { selector?: string }) => {
        const domain = domainOf(text);
        const disabled = await shell.withDesk((desk) =>
          recorded(desk, rootActor, async (tx, now) => {
            const selectors = await disableDkimKeys(tx, domain, selector, now);
            return { result: selectors, records: selectors.map((one) => recordOf(domain, one, "disable")) };
          }),
        );
        if (disabled.length === 0) throw noSuchKey(text);
        shell.print(`${disabled.length} keys of ${domain} disabled`);
      });
  },
};

type NewKey = Parameters<typeof addDkimKey>[1];

async function add(desk: Desk, key: NewKey): Promise<void> {
  const { domain, selector } = key;
  try {
    await recorded(desk, rootActor, async (tx, now) => {
      await addDkimKey(tx, key, now);
      return { result: undefined, records: [recordOf(domain, selector, "add")] };
    });
  } catch (error) {
    if (!(error instanceof DuplicateRow)) throw error;
    throw new UserError(`${domain} has a key ${selector} already`, {
      mend: `See \`gotrs admin dkim show ${domain}\`, or choose another --selector`,
      cause: error,
    });
  }
}

function recordOf(domain: string, selector: string, action: "add" | "disable"): AuditRecord {
  const isNew = action === "add";
  return { thing: "dkim", key: `${selector} ${domain}`, action, changes: { valid: [isNew ? null : true, isNew] } };
}

function publicPart(key: StoredDkimKey) {
  const { domain, selector, valid, created } = key;
  return { domain, selector, valid, created, record: dnsRecord(key) };
}

function lineOf({ domain, selector, valid, created }: StoredDkimKey): string {
  return `${domain} ${selector} since ${created.slice(0, 10)}${valid ? "" : " (disabled)"}`;
}

function domainOf(text: string): string {
  const domain = text.toLowerCase().replace(/\.$/, "");
  if (/^(?:[a-z0-9_](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(domain)) return domain;
  throw new UserError(`"${text}" is no domain`, { mend: "Write it like example.com", exit: Exit.usage });
}

function selectorOf(text: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text)) return text.toLowerCase();
  throw new UserError(`"${text}" is no selector`, { mend: "Use letters, digits and hyphens", exit: Exit.usage });
}

function noSuchKey(domain: string): NotFoundError {
  return new NotFoundError(`${domain} has no such key`, { mend: "See `gotrs admin dkim list`" });
}
