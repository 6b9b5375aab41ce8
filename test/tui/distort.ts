/** JSON with something wrong somewhere: as a daemon of another version, a proxy in front of it or an attacker might answer. */

/** The same seed, the same numbers from 0 to 1. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

function oneOf<T>(values: readonly [T, ...T[]], random: Random): T {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

/** What would steer a terminal, or make its columns part; `[987654m` is looked for in what it is given. */
const steering = [
  "\u001b[987654m\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u0007\u001bP1$r0m\u001b\\",
  "\u009b987654m\u009d0;owned\u009c\u0090q\u009c",
  "\u202egpj.exe\u202c\u2066x\u2069\u200f\u061c",
  "\r\n\t\b\u007f\0\u2028\u2029\u0085",
  `a${"\u0301".repeat(50)}`,
  "👨‍👩‍👧👍🏽🇩🇪1️⃣❤︎❤️\u{e0041}\u3164\u115f\uffa0\u00ad\u200b\ufeff\ud800",
  "한글 田中太郎 ｆｕｌｌ עברית العربية",
] as const;

function deep(levels: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

type Distortion = (value: unknown, random: Random) => unknown;

const distortions: readonly [Distortion, ...Distortion[]] = [
  () => null,
  () => undefined,
  () => true,
  () => -1.5,
  () => 1e300,
  () => "",
  () => ({}),
  () => [],
  () => [null],
  () => ({ toString: 1, length: -1, map: "no" }),
  () => deep(2000),
  () => "x".repeat(100_000),
  () => "語".repeat(20_000),
  (value) => String(value),
  (value) => [value],
  (value) => (Array.isArray(value) ? [...value, ...value] : value),
  (value) => (typeof value === "string" ? `${value}\u0000` : value),
  (value, random) => (typeof value === "string" ? value + oneOf(steering, random) : oneOf(steering, random)),
  (_value, random) => oneOf(steering, random),
];

/** A copy in which at one place, of any depth, something else stands, or nothing. */
export function distorted(value: unknown, random: Random): unknown {
  const isInner = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (!isInner || random() < 0.08) return oneOf(distortions, random)(value, random);
  if (Array.isArray(value)) {
    const at = Math.floor(random() * value.length);
    return value.map((one: unknown, index) => (index === at ? distorted(one, random) : one));
  }
  const fields = Object.entries(value);
  const at = Math.floor(random() * fields.length);
  return Object.fromEntries(fields.map(([name, one], index) => [name, index === at ? distorted(one, random) : one]));
}
