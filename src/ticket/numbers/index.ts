/** All ticket-number generators. A new one is a file beside these and a line here. */
import { autoIncrement } from "./autoIncrement.ts";
import { date } from "./date.ts";
import { dateChecksum } from "./dateChecksum.ts";
import type { NumberGenerator } from "./generator.ts";
import { random } from "./random.ts";

export const generators: Readonly<Record<NumberGenerator["name"], NumberGenerator>> = {
  AutoIncrement: autoIncrement,
  Date: date,
  DateChecksum: dateChecksum,
  Random: random,
};
