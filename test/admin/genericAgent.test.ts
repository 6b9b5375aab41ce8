/** Jobs of the generic agent: those that OTRS stored, what gotrs stores, and which tickets one would select. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { change, listEntries, showEntry } from "../../src/admin/administer.ts";
import { apply } from "../../src/admin/apply.ts";
import { exported } from "../../src/admin/exported.ts";
import { dynamicField } from "../../src/admin/modules/dynamicField.ts";
import { genericAgent as module } from "../../src/admin/modules/genericAgent.ts";
import { selectedByJob } from "../../src/automation/selection.ts";
import { rootActor } from "../../src/people/administrators.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../../src/ticket/create.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";

forEachDatabase("jobs of the generic agent", (database) => {
  let store: Store;
  let clock: TestClock;
  let desk: ReturnType<typeof testDesk>;
  beforeEach(async () => {
    store = await database.open();
    clock = new TestClock();
    desk = testDesk(store, {}, clock);
  });
  afterEach(() => store?.close());
  const given = { form: "json", where: (field: string | undefined) => field } as const;
  const add = (key: string, raw: object) =>
    change(desk, rootActor, { ...given, module, key, raw: { name: key, ...raw }, mode: "add" });
  const set = (key: string, raw: object) =>
    change(desk, rootActor, { ...given, module, key, raw: { ...raw }, mode: "set" });
  const rows = async (name: string) =>
    (
      await store.db
        .selectFrom("generic_agent_jobs")
        .select(["job_key as key", "job_value as value"])
        .where("job_name", "=", name)
        .execute()
    )
      .map(({ key, value }) => `${key}=${value}`)
      .toSorted();

  it("are read as OTRS's forms stored them, and what no field has stays", async () => {
    const stored = [
      ...["ScheduleMinutes=10", "ScheduleMinutes=0", "ScheduleDays=1", "QueueIDs=2", "QueueIDs=4", "Title=", "From="],
      ...["CloseTimeSearchType=TimePoint", "TicketCloseTimePoint=14", "TicketCloseTimePointStart=Before"],
      ...["TicketCloseTimePointFormat=day", "TicketCloseTimeStartDay=1", "TimeSearchType=", "TicketCreateTimePoint=1"],
      ...["NewStateID=2", "NewDelete=0", "NewPendingTimeType=60", "NewCMD=/bin/true", "Valid=1"],
      ...["ScheduleLastRun=2026-11-24 10:00:00", "ScheduleLastRunUnixTime=1795600800"],
    ];
    for (const row of stored) {
      const [job_key = "", job_value = ""] = row.split(/=(.*)/s);
      const values = { job_name: "old", job_key, job_value };
      await store.transaction((tx) => tx.insertInto("generic_agent_jobs").values(values).execute());
    }
    expect((await showEntry(desk, rootActor, module, "old")).values).toMatchObject({
      scheduleMinutes: [0, 10],
      scheduleDays: [1],
      queues: ["Misc", "Raw"],
      title: null,
      times: { closed: { start: "before", count: 14, unit: "day" } },
      newState: "closed successful",
      newPendingTimeUnit: "minutes",
      further: { NewCMD: ["/bin/true"] },
      valid: true,
    });
    await set("old", { queues: ["Raw"], valid: false });
    const left = stored.filter((row) => row !== "QueueIDs=4" && row !== "Valid=1");
    expect(await rows("old")).toEqual([...left, "Valid=0"].toSorted());
    const text = await exported(desk, rootActor, [module]);
    expect(text).not.toContain("LastRun");
    expect(await apply(desk, rootActor, { text, file: "desk.yaml", dryRun: false })).toEqual([]);
    await set("old", { name: "older" });
    expect([await rows("old"), (await rows("older")).length]).toEqual([[], left.length + 1]);
  });

  it("are stored as OTRS reads them", async () => {
    const field = { label: "Room", type: "Text" };
    const raw = { name: "Room", ...field };
    await change(desk, rootActor, { ...given, module: dynamicField, key: "Room", raw, mode: "add" });
    await add("new", {
      events: ["TicketCreate"],
      scheduleHours: [23],
      times: { created: { from: "2026-01-05", to: "2026-12-31" }, pending: { start: "next", count: 2, unit: "hour" } },
      dynamicFields: { Room: ["a", "b"] },
      newDynamicFields: { Room: ["c"] },
      newQueue: "Junk",
      newLock: "unlock",
      newPendingTime: 3,
      newPendingTimeUnit: "days",
      archive: "yes",
      silent: true,
    });
    expect(await rows("new")).toEqual([
      "DynamicField_Room=c",
      "EventValues=TicketCreate",
      "NewArchiveFlag=y",
      "NewLockID=1",
      "NewPendingTime=3",
      "NewPendingTimeType=86400",
      "NewQueueID=3",
      "NewSendNoNotification=1",
      "ScheduleHours=23",
      "Search_DynamicField_Room=a",
      "Search_DynamicField_Room=b",
      "TicketCreateTimeStartDay=5",
      "TicketCreateTimeStartMonth=1",
      "TicketCreateTimeStartYear=2026",
      "TicketCreateTimeStopDay=31",
      "TicketCreateTimeStopMonth=12",
      "TicketCreateTimeStopYear=2026",
      "TicketPendingTimePoint=2",
      "TicketPendingTimePointFormat=hour",
      "TicketPendingTimePointStart=Next",
      "TimePendingSearchType=TimePoint",
      "TimeSearchType=TimeSlot",
      "Valid=1",
    ]);
    const before = (await listEntries(desk, rootActor, module)).length;
    await expect(add("NEW", {})).rejects.toThrow('"NEW" is a generic agent already, spelt "new"');
    expect(await listEntries(desk, rootActor, module)).toHaveLength(before);
  });

  it("select tickets as a dry run tells, in the queue itself, by time and title", async () => {
    const ticket = (title: string, queue: string) =>
      create(desk, rootActor, { title, queue, body: "Hello", to: "kim@customer.test" });
    await ticket("VPN drops", "Raw");
    await ticket("The VPN", "Misc");
    clock.advance(3 * 86_400);
    await ticket("VPN again", "Raw");
    const selected = async (raw: object) => {
      const { revealed: _, ...made } = await add(`job ${JSON.stringify(raw).length}`, raw);
      const { tickets, total } = await selectedByJob(desk, rootActor, String(made.after.name), 10);
      expect(total).toBe(tickets.length);
      return tickets.map(({ title }) => title);
    };
    expect(await selected({ queues: ["Raw"], title: "vpn*" })).toEqual(["VPN drops", "VPN again"]);
    expect(await selected({ title: "*VPN" })).toEqual(["The VPN"]);
    const twoDays = { start: "before", count: 2, unit: "day" };
    expect(await selected({ times: { created: twoDays }, title: "*vpn*" })).toEqual(["VPN drops", "The VPN"]);
    expect(await selected({ times: { lastChanged: { ...twoDays, start: "last" } } })).toContain("VPN again");
    expect(await selected({ stateTypes: ["closed"] })).toEqual([]);
    await expect(selected({ further: { MIMEBase_Body: ["x"] }, ticketNumber: "2026*" })).rejects.toThrow(
      "selects by what cannot be tried here: ticketNumber, MIMEBase_Body",
    );
  });
});
