/** A desk with a ticket that an agent answers, and a mail server that does to the answer what the test says. */
import { type Deliverer, startDeliverer } from "../../daemon/deliver/deliverer.ts";
import { createTransport } from "../../daemon/deliver/transport.ts";
import type { ReplyRequest } from "../../src/api/requests.ts";
import type { ArticleView } from "../../src/api/ticket.ts";
import { toDbTime } from "../../src/clock.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { intake } from "../../src/intake/intake.ts";
import type { IntakeResult } from "../../src/intake/types.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { recordConsequences } from "../../src/outgoing/delivered.ts";
import { insertRow } from "../../src/store/insert.ts";
import { forgetReference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { reply } from "../../src/ticket/reply.ts";
import { show } from "../../src/ticket/show.ts";
import { TestClock, testDesk, testSettings } from "../desk.ts";

export const root: Actor = { userId: 1, login: "root@localhost" };
export const ann = "ann@customer.test";

export interface AnsweringDesk {
  readonly desk: Desk;
  readonly clock: TestClock;
  readonly deliverer: Deliverer;
  /** A customer's mail, or a report, comes in. */
  take(raw: string, envelope: { readonly from: string; readonly to: readonly string[] }): Promise<IntakeResult>;
  /** A new ticket of Ann's. @returns its number */
  ticket(): Promise<string>;
  answer(
    number: string,
    request?: Partial<ReplyRequest>,
  ): Promise<{ readonly articleId: number; readonly messageId: string }>;
  articles(number: string): Promise<readonly ArticleView[]>;
  /** `type name` of each row. */
  history(number: string): Promise<readonly string[]>;
}

let letters = 0;

export function answeringDesk(store: Store, outbound: Partial<Settings["outbound"]> = {}): AnsweringDesk {
  const clock = new TestClock();
  const desk = testDesk(store, { outbound: { ...testSettings.outbound, ...outbound } }, clock);
  const transport = createTransport(desk.settings.outbound, {
    fqdn: "desk.test",
    timeouts: { connect: 2000, greeting: 2000, idle: 2000 },
  });
  const take: AnsweringDesk["take"] = (raw, envelope) =>
    intake(desk, { raw: rawFromBuffer(Buffer.from(raw)), road: "smtp", envelope, trusted: false });
  return {
    desk,
    clock,
    take,
    deliverer: startDeliverer(desk, {
      transport,
      timers: false,
      random: () => 0.5,
      alsoRecord: (tx, outcomes) => recordConsequences(tx, desk, outcomes),
    }),
    async ticket() {
      letters += 1;
      const raw = [
        `Message-ID: <letter${letters}@customer.test>`,
        `From: Ann Smith <${ann}>`,
        "To: support@localhost",
        `Subject: Printer ${letters}`,
        "",
        "Please help.",
        "",
      ].join("\r\n");
      return (await take(raw, { from: ann, to: ["support@localhost"] })).ticketNumber ?? "";
    },
    answer: (number, request) => reply(desk, root, number, { body: "Take the blue cable.\n", ...request }),
    articles: async (number) => (await show(desk, root, number)).articles,
    history: async (number) => (await show(desk, root, number)).history.map(({ type, name }) => `${type} ${name}`),
  };
}

/** Gives an agent a mail address, as OTRS keeps it. */
export async function setAgentAddress(store: Store, userId: number, address: string): Promise<void> {
  await store.transaction((tx) =>
    insertRow(tx, "user_preferences", {
      user_id: userId,
      preferences_key: "UserEmail",
      preferences_value: store.codec.fromText(address),
    }),
  );
  forgetReference(store);
}

/** An agent who may do everything in the first group. */
export async function addColleague(desk: Desk, login: string, address: string): Promise<Actor> {
  const time = toDbTime(desk.clock.now());
  const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
  const userId = await desk.store.transaction(async (tx) => {
    const id = await insertRow(tx, "users", {
      login,
      pw: "-",
      title: null,
      first_name: login,
      last_name: "",
      valid_id: 1,
      ...stamp,
    });
    await insertRow(tx, "group_user", { user_id: id, group_id: 1, permission_key: "rw", ...stamp });
    return id;
  });
  await setAgentAddress(desk.store, userId, address);
  return { userId, login };
}
