/** `Date`: the day, SystemID and the day's counter. */
import { type NumberGenerator, padded, systemIdPattern } from "./generator.ts";

export const date: NumberGenerator = {
  name: "Date",
  counter: "daily",
  build: (settings, parts) =>
    parts.date + settings.id + padded(parts.counter, settings.useFormattedCounter ? settings.minCounterSize : 1),
  // OTRS asks for four digits after the SystemID, but an unpadded counter begins with one.
  pattern: (settings) => `\\d{8}${systemIdPattern(settings)}\\d{1,40}`,
};
