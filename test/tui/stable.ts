/** A captured screen without what differs from run to run: numbers, ages and times are replaced at the same width. */

export function stable(screen: string): string {
  const numbers = [...new Set(screen.match(/\b20\d{14}\b/g))].toSorted();
  return (
    screen
      .replace(/\b20\d{14}\b/g, (number) => `20260101000000${String(numbers.indexOf(number) + 1).padStart(2, "0")}`)
      .replace(/ +\d{1,3}[smhdy] (?=\d )/g, "    0s ")
      .replace(/(?<=\b20\d{14}) +\d{1,3}[smhdy](?= {2})/g, "    0s")
      .replace(/ +(customer|agent|INTERNAL NOTE|system) · \d.*$/gm, "   $1 · 1 Jan 10:00 · 0s")
      // On the right edge it is as wide on all days.
      .replace(
        /( {12,}(?:until )?)(\d{1,2}) [A-Z][a-z]{2} \d\d:\d\d$/gm,
        (_, before: string, day: string) => `${day.length === 1 ? "" : " "}${before}1 Jan 10:00`,
      )
      .replace(/\b\d{1,2} [A-Z][a-z]{2} \d\d:\d\d\b/g, "1 Jan 10:00")
      // What is cut is cut one letter earlier on days of two digits.
      .replace(/(Company: )\S+$/gm, "$1…")
      .replace(/(Company:)\n {30,31}(?=\S)/g, `$1\n${" ".repeat(30)}`)
      .replace(/^ \d\d:\d\d:\d\d(?= )/gm, " 10:00:00")
      .replace(/On \w+ \d+, \d{4}, \d+:\d\d [AP]M UTC/g, "On Jan 1, 2026, 10:00 AM UTC")
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "2026-01-01 10:00 UTC")
      .replace(/^( Date: ).* GMT$/gm, "$1Thu, 1 Jan 2026 10:00:00 GMT")
      .replace(/20\d\d-\d\d-\d\d – 20\d\d-\d\d-\d\d/g, "2026-01-01 – 2026-01-31")
      .replace(/^( )20\d\d-\d\d-\d\d(?= {2})/gm, "$12026-01-01")
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
  );
}
