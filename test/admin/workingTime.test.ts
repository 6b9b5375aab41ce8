/** Working time and holidays: where OTRS keeps them, as it reads them, beside what it has there already. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { parse } from "yaml";
import { change, listEntries } from "../../src/admin/administer.ts";
import { apply } from "../../src/admin/apply.ts";
import type { AdminModule } from "../../src/admin/module.ts";
import { holiday } from "../../src/admin/modules/holiday.ts";
import { queue } from "../../src/admin/modules/queue.ts";
import { sla } from "../../src/admin/modules/sla.ts";
import { workingTime } from "../../src/admin/modules/workingTime.ts";
import type { Desk } from "../../src/desk.ts";
import { rootActor } from "../../src/people/administrators.ts";
import type { Store } from "../../src/store/store.ts";
import { changeSetting } from "../../src/store/sysconfig.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

forEachDatabase("working time", (database) => {
  let store: Store;
  let desk: Desk;
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store);
  });
  afterEach(() => store?.close());
  const put = (module: AdminModule, mode: "add" | "set", key: string, raw: object) => {
    const whole = mode === "add" ? { [module.key]: key, ...raw } : { ...raw };
    return change(desk, rootActor, { module, key, raw: whole, form: "json", mode, where: (field) => field });
  };
  const stored = async (name: string) => {
    const rows = await store.db
      .selectFrom("sysconfig_modified")
      .selectAll()
      .where("name", "=", name)
      .where("user_id", "is", null)
      .execute();
    return rows.map((row) => [parse(store.codec.toText(row.effective_value)), row.is_valid, row.is_dirty]);
  };
  const days = async () => (await listEntries(desk, rootActor, holiday)).map(({ values }) => values.day).toSorted();

  it("is OTRS's own where nobody set any, and set where OTRS looks for it", async () => {
    const [usual, ...others] = await listEntries(desk, rootActor, workingTime);
    expect(others).toEqual([]);
    expect(usual?.values).toMatchObject({
      calendar: "default",
      hours: { Fri: expect.arrayContaining([8, 20]), Sat: [] },
    });
    await put(workingTime, "set", "default", { hours: { Sat: [10, 9, 9] } });
    const none = { Mon: [], Tue: [], Wed: [], Thu: [], Fri: [], Sun: [] };
    expect(await stored("TimeWorkingHours")).toEqual([[{ ...none, Sat: ["9", "10"] }, 1, 1]]);
    await put(workingTime, "add", "3", { name: "Tokyo", timeZone: "Asia/Tokyo" });
    await put(workingTime, "set", "3", { timeZone: "Asia/Seoul" });
    expect(await stored("TimeZone::Calendar3")).toEqual([["Asia/Seoul", 1, 1]]);
    expect(await stored("TimeZone::Calendar3Name")).toEqual([["Tokyo", 1, 1]]);
    expect((await listEntries(desk, rootActor, workingTime)).map(({ id }) => id)).toEqual(["default", "3"]);
    await expect(put(workingTime, "set", "default", { timeZone: "UTC" })).rejects.toThrow("timeZone: the ordinary");
    await expect(put(workingTime, "add", "100", {})).rejects.toThrow("Give a number from 1 to 99, or default");
  });

  it("has the calendars that queues and SLAs may name", async () => {
    await put(workingTime, "add", "12", {});
    await expect(put(queue, "set", "Raw", { calendar: "11" })).rejects.toThrow(
      'calendar: there is no calendar "11". Did you mean "12"? Name one exactly: 12. Or add it: gotrs admin working-time add 11',
    );
    await put(queue, "set", "Raw", { calendar: "12" });
    await expect(put(sla, "add", "Gold", { calendar: "1" })).rejects.toThrow('calendar: there is no calendar "1"');
    const text = 'slas:\n  - {name: Gold, calendar: "7"}\nworkingTimes:\n  - {calendar: "7"}\n';
    await apply(desk, rootActor, { text, file: "desk.yaml", dryRun: false });
    const entries = await listEntries(desk, rootActor, sla);
    expect(entries.map(({ values }) => values)).toMatchObject([{ name: "Gold", calendar: "7" }]);
    const wrong = { text: 'queues:\n  - {name: Raw, calendar: "8"}\n', file: "desk.yaml", dryRun: true };
    await expect(apply(desk, rootActor, wrong)).rejects.toThrow(
      'desk.yaml:2: queue "Raw": calendar: there is no calendar "8"',
    );
    // Of an OTRS that had it.
    await store.transaction((tx) =>
      tx.updateTable("queue").set({ calendar_name: "5" }).where("name", "=", "Junk").execute(),
    );
    await put(queue, "set", "Junk", { comment: "stays" });
  });

  it("has holidays of every year and of one, of each calendar, beside those of OTRS", async () => {
    const value = "---\n'1':\n  '1': New Year's Day\n'12':\n  '25': Christmas\n";
    const setting = { name: "TimeVacationDays", value, navigation: "Core::Time" };
    await store.transaction((tx) => changeSetting(tx, store.codec, setting, desk.clock.now(), 1));
    expect(await days()).toEqual(["01-01", "12-25"]);
    await put(holiday, "add", "02-29", { name: "Leap day" });
    await put(holiday, "add", "2026-04-03", { name: "Good Friday" });
    await expect(put(holiday, "add", "2: 2026-05-01", { name: "May day" })).rejects.toThrow(
      "day: there is no calendar 2. Add it first: gotrs admin working-time add 2",
    );
    await put(workingTime, "add", "2", {});
    await put(holiday, "add", "2: 2026-05-01", { name: "May day" });
    await put(holiday, "set", "01-01", { name: "Neujahr" });
    await put(holiday, "set", "12-25", { valid: false });
    expect(await days()).toEqual(["01-01", "02-29", "2026-04-03", "2: 2026-05-01"]);
    expect(await stored("TimeVacationDays")).toEqual([[{ "1": { "1": "Neujahr" }, "2": { "29": "Leap day" } }, 1, 1]]);
    expect(await stored("TimeVacationDaysOneTime")).toEqual([[{ "2026": { "4": { "3": "Good Friday" } } }, 1, 1]]);
    expect(await stored("TimeVacationDaysOneTime::Calendar2")).toEqual([
      [{ "2026": { "5": { "1": "May day" } } }, 1, 1],
    ]);
    for (const wrong of ["02-30", "2026-02-29", "13-01"]) {
      await expect(put(holiday, "add", wrong, { name: "x" })).rejects.toThrow(`there is no ${wrong}`);
    }
  });
});
