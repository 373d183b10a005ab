import type { Deflater } from "../compression/deflater.ts";
import type { Inflater } from "../compression/inflater.ts";
import type { SignInOffer } from "../oob/sign-in-offer.ts";
import type { CodecFinder } from "../encoding/text-codec.ts";

/** Options of telnet that a server may leave out. All are on unless set to false. */
export interface TelnetFeatures {
  /** Terminal type and MTTS. */
  readonly ttype: boolean;
  /** Window size. */
  readonly naws: boolean;
  /** NEW-ENVIRON and MNES. */
  readonly newEnviron: boolean;
  /** Agreement on a character encoding. */
  readonly charset: boolean;
  /** END-OF-RECORD after prompts. */
  readonly eor: boolean;
  /** Out-of-band messages as JSON. */
  readonly gmcp: boolean;
  /** Out-of-band messages for clients without GMCP. */
  readonly msdp: boolean;
  /** The server's description, for lists of games. */
  readonly mssp: boolean;
  /** Links in text. */
  readonly mxp: boolean;
}

/** How one telnet connection is served. Times are milliseconds. */
export interface TelnetServerOptions {
  /** Milliseconds from an arbitrary start; must never go backwards. */
  readonly now: () => number;
  /** Which options are spoken. Default: all. */
  readonly features?: Partial<TelnetFeatures>;
  /** Is the connection encrypted? Sets the flag SSL and keeps compression off (see `compressOverTls`). Default false. */
  readonly secure?: boolean;
  /** Character encodings beyond UTF-8, ISO-8859-1 and US-ASCII. */
  readonly codecs?: CodecFinder;
  /** MCCP2 is offered when this makes deflaters. */
  readonly createDeflater?: () => Deflater;
  /** MCCP3 is offered when this makes inflaters; `() => new ZlibInflater()` is built in. */
  readonly createInflater?: () => Inflater;
  /** Compress on an encrypted connection too. Default false: the length of compressed secrets leaks them. */
  readonly compressOverTls?: boolean;
  /** May the client's proxy tell us the client's address (MNES IPADDRESS)? Default false. */
  readonly trustEnvironAddress?: boolean;
  /** Accept link markup typed by players instead of stripping it to its label. Default false. */
  readonly mxpFromClients?: boolean;
  /** Longest line in characters; 0 or less means any (the byte limit is then 64 KiB). Default 6000. */
  readonly inputChars?: number;
  /** Longest wait for answers before `ready`. Default 300. */
  readonly loginDelayMs?: number;
  /** Longest pause inside a subnegotiation. Default 5000. */
  readonly sbTimeoutMs?: number;
  /** A NOP is sent when nothing was sent for so long; 0 switches this off. Default 30 000. */
  readonly keepaliveMs?: number;
  /** Width until the client says another. Default 78. */
  readonly clientWidth?: number;
  /** Height until the client says another. Default 45. */
  readonly clientHeight?: number;
  /** Version of `Char.Login` that we speak, 1 or 2. 0 (the default) leaves in-band login as the only way. */
  readonly charLogin?: 0 | 1 | 2;
  /** What `Char.Login` 2 offers beside a password. Default: nothing. */
  readonly signIn?: SignInOffer;
}
