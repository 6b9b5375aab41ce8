/** `gotrs admin auth`: logins that failed too often, and second factors of those who cannot help themselves. */
import type { Command } from "commander";
import { PermissionError } from "../../../errors.ts";
import { diagnose } from "../../../login/diagnosis.ts";
import { spokenFinding } from "../../../network/finding.ts";
import { rootActor } from "../../../people/administrators.ts";
import { lockedLogins, unlockLogin } from "../../../people/attempts.ts";
import { personNamed } from "../../../people/personNamed.ts";
import { confirm, offer, takeAway } from "../../../people/secondFactor.ts";
import type { PersonKind } from "../../../store/passwords.ts";
import { inColumns } from "../../columns.ts";
import type { CliCommand, Shell } from "../../command.ts";
import { readSecret } from "../../input.ts";

interface Options {
  readonly customer?: true;
  readonly json?: true;
}

const kindOf = ({ customer }: Options): PersonKind => (customer ? "customer" : "agent");

export const auth: CliCommand = {
  register(admin: Command, shell: Shell) {
    const group = admin.command("auth").description("how people log in");
    group
      .command("test")
      .description("tell why somebody can log in or not; exit 0 if they can, else 77")
      .argument("<login>")
      .option("--customer", "a customer user's, not an agent's")
      .option("--password-file <file>", "try the password in the file; - is standard input")
      .option("--json", "print JSON")
      .action(async (login: string, options: Options & { readonly passwordFile?: string }) => {
        const file = options.passwordFile;
        const password = file === undefined ? undefined : await readSecret(file);
        const found = await shell.withDesk((desk) => diagnose(desk, kindOf(options), login, password));
        const good = found.good;
        const findings = found.findings.map((one) => spokenFinding(one));
        if (options.json) shell.printJson({ good, findings });
        for (const { good: fine, text, mend } of options.json ? [] : findings) {
          shell.print(`${fine ? "good" : "BAD "}  ${text}${mend === undefined ? "" : `. ${mend}`}`);
        }
        if (!good) throw new PermissionError(`${kindOf(options)} "${login}" cannot log in`, { mend: "See above" });
      });
    group
      .command("locks")
      .description("logins that failed too often, and until when")
      .option("--json", "print JSON")
      .action(async ({ json }: Options) => {
        const locks = await shell.withDesk(lockedLogins);
        if (json) return shell.printJson({ locks });
        if (locks.length === 0) return shell.print("no login is locked");
        const rows = locks.map(({ kind, login, until }) => [login, kind, `${until.slice(0, 16).replace("T", " ")}Z`]);
        for (const line of inColumns([["LOGIN", "KIND", "UNTIL"], ...rows], process.stdout.columns ?? 120)) {
          shell.print(line);
        }
      });
    group
      .command("unlock")
      .description("let a login be tried again at once")
      .argument("<login>")
      .option("--customer", "a customer user's, not an agent's")
      .action(async (login: string, options: Options) => {
        await shell.withDesk((desk) => unlockLogin(desk, rootActor, kindOf(options), login));
        shell.print(`${login} may try again`);
      });
    group
      .command("enrol")
      .description("make a second factor for somebody; it is asked for once they have confirmed a code of it")
      .argument("<login>")
      .option("--customer", "a customer user's, not an agent's")
      .option("--json", "print JSON")
      .action(async (login: string, options: Options) => {
        const made = await shell.withDesk(async (desk) => offer(desk, await personNamed(desk, kindOf(options), login)));
        if (options.json) return shell.printJson(made);
        shell.print(`secret  ${made.secret}\naddress ${made.uri}`);
        shell.print("Put one of them into an authenticator, then: gotrs admin auth confirm LOGIN CODE");
      });
    group
      .command("confirm")
      .description("ask for a second factor from now on; prints recovery codes, once")
      .argument("<login>")
      .argument("<code>", "what the authenticator shows")
      .option("--customer", "a customer user's, not an agent's")
      .option("--json", "print JSON")
      .action(async (login: string, code: string, options: Options) => {
        const recoveryCodes = await shell.withDesk(async (desk) =>
          confirm(desk, rootActor, await personNamed(desk, kindOf(options), login), code),
        );
        if (options.json) return shell.printJson({ recoveryCodes });
        shell.print("Each of these opens the login once, when the authenticator is lost. Keep them:");
        for (const one of recoveryCodes) shell.print(`  ${one}`);
      });
    group
      .command("disable-second-factor")
      .description("for who has lost the authenticator and the recovery codes")
      .argument("<login>")
      .option("--customer", "a customer user's, not an agent's")
      .action(async (login: string, options: Options) => {
        await shell.withDesk(async (desk) =>
          takeAway(desk, rootActor, await personNamed(desk, kindOf(options), login)),
        );
        shell.print(`${login} logs in without a second factor now`);
      });
  },
};
