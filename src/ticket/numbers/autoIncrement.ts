/** `AutoIncrement`: SystemID and a counter that never restarts. */
import { type NumberGenerator, padded, systemIdPattern } from "./generator.ts";

export const autoIncrement: NumberGenerator = {
  name: "AutoIncrement",
  counter: "never",
  build: (settings, parts) => settings.id + padded(parts.counter, settings.minCounterSize),
  pattern: (settings) => `${systemIdPattern(settings)}\\d{4,40}`,
};
