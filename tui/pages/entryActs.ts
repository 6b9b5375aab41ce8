/** What can be done by a key with entries of some things, besides opening their forms. */
import { diagnosisPage } from "./diagnosis.ts";
import { type FetchGround, fetchNow } from "./fetching.ts";
import type { PageKeys, PageLine } from "./page.ts";
import { type SelectionGround, selectionPage } from "./selection.ts";

export type EntryGround = FetchGround & SelectionGround;

interface EntryActs {
  readonly keys: PageKeys;
  /** @param back to the list of entries */
  readonly acts: (ground: EntryGround, key: string, back: () => Promise<void>) => NonNullable<PageLine["acts"]>;
}

const byThing: Readonly<Record<string, EntryActs>> = {
  "mail-account": {
    keys: "mailAccounts",
    acts: (ground, account, back) => ({
      fetchNow: () => fetchNow(ground, account),
      testAccount: async () => ground.show(await diagnosisPage(ground, account, back)),
    }),
  },
  "generic-agent": {
    keys: "jobs",
    acts: (ground, job, back) => ({
      testJob: async () => ground.show(await selectionPage(ground, job, back)),
    }),
  },
};

export function entryActs(thing: string): EntryActs | undefined {
  return Object.hasOwn(byThing, thing) ? byThing[thing] : undefined;
}
