/** Floor of the bench: smtp-server with an empty sink, a process of its own. Prints its port. */
import { SMTPServer } from "smtp-server";

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    stream.resume();
    stream.on("end", () => done());
  },
});
const listener = server.listen(0, "127.0.0.1", () => {
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
  console.log(`ready ${address.port}`);
});
