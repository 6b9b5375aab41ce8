import { expect, it } from "vitest";
import { planAutoResponse } from "../../src/postmaster/autoResponse.ts";
import { answerAddresses } from "../../src/postmaster/sender.ts";
import { deskOf, mailWith } from "./desk.ts";

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: "", address: `p${index}@customer.test` }));
const plan = (addresses: readonly string[]) =>
  planAutoResponse(
    { type: "auto reply", queueId: 5, answerTo: addresses, automatic: undefined, ticketId: undefined, alike: () => "" },
    deskOf({ autoResponses: true }),
  );

it("an automatic answer goes to each of a few addresses, and to none where a mail names a crowd", async () => {
  expect((await plan(answerAddresses(mailWith({ replyTo: people(3) }))))?.to).toHaveLength(3);
  expect(await plan(answerAddresses(mailWith({ replyTo: people(5000) })))).toMatchObject({
    to: [],
    withheld: "Sent no 'auto reply': the mail names 5000 addresses",
  });
});

it("an address that no envelope can hold is not answered", () => {
  for (const address of ["a,b@customer.test", "a b@customer.test", "nobody", `${"a".repeat(300)}@customer.test`]) {
    expect(answerAddresses(mailWith({ from: [{ name: "", address }] }))).toEqual([]);
  }
});
