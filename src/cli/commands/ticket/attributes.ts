/** Options for what a new ticket is. */
import type { Command } from "commander";
import { Option } from "commander";

export function withAttributes(command: Command): Command {
  return command
    .option("--customer-user <login>", "whose ticket it is: a login or a mail address")
    .option("--customer-id <id>", "the company, where it is another than the customer's")
    .option("--state <name>", "as `open`")
    .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
    .option("--priority <name>", "as `3 normal`")
    .option("--type <name>", "as `Unclassified`")
    .option("--service <name>", "what it concerns")
    .option("--sla <name>", "one that is for the service")
    .option("--owner <login>", "the agent it belongs to")
    .option("--responsible <login>", "the agent who answers for it")
    .addOption(new Option("--lock <name>", "yours to work on, or anybody's").choices(["lock", "unlock"]));
}
