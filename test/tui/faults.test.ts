/** Servers that no daemon is behind, or not in that way: each is told in words that say what to do. */
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";
import { expect, it } from "vitest";
import { Client } from "../../tui/client/client.ts";
import { silenceInWords } from "../../tui/client/faults.ts";
import { makeCertificate } from "../peers/certificate.ts";
import { tempFolder } from "../peers/tempFolder.ts";

async function listening(server: NetServer) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

const told = (url: string) =>
  new Client({ kind: "http", url, token: "any" }).me().then(
    () => "nothing",
    (error: unknown) => String(error),
  );

const secured = async ({ certFile, keyFile }: { readonly certFile: string; readonly keyFile: string }) =>
  await listening(createTlsServer({ cert: await readFile(certFile), key: await readFile(keyFile) }));

it("names the mend of a certificate that nobody known signed", async () => {
  await using folder = await tempFolder("faults");
  await using server = await secured(await makeCertificate(folder.path, "localhost"));
  const url = `https://127.0.0.1:${server.port}`;
  expect(await told(url)).toContain(
    `nobody known here has signed the certificate of ${url}. Name its authority's file`,
  );
});

// What only other accounts, clocks and name servers could bring about here.
it.each<[string, "http" | "socket", string]>([
  ["CERT_HAS_EXPIRED", "http", "has expired or is not valid yet. Have it renewed"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "http", "is made for another name. Use the name it is made for"],
  ["ETIMEDOUT", "http", "no answer from there within 20 s. Try again"],
  ["ENOTFOUND", "http", "no daemon answers at there. Check the address"],
  ["EACCES", "socket", "this account may not use there. Join the group gotrs"],
  ["ECONNREFUSED", "socket", "no daemon answers at there. Start it: gotrs serve"],
])("has words for %s", (code, kind, words) => {
  expect(silenceInWords(kind, "there", Object.assign(new Error(code), { code }), 20)).toContain(words);
});

it.each<[string, RequestListener, string]>([
  ["an error that is null", (_asked, answer) => answer.writeHead(502).end("null"), "answered 502 and did not say why"],
  ["an error without words", (_asked, answer) => answer.writeHead(500).end('{"a":1}'), "answered 500 and did not say"],
  [
    "another address",
    (_asked, answer) => answer.writeHead(301, { location: "https://desk.example.com/" }).end(),
    "sends on to https://desk.example.com/. Use the address it names",
  ],
  ["half an answer", (_asked, answer) => answer.writeHead(200).end('{"id":1,"log'), "does not answer as gotrs does"],
])("tells of %s", async (_what, listener, words) => {
  await using server = await listening(createServer(listener));
  expect(await told(`http://127.0.0.1:${server.port}`)).toContain(words);
});

it("tells of a port that speaks no TLS", async () => {
  await using server = await listening(createServer());
  expect(await told(`https://127.0.0.1:${server.port}`)).toContain(
    "does not speak TLS. Check the port, or write http://",
  );
});

it("tells of a line that breaks amid an answer", async () => {
  const breaking: RequestListener = (_asked, answer) => {
    answer.writeHead(200, { "content-length": "500" }).write('{"id":1');
    setTimeout(() => answer.destroy(), 50);
  };
  await using server = await listening(createServer(breaking));
  expect(await told(`http://127.0.0.1:${server.port}`)).toContain("no daemon answers at");
});
