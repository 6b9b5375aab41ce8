/** POP3 accounts on a real dovecot, and answers of a server that dovecot never gives. */
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fetchOnce } from "../../daemon/fetch/once.ts";
import { type Fetching, startFetching } from "../../daemon/fetch/start.ts";
import type { Store } from "../../src/store/store.ts";
import { onSqlite } from "../databases.ts";
import { type Dovecot, dovecotAbsent, startDovecot } from "../peers/dovecot.ts";
import { eventually } from "../peers/eventually.ts";
import { listen } from "../peers/listen.ts";
import { type TempFolder, tempFolder } from "../peers/tempFolder.ts";
import { addAccount, fetchingDesk, letter, remembered, sources, stateOf, titles } from "./mailbox.ts";

const absent = await dovecotAbsent();

onSqlite("mail in a POP3 mailbox", (database) => {
  let store: Store;
  beforeEach(async () => {
    store = await database.open();
  });
  afterEach(async () => {
    await store.close();
  });

  describe.skipIf(absent !== undefined)(`of dovecot ${absent ?? ""}`, () => {
    let dovecot: Dovecot;
    let folder: TempFolder;
    let fetching: Fetching | undefined;
    beforeAll(async () => {
      dovecot = await startDovecot();
      folder = await tempFolder("spool");
    });
    afterAll(async () => {
      await dovecot?.[Symbol.asyncDispose]();
      await folder?.[Symbol.asyncDispose]();
    });
    afterEach(async () => {
      await fetching?.stop();
      fetching = undefined;
    });

    it("is fetched exactly once, 100 of them, byte for byte, and deleted", async () => {
      const account = await addAccount(store, dovecot, { type: "POP3", login: "many" });
      const mails = Array.from({ length: 100 }, (_, index) =>
        letter({ subject: `Mail ${index}`, body: `.\r\n..\r\n.x${"y".repeat(index)}\r\n`, bare: index % 2 === 0 }),
      );
      await dovecot.deliverAll("many", mails);
      const desk = fetchingDesk(store);
      const { fetched, error } = await fetchOnce(desk, account);
      expect([fetched, error]).toEqual([100, undefined]);
      expect((await sources(store)).slice(-100)).toEqual(mails);
      expect(await dovecot.messages("many")).toEqual([]);
      expect((await fetchOnce(desk, account)).fetched).toBe(0);
      expect(await remembered(store)).toEqual([]);
      expect(await titles(store)).toHaveLength(100);
    });

    it("that is to be kept is fetched once, however often it is looked at", async () => {
      const account = await addAccount(store, dovecot, { type: "POP3", login: "kept", after: "keep" });
      await dovecot.deliverAll("kept", [letter({ bare: true }), letter()]);
      fetching = startFetching(fetchingDesk(store, { interval: 1 }), folder.path);
      const rounds = new Set<string>();
      await eventually("some looks", async () => rounds.add((await stateOf(store, account)).round ?? "").size > 3);
      await dovecot.deliver("kept", letter({ subject: "Third" }));
      await eventually("the third mail", async () => (await titles(store)).includes("Third"));
      expect(await titles(store)).toHaveLength(3);
      expect(await dovecot.messages("kept")).toHaveLength(3);
    });

    it("with a large attachment is kept byte for byte", async () => {
      const account = await addAccount(store, dovecot, { type: "POP3", login: "large" });
      const large = letter({ subject: "Large", body: `${"0123456789abcdef\r\n.\r\n".repeat(120_000)}` });
      await dovecot.deliver("large", large);
      expect((await fetchOnce(fetchingDesk(store), account)).error).toBeUndefined();
      expect((await sources(store)).at(-1) === large).toBe(true);
    });

    it("comes by TLS only from a server whose certificate is right", async () => {
      await dovecot.deliver("secure", letter({ subject: "Secret" }));
      for (const type of ["POP3S", "POP3TLS"]) {
        const account = await addAccount(store, dovecot, { login: "secure", host: "localhost", type, after: "keep" });
        expect((await fetchOnce(fetchingDesk(store), account)).error?.message).toContain("signed by itself");
        const trusting = fetchingDesk(store, { caFile: dovecot.certificateFile });
        expect((await fetchOnce(trusting, account)).error).toBeUndefined();
      }
      expect(await titles(store)).toEqual(["Secret"]);
    });

    it("of a wrong password stays, and the server's words show", async () => {
      const account = await addAccount(store, dovecot, { type: "POP3", login: "wrong", password: "nonsense" });
      await fetchOnce(fetchingDesk(store), account);
      expect((await stateOf(store, account)).error).toMatch(
        /refuses the login of wrong \(it says: .*Authentication failed/,
      );
    });
  });

  describe("of a server that fails", () => {
    /** Answers by a table: command → answer; what is not there is +OK. Gives its port. */
    async function scripted(
      answers: Readonly<Record<string, string>>,
      decide: (command: string) => string | undefined = () => undefined,
    ) {
      const heard: string[] = [];
      const sockets = new Set<Socket>();
      const server = createServer((socket) => {
        sockets.add(socket);
        socket.on("error", () => undefined);
        socket.write("+OK ready\r\n");
        let text = "";
        socket.on("data", (data) => {
          text += String(data);
          for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
            const line = text.slice(0, end);
            text = text.slice(end + 2);
            heard.push(line);
            const [command = ""] = line.split(" ");
            const said = decide(command) ?? answers[line] ?? answers[command] ?? "+OK";
            if (said === "hang up") socket.destroy();
            else socket.write(`${said}\r\n`);
          }
        });
      });
      const port = await listen(server);
      return {
        port,
        heard,
        [Symbol.asyncDispose]: async () => {
          for (const socket of sockets) socket.destroy();
          await new Promise((resolve) => server.close(resolve));
        },
      };
    }
    const mail = (subject: string): string => `+OK\r\nSubject: ${subject}\r\n\r\nNo Message-ID, no Date.\r\n.`;
    const account = (port: number) =>
      addAccount(store, { ports: {} } as unknown as Dovecot, { type: "POP3", port, login: "x" });

    it("makes no second ticket when the connection breaks before the mail is deleted", async () => {
      let broken = true;
      const answers = { CAPA: "-ERR", LIST: "+OK\r\n1 60\r\n.", UIDL: "+OK\r\n1 abc\r\n.", RETR: mail("Once") };
      await using server = await scripted(answers, (command) => (command === "DELE" && broken ? "hang up" : undefined));
      const here = await account(server.port);
      const desk = fetchingDesk(store);
      expect((await fetchOnce(desk, here)).error?.message).toContain("broke");
      expect(await titles(store)).toEqual(["Once"]);
      broken = false;
      expect((await fetchOnce(desk, here)).error).toBeUndefined();
      expect(await titles(store)).toEqual(["Once"]);
      expect(server.heard.filter((line) => line === "DELE 1")).toHaveLength(2);
      expect(server.heard.filter((line) => line === "RETR 1")).toHaveLength(1);
    });

    it("makes no second ticket when QUIT fails, nor when every UIDL is another the next time", async () => {
      let round = 0;
      const answers = {
        CAPA: "-ERR",
        LIST: "+OK\r\n1 60\r\n2 60\r\n.",
        "RETR 1": mail("First"),
        "RETR 2": mail("Second"),
      };
      await using server = await scripted(answers, (command) => {
        if (command === "QUIT") return round++ === 0 ? "-ERR some deleted messages not removed" : "+OK";
        if (command !== "UIDL") return undefined;
        return round === 0 ? "+OK\r\n1 aB\r\n2 Ab\r\n." : "+OK\r\n1 new1\r\n2 new2\r\n.";
      });
      const here = await account(server.port);
      const desk = fetchingDesk(store);
      expect((await fetchOnce(desk, here)).error?.message).toContain("some deleted messages not removed");
      expect((await remembered(store)).map(({ uid }) => uid)).toEqual(["aB", "Ab"]);
      expect((await fetchOnce(desk, here)).error).toBeUndefined();
      expect(await titles(store)).toEqual(["First", "Second"]);
    });

    it("whose mailbox another program has open is tried again soon", async () => {
      await using server = await scripted({
        CAPA: "-ERR",
        PASS: "-ERR [IN-USE] Do you have another POP session running?",
      });
      const here = await account(server.port);
      expect((await fetchOnce(fetchingDesk(store), here)).error?.message).toContain("in use by another program");
    });

    it("that is no POP3 server is told as that", async () => {
      const server = createServer((socket) => socket.end("220 mail.example ESMTP\r\n"));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      const here = await account(typeof address === "object" ? (address?.port ?? 0) : 0);
      expect((await fetchOnce(fetchingDesk(store), here)).error?.message).toContain("is no POP3 server");
      server.close();
    });

    it("whose password has a line end in it never sends a second command", async () => {
      await using server = await scripted({ CAPA: "-ERR" });
      const here = await addAccount(store, { ports: {} } as unknown as Dovecot, {
        type: "POP3",
        port: server.port,
        password: "a\r\nDELE 1",
      });
      expect((await fetchOnce(fetchingDesk(store), here)).error?.message).toContain("line end");
      expect(server.heard).not.toContain("DELE 1");
    });
  });
});
