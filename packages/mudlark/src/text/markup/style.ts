/** A colour as an author wrote it; what a client shows of it depends on the client. */
export type Colour =
  /** One of the eight of every terminal, from 0 black to 7 white. `bright` matters for backgrounds only. */
  | { readonly kind: "basic"; readonly index: number; readonly bright: boolean }
  /** One of the 256 of xterm. */
  | { readonly kind: "indexed"; readonly index: number }
  | { readonly kind: "rgb"; readonly red: number; readonly green: number; readonly blue: number };

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

/** Something to click on. */
export interface Link {
  readonly kind: "command" | "url";
  readonly target: string;
}

/** A piece of text that looks the same throughout. */
export interface Run {
  readonly text: string;
  readonly style: Style;
  readonly link: Link | null;
}
