/** An agent's desk for the tests: a daemon with known mails, and the terminal UI in front of it. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../src/packageRoot.ts";
import type { Daemon, Installation } from "../peers/gotrs.ts";
import { SmtpClient } from "../peers/smtpClient.ts";
import { openTerminal, type Terminal } from "../peers/terminal.ts";

const esc = "\u001b";

export const mails = {
  printer: mail(
    "Ann Example <ann@customer.test>",
    "Printer on fire",
    "Please help, it burns.\n\n> We said so before.\n\nAnn",
  ),
  wide: mail(
    "田中太郎 <tanaka@kanji.test>",
    "日本語の件名 🎉 café",
    "こんにちは、\nプリンターが壊れました。\n👨‍👩‍👧 👍🏽 ❤️ e\u0301 한글",
  ),
  hostile: mail(
    "evil@bad.test",
    `Look ${esc}[31mred\u202Egpj.exe`,
    `${esc}]0;owned\u0007 ${esc}[2J gone? \u202Etxt.exe\u202C \u009b31m \u0000 end`,
  ),
} as const;

export function mail(from: string, subject: string, body: string): Buffer {
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString("base64")}?=`;
  const sender = /^(.*) <(.*)>$/.exec(from);
  const name = sender === null ? from : `=?utf-8?B?${Buffer.from(sender[1] ?? "").toString("base64")}?= <${sender[2]}>`;
  return Buffer.from(
    [
      `From: ${name}`,
      "To: support@localhost",
      `Subject: ${encoded}`,
      `Message-ID: <${Buffer.from(subject).toString("hex").slice(0, 40)}@customer.test>`,
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(body).toString("base64"),
      "",
    ].join("\r\n"),
  );
}

export async function deliver(daemon: Daemon, ...messages: readonly Buffer[]): Promise<void> {
  const client = await SmtpClient.open(daemon.smtp.host, daemon.smtp.port);
  try {
    for (const message of messages) {
      const { code } = await client.send({ from: "ann@customer.test", to: ["support@localhost"] }, message);
      if (code !== 250) throw new Error(`the daemon answered ${code}`);
    }
  } finally {
    client.destroy();
  }
}

/**
 * A home for the agent's settings and what the terminal UI remembers, where the tour was seen already.
 * @param settings of tui.yaml
 */
export async function newHome(folder: string, settings = ""): Promise<string> {
  const home = await mkdtemp(join(folder, "home-"));
  await mkdir(join(home, "gotrs"));
  await writeFile(join(home, "gotrs", "tui.json"), '{"toured":true}');
  if (settings !== "") await writeFile(join(home, "gotrs", "tui.yaml"), settings);
  return home;
}

export async function openDesk(
  { folder, databaseUrl }: Installation,
  options: {
    readonly arguments?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
    readonly columns?: number;
    readonly rows?: number;
    /** Of an agent who was here before; a new one when absent. */
    readonly home?: string;
    /** From an interactive shell, which has job control. */
    readonly shell?: boolean;
  } = {},
): Promise<Terminal> {
  const home = options.home ?? (await newHome(folder));
  const command = [process.execPath, join(packageRoot, "dist/src/cli/main.js"), "tui", ...(options.arguments ?? [])];
  const terminal = await openTerminal(
    options.shell === true ? ["bash", "--norc"] : command,
    {
      LC_ALL: "C.UTF-8",
      XDG_CONFIG_HOME: home,
      XDG_STATE_HOME: home,
      GOTRS_STATE_DIRECTORY: folder,
      GOTRS_DATABASE_URL: databaseUrl,
      ...options.environment,
    },
    options.columns,
    options.rows,
  );
  if (options.shell === true) await terminal.press(command.map((word) => `'${word}'`).join(" "), "Enter");
  return terminal;
}
