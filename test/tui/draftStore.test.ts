/** Drafts on the disk: all that was written and attached comes back, each file lies there once, and nothing stays when it is done. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Draft, emptyDraft, replyFrom } from "../../tui/draft.ts";
import { type DraftStore, openDrafts } from "../../tui/draftStore.ts";
import { tempFolder } from "../peers/tempFolder.ts";

const file = (filename: string, content: string) => ({
  filename,
  contentType: "text/plain",
  content: Buffer.from(content),
});

const reply: Draft = {
  ...replyFrom({ from: "a@b.test", to: "ann@x.test", cc: "", subject: "Re: x", body: "Hi", articleId: 7, version: 3 }),
  timeUnits: 1.5,
  closing: true,
  separately: true,
};

async function withDrafts(test: (drafts: DraftStore, folder: string) => void): Promise<void> {
  await using folder = await tempFolder("drafts");
  const drafts = openDrafts(folder.path, "desk");
  drafts.keep(1, reply);
  const [own = ""] = readdirSync(join(folder.path, "drafts"));
  test(drafts, join(folder.path, "drafts", own));
}

it("gives back all of it, of each ticket and kind apart", () =>
  withDrafts((drafts) => {
    drafts.keep(1, { ...emptyDraft("note"), body: "Seen", visibleForCustomer: true, enclosures: [file("a", "one")] });
    expect(drafts.kept(1, "reply")).toMatchObject({
      headers: { to: "ann@x.test", cc: "", bcc: "", subject: "Re: x" },
      ...{ body: "Hi", articleId: 7, version: 3, timeUnits: 1.5, closing: true, separately: true, enclosures: [] },
    });
    expect(drafts.kept(1, "note")).toMatchObject({
      ...{ body: "Seen", visibleForCustomer: true },
      enclosures: [{ filename: "a", contentType: "text/plain", content: Buffer.from("one") }],
    });
    expect(drafts.kept(2, "reply")).toBeUndefined();
  }));

it("tells which lie there, and nothing where none was ever kept", async () => {
  await withDrafts((drafts, folder) => {
    drafts.keep(0, { ...emptyDraft("newMail"), body: "Later", queue: "Raw" });
    writeFileSync(join(folder, "strange-1.json"), "{}");
    expect(drafts.lying().map(({ ticketId, kind }) => `${kind} ${ticketId}`)).toEqual(
      expect.arrayContaining(["newMail 0", "reply 1"]),
    );
    expect(drafts.lying()).toHaveLength(2);
    expect(drafts.kept(0, "newMail")?.queue).toBe("Raw");
    drafts.drop(1, "reply");
    expect(drafts.lying()).toMatchObject([{ ticketId: 0, kind: "newMail" }]);
  });
  await using folder = await tempFolder("drafts");
  expect(openDrafts(folder.path, "desk").lying()).toEqual([]);
});

it("has each file once on the disk, without those that were detached, and none when the draft is done", () =>
  withDrafts((drafts, folder) => {
    const both = [file("a.txt", "same"), file("b.txt", "same"), file("c.txt", "other")];
    drafts.keep(1, { ...reply, enclosures: both });
    expect(readdirSync(join(folder, "reply-1.files"))).toHaveLength(2);
    expect(drafts.kept(1, "reply")?.enclosures).toEqual(both);
    drafts.keep(1, { ...reply, enclosures: both.slice(0, 1) });
    expect(readdirSync(join(folder, "reply-1.files"))).toHaveLength(1);
    expect(drafts.kept(1, "reply")?.enclosures).toEqual(both.slice(0, 1));
    drafts.keep(1, { ...reply, enclosures: [] });
    expect(readdirSync(folder)).toEqual(["reply-1.json"]);
    drafts.keep(1, { ...reply, enclosures: both });
    drafts.drop(1, "reply");
    expect(readdirSync(folder)).toEqual([]);
  }));

it("keeps what was typed where the files find no place, and says so", () =>
  withDrafts((drafts, folder) => {
    writeFileSync(join(folder, "reply-1.files"), "in the way");
    expect(() => drafts.keep(1, { ...reply, body: "Typed", enclosures: [file("a", "one")] })).toThrow(/EEXIST/);
    expect(drafts.kept(1, "reply")).toMatchObject({ body: "Typed", enclosures: [] });
  }));

it("leaves out a file that is gone, and takes what is no draft for none", () =>
  withDrafts((drafts, folder) => {
    drafts.keep(1, { ...reply, enclosures: [file("a", "one"), file("b", "two")] });
    const [first = ""] = readdirSync(join(folder, "reply-1.files"));
    rmSync(join(folder, "reply-1.files", first));
    expect(drafts.kept(1, "reply")?.enclosures).toHaveLength(1);
    for (const broken of ["", "{", "[]", '{"headers":{},"body":"x"}', '{"headers":{"to":"","cc":"","subject":""}}']) {
      writeFileSync(join(folder, "reply-1.json"), broken);
      expect(drafts.kept(1, "reply")).toBeUndefined();
    }
    rmSync(join(folder, "reply-1.json"));
    mkdirSync(join(folder, "reply-1.json"));
    expect(drafts.kept(1, "reply")).toBeUndefined();
  }));

it("reads a draft of an older version, which has neither Bcc nor files", () =>
  withDrafts((drafts, folder) => {
    const path = join(folder, "reply-1.json");
    expect(readFileSync(path, "utf8")).toContain('"bcc"');
    writeFileSync(path, '{"headers":{"to":"a@b.test","cc":"","subject":"s"},"body":"Old","version":2}');
    expect(drafts.kept(1, "reply")).toEqual({
      headers: { to: "a@b.test", cc: "", bcc: "", subject: "s" },
      ...{ body: "Old", version: 2, enclosures: [] },
    });
  }));
