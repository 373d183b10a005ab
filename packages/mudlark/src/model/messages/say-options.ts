import type { Mapping } from "./stage.ts";

/** How `atSay` tells what was said. Texts are templates; in them, `{speech}` is what was said. */
export interface SayOptions<T> {
  /** Is the speaker told too? True for the usual text. Default false. */
  readonly msgSelf?: boolean | string;
  /** For the room. */
  readonly msgLocation?: string;
  /** Who is spoken to. */
  readonly receivers?: readonly T[];
  /** For each of those; whoever gets it does not also get the room's. */
  readonly msgReceivers?: string;
  /** Does only who is spoken to hear it? Default false. */
  readonly whisper?: boolean;
  /** More values for the templates. */
  readonly mapping?: Mapping;
  readonly [fact: string]: unknown;
}
