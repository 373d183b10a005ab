import type { Link } from "./link.ts";
import type { Style } from "./style.ts";

/** A piece of text that looks the same throughout. Line feeds and tabs are part of the text. */
export interface Run {
  readonly text: string;
  readonly style: Style;
  /** The same object for all runs of one link. */
  readonly link: Link | null;
}
