import { initialFlags } from "./initial-flags.ts";
import { command, option } from "./telnet-codes.ts";
import type { ClientFlags } from "./client-flags.ts";
import type { Side } from "./negotiation.ts";
import type { TelnetFeatures, TelnetServerOptions } from "./telnet-server-options.ts";

/** What the opening block asks for: that we do something, or that the client does. */
export interface Offer {
  readonly code: number;
  readonly side: Side;
}

/** In the order of the opening block (`protocols.md` §4.1). */
const offersByFeature: readonly (Offer & { readonly feature: keyof TelnetFeatures })[] = [
  { feature: "ttype", code: option.TTYPE, side: "remote" },
  { feature: "naws", code: option.NAWS, side: "remote" },
  { feature: "newEnviron", code: option.NEW_ENVIRON, side: "remote" },
  { feature: "charset", code: option.CHARSET, side: "local" },
  { feature: "eor", code: option.EOR, side: "local" },
  { feature: "gmcp", code: option.GMCP, side: "local" },
  { feature: "msdp", code: option.MSDP, side: "local" },
  { feature: "mssp", code: option.MSSP, side: "local" },
  { feature: "mxp", code: option.MXP, side: "local" },
];

/** The login screen waits for what the client says to these (`protocols.md` §4.4). */
const awaited: readonly number[] = [option.TTYPE, option.NAWS, option.NEW_ENVIRON];

const unlimitedLineBytes = 64 * 1024;
const bytesPerCharacter = 4;

/**
 * How connections are served that are all served alike: thousands can share one.
 *
 * @example
 * const service = new TelnetService({ now: () => performance.now(), secure: true });
 * server.on("secureConnection", (socket) => serve(socket, new TelnetServer(service)));
 */
export class TelnetService {
  readonly options: TelnetServerOptions;
  readonly now: () => number;
  readonly loginDelayMs: number;
  readonly sbTimeoutMs: number;
  readonly keepaliveMs: number;
  readonly width: number;
  readonly height: number;
  /** Longest line in characters. */
  readonly mostCharacters: number;
  readonly mostLineBytes: number;
  /** Flags of a client of which nothing is known yet. */
  readonly initialFlags: ClientFlags;
  readonly offers: readonly Offer[];
  /** The offers, as bytes. */
  readonly opening: Uint8Array;
  /** Does the login screen wait for what a client answers? */
  readonly awaitsAnswers: boolean;

  constructor(options: TelnetServerOptions) {
    const { now, secure = false, inputChars = 6000 } = options;
    const { clientWidth: width = 78, clientHeight: height = 45 } = options;
    this.options = options;
    this.now = now;
    this.loginDelayMs = options.loginDelayMs ?? 300;
    this.sbTimeoutMs = options.sbTimeoutMs ?? 5000;
    this.keepaliveMs = options.keepaliveMs ?? 30_000;
    this.width = width;
    this.height = height;
    this.mostCharacters = inputChars > 0 ? inputChars : Number.POSITIVE_INFINITY;
    this.mostLineBytes = inputChars > 0 ? inputChars * bytesPerCharacter : unlimitedLineBytes;
    this.initialFlags = initialFlags({ secure, width, height });
    this.offers = offersOf(options);
    this.opening = Uint8Array.from(
      this.offers.flatMap(({ code, side }) => [
        command.IAC,
        side === "local" ? command.WILL : command.DO,
        code,
      ]),
    );
    this.awaitsAnswers = awaited.some((code) => this.serves(code));
  }

  /** Is the option offered? */
  serves(code: number): boolean {
    return this.offers.some((offer) => offer.code === code);
  }
}

/** Compression comes last. */
function offersOf(options: TelnetServerOptions): readonly Offer[] {
  const { features, createDeflater, createInflater } = options;
  const offers: Offer[] = offersByFeature.filter(({ feature }) => features?.[feature] ?? true);
  const compresses = options.secure !== true || (options.compressOverTls ?? false);
  if (compresses && createDeflater !== undefined) offers.push({ code: option.MCCP2, side: "local" });
  if (compresses && createInflater !== undefined) offers.push({ code: option.MCCP3, side: "local" });
  return offers;
}
