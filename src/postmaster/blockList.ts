/** Which senders are blocked: by address, with `*` for anything, or by domain with all below it. Networks are the edge's. */

export interface Block {
  readonly kind: "address" | "domain" | "ip";
  /** In lower case. */
  readonly pattern: string;
  readonly reason: string;
}

/** The first block that one of the addresses falls under. */
export function blockOf(blocks: readonly Block[], addresses: readonly string[]): Block | undefined {
  if (blocks.length === 0) return undefined;
  const lower = addresses.map((address) => address.toLowerCase());
  return blocks.find((block) => lower.some((address) => fallsUnder(address, block)));
}

function fallsUnder(address: string, { kind, pattern }: Block): boolean {
  switch (kind) {
    case "address":
      return pattern.includes("*") ? wildcard(pattern).test(address) : address === pattern;
    case "domain": {
      const domain = address.slice(address.lastIndexOf("@") + 1);
      return domain === pattern || domain.endsWith(`.${pattern}`);
    }
    case "ip":
      return false;
  }
}

const wildcards = new Map<string, RegExp>();

function wildcard(pattern: string): RegExp {
  const known = wildcards.get(pattern);
  if (known !== undefined) return known;
  const plain = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const made = new RegExp(`^${pattern.split(/\*+/).map(plain).join(".*")}$`, "s");
  wildcards.set(pattern, made);
  return made;
}
