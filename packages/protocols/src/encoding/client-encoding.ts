import { utf8Text } from "../bytes.ts";
import { asciiCodec, latin1Codec, latin1Text, utf8Codec } from "./built-in-codecs.ts";
import { mayOverride } from "./encoding-source.ts";
import { findCodec } from "./find-codec.ts";
import { isUtf8 } from "./utf8.ts";
import type { EncodingSource } from "./encoding-source.ts";
import type { NamedCodec } from "./find-codec.ts";
import type { CodecFinder, TextCodec } from "./text-codec.ts";

const utf8Encoding: NamedCodec = { name: "utf-8", codec: utf8Codec };

/** What encoding a client uses, and why we think so (`protocols.md` §3.3). */
export class ClientEncoding {
  readonly #others: CodecFinder | undefined;
  #current: NamedCodec = utf8Encoding;
  #source: EncodingSource = "default";

  constructor(others?: CodecFinder) {
    this.#others = others;
  }

  get name(): string {
    return this.#current.name;
  }

  get source(): EncodingSource {
    return this.#source;
  }

  get codec(): TextCodec {
    return this.#current.codec;
  }

  /** The encoding of that name, if we can use it. */
  find(name: string): NamedCodec | null {
    return findCodec(name, this.#others);
  }

  /** Uses the encoding of that name, unless it is unknown or a stronger source has chosen one. True: it is used. */
  use(name: string, source: EncodingSource): boolean {
    const found = this.find(name);
    if (found === null || !mayOverride(source, this.#source)) return false;
    this.#current = found;
    this.#source = source;
    return true;
  }

  /** The client's MTTS value says whether it uses UTF-8. */
  useMtts(utf8: boolean): void {
    if (!utf8) {
      this.use("us-ascii", "mtts");
    } else if (this.#source === "mtts") {
      this.#current = utf8Encoding;
      this.#source = "default";
    }
  }

  /** Decodes a whole line, and learns from it. */
  decodeLine(bytes: Uint8Array): string {
    const { codec } = this.#current;
    const builtIn = codec === utf8Codec || codec === latin1Codec || codec === asciiCodec;
    if (!builtIn || isAscii(bytes)) return codec.decode(bytes);
    const valid = isUtf8(bytes);
    if (valid && mayOverride("mtts", this.#source)) {
      this.use("utf-8", "seen");
      return utf8Text(bytes);
    }
    if (!valid && this.#source === "default") {
      this.use("iso-8859-1", "guess");
      return latin1Text(bytes);
    }
    return codec.decode(bytes);
  }
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte >= 0x80) return false;
  }
  return true;
}
