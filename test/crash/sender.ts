/** A sending mail server in small: keeps each letter until it is answered with 250, and tries again for as long as it is not. */
import { type Answer, SmtpClient } from "../peers/smtpClient.ts";
import type { Letter } from "./letters.ts";

export class Sender {
  readonly #next: () => Letter;
  /** Not answered with 250 yet; perhaps stored all the same. */
  #waiting: Letter | undefined;
  readonly accepted: Letter[] = [];

  constructor(next: () => Letter) {
    this.#next = next;
  }

  /** Sends letter after letter until the connection breaks or `enough` says so. */
  async run(host: string, port: number, enough: () => boolean): Promise<void> {
    let client: SmtpClient | undefined;
    try {
      client = await SmtpClient.open(host, port);
      while (!enough()) await this.#send(client);
    } catch (error) {
      // The daemon was killed; what is waiting is sent again to the next.
      if (!isBroken(error)) throw error;
    } finally {
      client?.destroy();
    }
  }

  /** Whether a letter still waits for its 250. */
  get owes(): boolean {
    return this.#waiting !== undefined;
  }

  async #send(client: SmtpClient): Promise<void> {
    this.#waiting ??= this.#next();
    const letter = this.#waiting;
    const answer: Answer = await client.send({ from: letter.from, to: ["support@localhost"] }, letter.raw);
    if (answer.code === 451) return;
    if (answer.code !== 250) throw new Error(`${letter.id}: ${answer.code} ${answer.text}`);
    this.accepted.push(letter);
    this.#waiting = undefined;
  }
}

function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.message === "the server closed the connection") return true;
  return "code" in error && ["ECONNRESET", "ECONNREFUSED", "EPIPE"].includes(String(error.code));
}
