import { sameColour, type Colour } from "./colour.ts";

/** How a run of text looks. */
export interface Style {
  readonly foreground: Colour | null;
  readonly background: Colour | null;
  readonly bright: boolean;
  readonly underline: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly inverse: boolean;
  readonly blink: boolean;
}

export const plainStyle: Style = Object.freeze({
  foreground: null,
  background: null,
  bright: false,
  underline: false,
  italic: false,
  strike: false,
  inverse: false,
  blink: false,
});

export function sameStyle(one: Style, other: Style): boolean {
  if (one === other) return true;
  return (
    one.bright === other.bright &&
    one.underline === other.underline &&
    one.italic === other.italic &&
    one.strike === other.strike &&
    one.inverse === other.inverse &&
    one.blink === other.blink &&
    sameColour(one.foreground, other.foreground) &&
    sameColour(one.background, other.background)
  );
}
