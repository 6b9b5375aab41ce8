/** Keys for rows that nothing keeps from being called alike. */

interface Called {
  readonly id: number;
  readonly key: string;
  /** Somebody gave it this name, which no other has then. */
  readonly given?: boolean;
}

/** By id. Of those that would have the same key, in whatever case, the later ones have their number behind it. */
export function distinctKeys(rows: readonly Called[]): ReadonlyMap<number, string> {
  const taken = new Set(rows.flatMap(({ key, given }) => (given ? [key.toLowerCase()] : [])));
  return new Map(
    rows.map(({ id, key, given }) => {
      const isTaken = !given && taken.has(key.toLowerCase());
      taken.add(key.toLowerCase());
      return [id, isTaken ? `${key} #${id}` : key];
    }),
  );
}
