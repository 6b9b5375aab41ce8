/** `gotrs explain FILE`: what would become of a mail, rule by rule; stores nothing. */
import type { Command } from "commander";
import { explain as explainMail } from "../../intake/explain.ts";
import { rawFromBuffer } from "../../mail/rawSource.ts";
import type { CliCommand, Shell } from "../command.ts";
import { decisionJson, decisionText } from "../decision.ts";
import { readWhole } from "../input.ts";
import { knownQueue } from "../knownQueue.ts";

interface Options {
  readonly envelopeFrom?: string;
  readonly envelopeTo: readonly string[];
  readonly trusted?: true;
  readonly queue?: string;
  readonly json?: true;
}

export const explain: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("explain")
      .description("tell what would become of a mail and why; nothing is stored")
      .argument("<file>", "the raw message, or - for standard input")
      .option("--envelope-from <address>", 'the envelope sender; "" for the null sender')
      .option("--envelope-to <address...>", "the envelope recipients", [])
      .option("--trusted", "as if the road were trusted: X-OTRS- headers steer the ticket")
      .option("--queue <name>", "as if the road delivered to this queue")
      .option("--json", "print JSON")
      .action(async (file: string, { envelopeFrom, envelopeTo, trusted, queue, json }: Options) => {
        const bytes = await readWhole(file);
        await shell.withDesk(async (desk) => {
          await knownQueue(desk, queue);
          const explanation = await explainMail(desk, {
            raw: rawFromBuffer(bytes),
            road: "pipe",
            envelope: { from: envelopeFrom, to: envelopeTo },
            trusted: trusted ?? false,
            ...(queue === undefined ? {} : { queue }),
          });
          if (json) shell.printJson(decisionJson(explanation));
          else shell.print(decisionText(explanation, process.stdout.columns ?? 120));
        });
      });
  },
};
