/** The load of the bench, a process of its own: sends mail by SMTP as fast as the server takes it, and counts the 250s. */
import { connect } from "node:net";
import { letter, senderOf } from "../letter.ts";

interface Counts {
  taken: number;
  refused: number;
  last: string;
}

export interface LoadOrder {
  readonly port: number;
  readonly protocol: "smtp" | "lmtp";
  readonly connections: number;
  /** Seconds that are not measured; and how long is measured, unless so many mails have been taken before. */
  readonly warmUp: number;
  readonly seconds: number;
  readonly mails?: number;
  /** Makes the mails of this run different from those of another. */
  readonly run: string;
}

export interface LoadResult {
  readonly taken: number;
  readonly seconds: number;
  readonly total: number;
  readonly refused: number;
  readonly refusal: string;
}

// Written by the bench itself.
const order = JSON.parse(process.argv[2] ?? "{}") as LoadOrder;
const { port, protocol, connections, warmUp, seconds, run, mails = Number.POSITIVE_INFINITY } = order;
const counts: Counts = { taken: 0, refused: 0, last: "" };
let number = 0;

/** So many mails are made beforehand at a time, so that making them is no part of the measure's critical path. */
const recipient = "support@localhost";

/**
 * One connection, with commands in groups (RFC 2920 §3.1): a group ends with DATA, and the next begins with the text of
 * the mail. An answer that is not the expected one ends the connection with the reason.
 */
function send(until: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    let buffered = "";
    /** Codes that are to come, in order. */
    const expected = ["220"];
    let mine = 0;
    let ending = false;

    const group = () => {
      mine = number++;
      expected.push("250", "250", "354");
      return `MAIL FROM:<${senderOf(mine)}>\r\nRCPT TO:<${recipient}>\r\nDATA\r\n`;
    };
    const answered = (line: string) => {
      const code = line.slice(0, 3);
      const wanted = expected.shift();
      if (wanted === "220") {
        expected.push("ehlo");
        socket.write(`${protocol === "lmtp" ? "LHLO" : "EHLO"} load.test\r\n`);
      } else if (wanted === "ehlo") {
        if (code !== "250") return reject(new Error(`EHLO: ${line}`));
        socket.write(group());
      } else if (wanted === "354") {
        if (code !== "354") return reject(new Error(`DATA: ${line}`));
        const text = letter(run, mine).toString("latin1");
        expected.push("taken");
        ending = until();
        if (ending) expected.push("221");
        socket.write(`${text}.\r\n${ending ? "QUIT\r\n" : group()}`, "latin1");
      } else if (wanted === "taken") {
        if (code === "250") counts.taken += 1;
        else {
          counts.refused += 1;
          counts.last = line;
        }
      } else if (wanted === "221") {
        socket.end();
        resolve();
      } else if (code !== wanted) {
        reject(new Error(`expected ${wanted}, the server said: ${line}`));
      }
    };
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      buffered += chunk;
      let from = 0;
      for (let end = buffered.indexOf("\r\n"); end !== -1; end = buffered.indexOf("\r\n", from)) {
        // A hyphen after the code says that more lines follow.
        if (buffered[from + 3] !== "-") answered(buffered.slice(from, end));
        from = end + 2;
      }
      buffered = buffered.slice(from);
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed the connection")));
  });
}

const began = performance.now();
const warm = began + warmUp * 1000;
const end = warm + seconds * 1000;
let measured = { taken: 0, at: began };
setTimeout(() => {
  measured = { taken: counts.taken, at: performance.now() };
}, warm - began);
const measure = () => ({ taken: counts.taken - measured.taken, seconds: (performance.now() - measured.at) / 1000 });
let result: Pick<LoadResult, "taken" | "seconds"> | undefined;
const timer = setTimeout(() => {
  result = measure();
}, end - began);
const enough = () => performance.now() > end || number >= mails;
await Promise.all(Array.from({ length: connections }, () => send(enough)));
clearTimeout(timer);
const whole: LoadResult = {
  ...(result ?? measure()),
  total: counts.taken,
  refused: counts.refused,
  refusal: counts.last,
};
console.log(JSON.stringify(whole));
