/** Fills the full-text index to the end, telling now and then how far it is. */

/** Articles between two lines of progress. */
const every = 10_000;

/** @param step indexes some and tells how many; 0 when there are no more */
export async function indexAll(step: () => Promise<number>, print: (text: string) => void): Promise<void> {
  let done = 0;
  for (let some = await step(); some > 0; some = await step()) {
    const before = Math.floor(done / every);
    done += some;
    if (Math.floor(done / every) > before) print(`${done} articles indexed`);
  }
}
