/** Logging in over HTTP as a program does it, with the password that `gotrs init` printed. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";

it("takes login and password for a token, ends it on request, and refuses after five failures", async () => {
  await using installation = await install();
  await using daemon = await installation.serve();
  const session = (method: string, body?: unknown, token?: string) =>
    fetch(`${daemon.http}/api/v1/session`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const login = "root@localhost";
  const { token }: { token: string } = JSON.parse(
    await (await session("POST", { login, password: installation.password })).text(),
  );
  const me = () => fetch(`${daemon.http}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await me()).status).toBe(200);
  expect((await session("DELETE", undefined, token)).status).toBe(204);
  expect((await me()).status).toBe(401);
  for (let count = 0; count < 5; count += 1) {
    expect((await session("POST", { login, password: "wrong" })).status).toBe(401);
  }
  const refused = await session("POST", { login, password: installation.password });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
  expect((await session("POST", { login })).status).toBe(422);
});
