/** The load of the bench, a process of its own: sends mail by SMTP as fast as the server takes it, and counts the 250s. */
import { connect } from "node:net";
import { letter, senderOf } from "./letter.ts";

interface Counts {
  taken: number;
  refused: number;
  last: string;
}

const [port = "", connections = "", warmUp = "", seconds = "", run = ""] = process.argv.slice(2);
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
    const socket = connect({ host: "127.0.0.1", port: Number(port), noDelay: true });
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
        socket.write("EHLO load.test\r\n");
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
const warm = began + Number(warmUp) * 1000;
const end = warm + Number(seconds) * 1000;
let measured = { taken: 0, at: began };
setTimeout(() => {
  measured = { taken: counts.taken, at: performance.now() };
}, warm - began);
let result = { taken: 0, seconds: 0 };
setTimeout(() => {
  result = { taken: counts.taken - measured.taken, seconds: (performance.now() - measured.at) / 1000 };
}, end - began);
await Promise.all(Array.from({ length: Number(connections) }, () => send(() => performance.now() > end)));
console.log(JSON.stringify({ ...result, total: counts.taken, refused: counts.refused, refusal: counts.last }));
