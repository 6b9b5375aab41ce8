/** Whole numbers on the command line: read, or refused with what was seen. */
import { InvalidArgumentError } from "commander";

/** @throws InvalidArgumentError, which commander tells with the option's name */
export function whole(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is to be a whole number.");
}
