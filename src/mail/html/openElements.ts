/** The elements of HTML that are open, as browsers see them: ends that nobody wrote, and ends of what was never begun. */
import { borders } from "./elements.ts";

/** Browsers stop at about the same; a search through the open elements stays short. */
const maxDepth = 500;

interface Element {
  readonly name: string;
  /** What has to be undone at its end. */
  readonly end: (() => void) | undefined;
}

export class OpenElements {
  readonly #elements: Element[] = [];
  readonly #count = new Map<string, number>();
  /** Elements too deep to be kept, by name: their ends are ignored. */
  readonly #tooDeep = new Map<string, number>();

  has(name: string): boolean {
    return (this.#count.get(name) ?? 0) > 0;
  }

  /** @param end is called when the element ends, or at once where it stands too deep */
  push(name: string, end: (() => void) | undefined): void {
    if (this.#elements.length >= maxDepth) {
      end?.();
      this.#tooDeep.set(name, (this.#tooDeep.get(name) ?? 0) + 1);
      return;
    }
    this.#elements.push({ name, end });
    this.#count.set(name, (this.#count.get(name) ?? 0) + 1);
  }

  /** Elements whose end nobody writes. */
  closeImplied(name: string): void {
    const last = this.#elements.at(-1)?.name;
    if (name === "li" && last === "li") this.#pop();
    else if ((name === "dt" || name === "dd") && (last === "dt" || last === "dd")) this.#pop();
    else if (last === "p" && borders.has(name)) this.#pop();
    else if (name === "a" && this.has("a")) this.#closeTo("a");
    else if (name === "td" || name === "th" || name === "tr") {
      const enders = name === "tr" ? ["td", "th", "tr"] : ["td", "th"];
      while (enders.includes(this.#elements.at(-1)?.name ?? "")) this.#pop();
    }
  }

  close(name: string): void {
    const skipped = this.#tooDeep.get(name) ?? 0;
    if (skipped > 0) this.#tooDeep.set(name, skipped - 1);
    else if (this.has(name)) this.#closeTo(name);
  }

  closeAll(): void {
    while (this.#elements.length > 0) this.#pop();
  }

  #pop(): void {
    const last = this.#elements.pop();
    if (last === undefined) return;
    this.#count.set(last.name, (this.#count.get(last.name) ?? 1) - 1);
    last.end?.();
  }

  #closeTo(name: string): void {
    const border = name === "td" || name === "th" || name === "tr" || name === "table";
    for (let at = this.#elements.length - 1; at >= 0; at -= 1) {
      const inner = this.#elements[at]?.name ?? "";
      if (inner === name) {
        while (this.#elements.length > at) this.#pop();
        return;
      }
      // The end of a word's style does not end the paragraph around it, nor that of a division the cell around it.
      if (borders.has(name) ? !border && (inner === "td" || inner === "th") : borders.has(inner)) return;
    }
  }
}
