/** `DateChecksum`, OTRS's default: the day, SystemID, the day's five-digit counter and a check digit. */
import { type NumberGenerator, padded, systemIdPattern } from "./generator.ts";

const counterWidth = 5;

export const dateChecksum: NumberGenerator = {
  name: "DateChecksum",
  counter: "daily",
  build(settings, parts) {
    const number = parts.date + settings.id + padded(parts.counter, counterWidth);
    return number + checkDigit(number);
  },
  pattern: (settings) => `\\d{8}${systemIdPattern(settings)}\\d{4,40}`,
};

/** Weights 1, 2, 1, 2, … from the left; ten minus the sum modulo ten, 1 where that is ten. */
export function checkDigit(number: string): string {
  const sum = Array.from(number).reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 2), 0);
  const digit = 10 - (sum % 10);
  return String(digit === 10 ? 1 : digit);
}
