/** Follow-up by ticket number in the subject (OTRS 0100-Subject). Does not decide whether the sender may follow up. */
import { numbersInText } from "../../ticket/numbers/recognise.ts";
import { type FollowUpCheck, no, yes } from "./check.ts";

export const subject: FollowUpCheck = {
  name: "subject",
  async find(mail, desk) {
    const { generator, settings, hook } = desk.numbers;
    const numbers = numbersInText(mail.subject, generator, settings, hook);
    if (numbers.length === 0) return no("no ticket number in the subject");
    for (const number of numbers) {
      const ticket = await desk.ticketByNumber(number);
      if (ticket !== undefined) return yes(ticket, `subject carries ${number}`);
    }
    return no(`no ticket ${numbers.join(", ")}`);
  },
};
