/** `gotrs admin auth test`: the reason why somebody cannot log in, each as an administrator reads it. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";

it("tells what keeps somebody out, tries a password, and ends with 77 then", { timeout: 120_000 }, async () => {
  await using gotrs = await install();
  const root = "root@localhost";
  const test = (login: string, password?: string) =>
    password === undefined
      ? gotrs.run(["admin", "auth", "test", login])
      : gotrs.run(["admin", "auth", "test", login, "--password-file", "-"], { input: `${password}\n` });

  expect(await test(root, gotrs.password)).toEqual({
    code: 0,
    stderr: "",
    stdout: [
      `good  agent "${root}" is valid`,
      "good  there is a password, stored as argon2id",
      "good  the password is right",
      "good  the login is not locked",
      "good  no second factor is asked for",
      "good  they see 4 queues",
      "",
    ].join("\n"),
  });
  const wrong = await test(root, "wrong");
  expect(wrong).toMatchObject({ code: 77, stderr: `gotrs: agent "${root}" cannot log in. See above\n` });
  expect(wrong.stdout).toContain("BAD   the password is wrong");
  expect((await test("Root@localhost")).stdout).toBe(
    `BAD   there is no agent "Root@localhost". Did you mean "${root}"? Logins of agents have case\n`,
  );

  await using daemon = await gotrs.serve({ GOTRS_LOGIN_LOCK_MINUTES: "600" });
  for (let count = 0; count < 5; count += 1) {
    await fetch(`${daemon.http}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login: root, password: "wrong" }),
    });
  }
  const locked = await test(root);
  expect(locked.code).toBe(77);
  expect(locked.stdout).toContain("it failed too often and waits until ");
  expect((await gotrs.run(["admin", "auth", "unlock", root])).stdout).toBe(`${root} may try again\n`);
  expect((await test(root)).code).toBe(0);
});
