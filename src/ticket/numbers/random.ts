/** `Random`: SystemID and ten random digits. */
import { type NumberGenerator, systemIdPattern } from "./generator.ts";

export const random: NumberGenerator = {
  name: "Random",
  counter: "none",
  build: (settings, parts) => settings.id + parts.random,
  pattern: (settings) => `${systemIdPattern(settings)}\\d{10}`,
};
