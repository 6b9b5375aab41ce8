/** `gotrs admin search`: the full-text index, how far it is, and making it anew. */
import type { Command } from "commander";
import type { Desk } from "../../../desk.ts";
import { catchUp, searchState, startAnew } from "../../../search/catchUp.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { indexAll } from "../../indexAll.ts";

export const searchCommand: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("search").description("the full-text index");
    group
      .command("status")
      .description("how far it is")
      .option("--json", "print JSON")
      .action(async ({ json }: { json?: true }) => {
        const state = await shell.withDesk(searchState);
        if (json) return shell.printJson(state);
        const { position, newest, behind } = state;
        shell.print(
          behind === 0
            ? `every article is indexed, up to #${position}`
            : `${behind} articles wait (counted to 10000): indexed up to #${position}, the newest is #${newest}. \`gotrs serve\` goes on with it, and so does \`gotrs admin search continue\``,
        );
      });
    group
      .command("rebuild")
      .description("make the index anew; may be broken off, `gotrs serve` and `continue` go on from there")
      .action(() =>
        shell.withDesk(async (desk) => {
          await startAnew(desk);
          await finish(desk, shell);
        }),
      );
    group
      .command("continue")
      .description("index what waits, now")
      .action(() => shell.withDesk((desk) => finish(desk, shell)));
  },
};

async function finish(desk: Desk, shell: Shell): Promise<void> {
  await indexAll(
    () => catchUp(desk, 200),
    (text) => shell.print(text),
  );
  shell.print(`every article is indexed, up to #${(await searchState(desk)).position}`);
}
