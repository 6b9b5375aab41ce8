/** The mail of a crash run: every letter once, of every kind that takes another way through the intake. */

export interface Letter {
  /** Message-ID with its brackets. */
  readonly id: string;
  readonly from: string;
  readonly raw: Buffer;
}

/** A source of letters, each another one. */
export class Letters {
  readonly #run: string;
  #count = 0;
  readonly #small: string[] = [];

  /** @param run keeps the letters of one run apart from another's */
  constructor(run: string) {
    this.#run = run;
  }

  next(): Letter {
    this.#count += 1;
    const count = this.#count;
    const id = `<${this.#run}.${count}@customer.test>`;
    // An address of its own each, so that loop protection withholds no answer.
    const from = `person${count}.${this.#run}@customer.test`;
    const answered = count % 3 === 0 ? this.#small.at(-1 - (count % 7)) : undefined;
    const head = [
      `Message-ID: ${id}`,
      "Date: Thu, 26 Nov 2026 10:00:00 +0000",
      `From: Person ${count} <${from}>`,
      "To: support@localhost",
      `Subject: Letter ${count}`,
      ...(answered === undefined ? [] : [`In-Reply-To: ${answered}`]),
    ];
    this.#small.push(id);
    return { id, from, raw: Buffer.from([...head, ...this.#body(count)].join("\r\n")) };
  }

  #body(count: number): readonly string[] {
    // Beyond what is kept in memory, and beyond what is stored in one piece.
    if (count % 40 === 0) return withAttachment(5_000_000);
    if (count % 11 === 0) return withAttachment(1_200_000);
    if (count % 5 === 0) return withAttachment(3000);
    return ["", `Body of letter ${count}.`, ".", "..", ""];
  }
}

function withAttachment(octets: number): readonly string[] {
  const line = Buffer.alloc(54, "gotrs").toString("base64");
  return [
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=cut",
    "",
    "--cut",
    "Content-Type: text/plain",
    "",
    "With a file.",
    "--cut",
    "Content-Type: application/octet-stream",
    "Content-Disposition: attachment; filename=data.bin",
    "Content-Transfer-Encoding: base64",
    "",
    ...Array.from({ length: Math.ceil(octets / 74) }, () => line),
    "--cut--",
    "",
  ];
}
