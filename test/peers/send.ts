/** Sends mail as users' programs do: by swaks where it is installed, else by nodemailer. Both talk real SMTP. */
import { createTransport } from "nodemailer";
import { installed, runCommand } from "./process.ts";

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** Further headers, in order. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** @throws Error when the server did not take it, with what it said */
export async function sendLetter(host: string, port: number, letter: Letter): Promise<void> {
  if (await installed("swaks")) await bySwaks(host, port, letter);
  else await byNodemailer(host, port, letter);
}

export async function bySwaks(host: string, port: number, letter: Letter): Promise<void> {
  const headers = [["Subject", letter.subject] as const, ...(letter.headers ?? [])];
  const { code, stdout, stderr } = await runCommand("swaks", [
    ...["--server", host, "--port", String(port), "--timeout", "20s"],
    ...["--from", letter.from, "--to", letter.to],
    ...headers.flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    ...["--body", letter.body, "--suppress-data"],
  ]);
  if (code !== 0) throw new Error(`swaks ended with ${code}:\n${stdout}${stderr}`);
}

export async function byNodemailer(host: string, port: number, letter: Letter): Promise<void> {
  const transport = createTransport({ host, port, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail({
      from: letter.from,
      to: letter.to,
      subject: letter.subject,
      text: letter.body,
      headers: (letter.headers ?? []).map(([key, value]) => ({ key, value })),
    });
  } finally {
    transport.close();
  }
}
