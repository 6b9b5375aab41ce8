/** Stops the program until the shell continues it (`fg`), as the suspend character does to programs that leave it to the terminal. */
import { setTimeout } from "node:timers/promises";
import { listenToMouse } from "./mouse.ts";

/** Milliseconds in which the signal has certainly arrived. */
const arrival = 50;

/** To be called when the terminal is given back. Where no shell could ever continue it, the system lets it run on. */
export async function stopUntilContinued(): Promise<void> {
  listenToMouse(false);
  // To the whole group, as the terminal would: what started this program, such as npx, has to stop with it.
  process.kill(0, "SIGTSTP");
  await setTimeout(arrival);
  listenToMouse(true);
}
