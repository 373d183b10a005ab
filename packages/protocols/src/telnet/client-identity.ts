import { isKnown256, isKnownTrueColour, says256, saysTrueColour } from "./known-clients.ts";
import { mtts } from "./mtts.ts";
import type { ClientEncoding } from "../encoding/client-encoding.ts";
import type { ClientFlagsPatch } from "./client-flags.ts";
import type { FlagStore } from "./flag-store.ts";

/** What the client states outright in its environment; stronger than what its name or MTTS lets us think. */
export interface StatedAbilities {
  readonly ansi?: boolean;
  readonly xterm256?: boolean;
  readonly trueColour?: boolean;
  readonly screenReader?: boolean;
  readonly utf8?: boolean;
}

/** Gathers who the client is from everything that it says, and derives its flags (`protocols.md` §1, §5.1). */
export class ClientIdentity {
  readonly #flags: FlagStore;
  readonly #encoding: ClientEncoding;
  #mtts: number | null = null;
  #dumb = false;
  #charsetRefused = false;
  #stated: StatedAbilities = {};

  constructor(flags: FlagStore, encoding: ClientEncoding) {
    this.#flags = flags;
    this.#encoding = encoding;
  }

  /** The later word wins, but an empty one says nothing. */
  named(name: string, version = ""): void {
    if (name !== "") this.#flags.learn({ CLIENTNAME: name });
    if (version !== "") this.#flags.learn({ CLIENTVERSION: version });
    this.#derive();
  }

  terminal(name: string): void {
    if (name !== "") this.#flags.learn({ TERM: name });
    this.#derive();
  }

  /** The second answer to TTYPE was `DUMB`: this terminal shows no colours. */
  dumbTerminal(): void {
    this.#dumb = true;
    this.#derive();
  }

  mtts(value: number): void {
    this.#mtts = (this.#mtts ?? 0) | value;
    this.#encoding.useMtts((this.#mtts & mtts.UTF8) !== 0);
    this.#derive();
  }

  states(abilities: StatedAbilities): void {
    this.#stated = { ...this.#stated, ...abilities };
    this.#derive();
  }

  charsetRefused(): void {
    this.#charsetRefused = true;
    this.#derive();
  }

  /** The encoding has changed: shows it in the flags. */
  encodingChanged(): void {
    const { name, source } = this.#encoding;
    this.#flags.learn({
      ENCODING: name,
      ENCODING_SOURCE: source,
      "UTF-8": name === "utf-8" || this.#has(mtts.UTF8) || this.#stated.utf8 === true,
    });
  }

  #has(bit: number): boolean {
    return ((this.#mtts ?? 0) & bit) !== 0;
  }

  #derive(): void {
    const { CLIENTNAME, TERM } = this.#flags.current;
    if (this.#charsetRefused && CLIENTNAME.toUpperCase() === "TINYFUGUE") {
      this.#encoding.use("us-ascii", "mtts");
    }
    this.#flags.learn({ ...this.#colours(CLIENTNAME, TERM), ...this.#mttsFlags() });
    this.encodingChanged();
  }

  #colours(name: string, term: string): ClientFlagsPatch {
    const names = [name, term];
    const silent = this.#mtts === null;
    const trueColour =
      this.#stated.trueColour ??
      (names.some(saysTrueColour) ||
        this.#has(mtts.TRUECOLOR) ||
        (silent && names.some((each) => isKnownTrueColour(each))));
    const xterm256 =
      this.#stated.xterm256 ??
      (names.some(says256) || this.#has(mtts.XTERM256) || (silent && names.some((each) => isKnown256(each))));
    return {
      ANSI: this.#stated.ansi ?? (!this.#dumb && (silent || this.#has(mtts.ANSI))),
      TRUECOLOR: trueColour,
      XTERM256: xterm256 || trueColour,
    };
  }

  #mttsFlags(): ClientFlagsPatch {
    if (this.#mtts === null) {
      return this.#stated.screenReader === undefined ? {} : { SCREENREADER: this.#stated.screenReader };
    }
    return {
      MTTS: this.#mtts,
      VT100: this.#has(mtts.VT100),
      MOUSE_TRACKING: this.#has(mtts.MOUSE_TRACKING),
      OSC_COLOR_PALETTE: this.#has(mtts.OSC_COLOR_PALETTE),
      SCREENREADER: this.#stated.screenReader ?? this.#has(mtts.SCREENREADER),
      PROXY: this.#has(mtts.PROXY),
      MNES: this.#has(mtts.MNES),
      MSLP: this.#has(mtts.MSLP),
      SSL: this.#flags.current.SSL || this.#has(mtts.SSL),
    };
  }
}
