import type { EncodingSource } from "../encoding/encoding-source.ts";

/** How out-of-band messages travel to a telnet client; null when they do not. */
export type OutOfBandForm = "gmcp" | "msdp" | null;

/**
 * What a client can do and how it wants text (`protocols.md` §1): plain scalars under upper-case names, so that they
 * cross process borders and reach game code as they are.
 */
export interface ClientFlags {
  readonly CLIENTNAME: string;
  readonly CLIENTVERSION: string;
  /** Version of MXP that the client says it speaks; empty until it says so. */
  readonly MXPVERSION: string;
  /** Name of the terminal, as the client spells it. */
  readonly TERM: string;
  /** Has the terminal type been asked for and answered to its end? */
  readonly TTYPE: boolean;
  /** Every MTTS value seen, or-ed together; unknown bits are kept. */
  readonly MTTS: number;
  readonly ANSI: boolean;
  readonly XTERM256: boolean;
  readonly TRUECOLOR: boolean;
  readonly VT100: boolean;
  readonly MOUSE_TRACKING: boolean;
  readonly OSC_COLOR_PALETTE: boolean;
  readonly PROXY: boolean;
  readonly MNES: boolean;
  readonly MSLP: boolean;
  /** Is the way to the client encrypted, by us or (as it says) by its proxy? */
  readonly SSL: boolean;
  readonly SCREENREADER: boolean;
  readonly ENCODING: string;
  readonly ENCODING_SOURCE: EncodingSource;
  readonly "UTF-8": boolean;
  /** Columns. */
  readonly SCREENWIDTH: number;
  /** Lines. */
  readonly SCREENHEIGHT: number;
  /** Does the client tell us when its window changes? */
  readonly AUTORESIZE: boolean;
  readonly OOB: OutOfBandForm;
  /** Is what we send compressed? */
  readonly MCCP: boolean;
  /** Is what the client sends compressed? */
  readonly MCCP3: boolean;
  readonly MXP: boolean;
  /** Can the client show links by OSC 8, and may these be web addresses? */
  readonly OSC8: boolean;
  /** May an OSC 8 link send a command (`send:`)? */
  readonly OSC8_SEND: boolean;
  /** May an OSC 8 link put a command on the input line (`prompt:`)? */
  readonly OSC8_PROMPT: boolean;
  readonly NOGOAHEAD: boolean;
  readonly EOR: boolean;
  /** True (the default) lets us send a NOP when nothing else was sent for a while. */
  readonly NOPKEEPALIVE: boolean;
  readonly RAW: boolean;
  readonly NOCOLOR: boolean;
  readonly LOCALECHO: boolean;
  readonly INPUTDEBUG: boolean;
  readonly ISTYPING: boolean;
}

/** Flags that changed, with their new values. */
export type ClientFlagsPatch = { readonly [Name in keyof ClientFlags]?: ClientFlags[Name] };
