/**
 * `npm run bench [-- SECTION…]`: figures as ratios to the floor of the same run. See docs/performance.md.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { connections } from "./run.ts";
import { floor } from "./sections/floor.ts";
import { followUp } from "./sections/followUp.ts";
import { hand } from "./sections/hand.ts";
import { lists } from "./sections/lists.ts";
import { roads } from "./sections/roads.ts";
import { smtp } from "./sections/smtp.ts";
import { tui } from "./sections/tui.ts";

const { values, positionals: named } = parseArgs({ options: { fill: { type: "string" } }, allowPositionals: true });
/** `--fill N`: so many articles has the large desk of the section `lists`. */
const articles = Number(values.fill ?? 1_000_000);
if (!Number.isSafeInteger(articles) || articles < 1000) {
  console.error(`bench: --fill ${values.fill} is no number of articles; give 1000 or more`);
  process.exit(64);
}

/** Each is given the floor of this run, in mails a second. */
const mailSections: Readonly<Record<string, (floor: number) => Promise<void>>> = { smtp, roads, followUp };
/** Those that measure something else. */
const otherSections: Readonly<Record<string, () => Promise<void>>> = { tui, hand, lists: () => lists(articles) };
const sections = { ...mailSections, ...otherSections };

const unknown = named.find((name) => !Object.hasOwn(sections, name));
if (unknown !== undefined) {
  console.error(`bench: there is no section ${unknown}. There is: ${Object.keys(sections).join(", ")}`);
  process.exit(64);
}
const wanted = (name: string): boolean => named.length === 0 || named.includes(name);
console.log(`gotrs bench: Node ${process.versions.node}, ${availableParallelism()} processors`);
const mail = Object.entries(mailSections).filter(([name]) => wanted(name));
if (mail.length > 0) {
  console.log(`2 kB mails, ${connections} connections\n`);
  const sequence = await floor();
  for (const [, section] of mail) await section(sequence);
}
for (const [name, section] of Object.entries(otherSections)) if (wanted(name)) await section();
