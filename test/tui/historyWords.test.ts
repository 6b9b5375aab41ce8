/** A ticket's history in words, and what is no known entry as it stands. */
import { afterEach, expect, it } from "vitest";
import { speak } from "../../tui/messages.ts";
import { historyWords } from "../../tui/text/historyWords.ts";

afterEach(() => speak("en"));

it.each([
  ["NewTicket", "%%2026112810000048%%Raw%%3 normal%%new%%7", "opened in Raw, 3 normal, new"],
  ["FollowUp", "%%2026112810000048%%", "the customer answered"],
  ["EmailCustomer", "%%", "mail by the customer"],
  ["AddNote", "%%Note", "note Note"],
  ["AddNote", "%%", "note"],
  ["SendAnswer", "%%ann@x.test, bob@x.test", "answer to ann@x.test, bob@x.test"],
  ["SendAgentNotification", "%%Ticket create%%ann%%Email", "ann notified: Ticket create"],
  ["Move", "%%Junk%%3%%Raw%%2", "Queue: Raw → Junk"],
  ["StateUpdate", "%%new%%pending reminder%%", "State: new → pending reminder"],
  ["PriorityUpdate", "%%3 normal%%3%%5 very high%%5", "Priority: 3 normal → 5 very high"],
  ["ServiceUpdate", "%%Printing%%1%%NULL%%", "Service: Printing"],
  ["SLAUpdate", "%%NULL%%%%Gold%%1", "SLA: Gold → –"],
  ["OwnerUpdate", "%%ann%%2", "Owner: ann"],
  ["CustomerUpdate", "%%CustomerID=initech;CustomerUser=cora;", "Customer: cora · Company: initech"],
  ["TicketDynamicFieldUpdate", "%%FieldName%%Room%%Value%%2%%OldValue%%1", "Room: 1 → 2"],
  ["TicketDynamicFieldUpdate", "%%FieldName%%Room%%Value%%%%OldValue%%1", "Room: 1 → –"],
  ["TicketLinkAdd", "%%2026112810000039%%4%%5", "linked with 2026112810000039"],
  ["Merged", "%%20261%%4%%20262%%5", "20261 merged into 20262"],
  ["ArchiveFlagUpdate", "%%y", "archived"],
  ["Misc", "%%Unlocked: nobody worked on it", "Unlocked: nobody worked on it"],
  // Of other programs, or of none.
  ["SystemRequest", "%%a%%b", "SystemRequest a b"],
  ["Move", "moved by hand", "Move moved by hand"],
  ["CustomerUpdate", "%%whatever", "CustomerUpdate whatever"],
  ["Misc", "%%a\u001b[31mb", "a␛[31mb"],
])("says %s %j as %j", (type, name, words) => {
  expect(historyWords({ type, name })).toBe(words);
});

it("says names of the initial data in the agent's language", async () => {
  await speak("de");
  expect(historyWords({ type: "StateUpdate", name: "%%new%%closed successful%%" })).toBe(
    "Status: neu → erfolgreich geschlossen",
  );
});
