/** A colour as an author wrote it; what a client shows of it depends on the client. */
export type Colour =
  /** One of the eight of every terminal, from 0 black to 7 white. `bright` matters for backgrounds only. */
  | { readonly kind: "basic"; readonly index: number; readonly bright: boolean }
  /** One of the 256 of xterm, from 16 up. */
  | { readonly kind: "indexed"; readonly index: number }
  | { readonly kind: "rgb"; readonly red: number; readonly green: number; readonly blue: number };

export type RgbColour = Extract<Colour, { kind: "rgb" }>;

export function sameColour(one: Colour | null, other: Colour | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  switch (one.kind) {
    case "basic":
      return other.kind === "basic" && one.index === other.index && one.bright === other.bright;
    case "indexed":
      return other.kind === "indexed" && one.index === other.index;
    case "rgb":
      return (
        other.kind === "rgb" && one.red === other.red && one.green === other.green && one.blue === other.blue
      );
  }
}

/** `#ff8800` */
export function hexOf({ red, green, blue }: RgbColour): string {
  return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, "0")}`;
}
