/** The bench's output: a title and rows in columns that line up. */
const width = 58;

export function title(what: string, ...columns: readonly string[]): void {
  console.log(`\n${what.padEnd(width)}${line(columns)}`);
}

export function row(what: string, figure?: number, ...columns: readonly string[]): void {
  const first = figure === undefined ? [] : [Math.round(figure).toString()];
  console.log(`  ${what.padEnd(width - 2)}${line([...first, ...columns])}`.trimEnd());
}

function line(columns: readonly string[]): string {
  const [first = "", second = "", ...rest] = columns;
  return `${first.padStart(9)}${second.padStart(11)}   ${rest.join(" ")}`;
}

export function verdict(met: boolean): string {
  return met ? "met" : "MISSED";
}
