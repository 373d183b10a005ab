import { encodingNames as builtInNames, type CodecFinder, type TextCodec } from "@mudlark/protocols";
import { createRequire } from "node:module";
import type iconv from "iconv-lite";

type Iconv = Pick<typeof iconv, "encodingExists" | "encode" | "decode" | "getDecoder">;

/** Encodings of text that players use; the library calls other things encodings, too, such as `base64`. */
const textEncodings =
  /^(?:cp|ibm|windows-?)\d{3,4}$|^iso-?8859-?\d{1,2}$|^koi8-[rut]+$|^big5(?:-hkscs)?$|^gb(?:k|2312|18030)$|^euc-?(?:kr|jp)$|^shift[-_]jis$|^mac(?:roman|cyrillic|greek|turkish|centeuro)$|^tis-?620$|^viscii$/;

/** Some of them, for players who ask. */
const common = [
  "iso-8859-2",
  "iso-8859-15",
  "cp437",
  "cp850",
  "cp1251",
  "koi8-r",
  "big5",
  "gb18030",
  "euc-kr",
  "shift_jis",
];

/** Finds the codec of an encoding that is not built in, by the package iconv-lite; without it there is none. */
export function encodingsOf(library: Iconv | null): CodecFinder {
  return (name) =>
    library !== null && textEncodings.test(name) && library.encodingExists(name)
      ? codecOf(library, name)
      : null;
}

function codecOf(library: Iconv, name: string): TextCodec {
  const decode = (bytes: Uint8Array): string => library.decode(bytes, name, { stripBOM: false });
  const encode = (text: string): Uint8Array => library.encode(text, name);
  return {
    decode,
    decodeInPieces() {
      const decoder = library.getDecoder(name, { stripBOM: false });
      return (piece) => decoder.write(Buffer.from(piece));
    },
    encode,
    // All of them have ASCII.
    hasCharacter: (character) => character < "\x80" || decode(encode(character)) === character,
  };
}

function installedIconv(): Iconv | null {
  try {
    return createRequire(import.meta.url)("iconv-lite") as Iconv;
  } catch {
    return null;
  }
}

const installed = installedIconv();

/** Encodings beside UTF-8, ISO-8859-1 and US-ASCII that this installation knows (`protocols.md` §3.3). */
export const findEncoding: CodecFinder = encodingsOf(installed);

/** What a player may be told of: the built-in encodings, and the most used of the others if there are any. */
export const encodingNames: readonly string[] =
  installed === null ? builtInNames : [...builtInNames, ...common];
