import { utf8Bytes, utf8Text } from "../bytes.ts";
import { isUtf8 } from "./utf8.ts";
import type { TextCodec } from "./text-codec.ts";

const charactersPerCall = 8192;

/** Every byte is the code point of the same number. */
export function latin1Text(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += charactersPerCall) {
    const codes = bytes.subarray(at, at + charactersPerCall);
    text += Reflect.apply(String.fromCharCode, undefined, codes);
  }
  return text;
}

function bytesOfCodes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** UTF-8, the encoding of everybody who says nothing else. */
export const utf8Codec: TextCodec = {
  decode: utf8Text,
  decodeInPieces() {
    const decoder = new TextDecoder();
    return (piece) => decoder.decode(piece, { stream: true });
  },
  encode: utf8Bytes,
  hasCharacter: () => true,
};

export const latin1Codec: TextCodec = {
  decode: latin1Text,
  encode: bytesOfCodes,
  hasCharacter: (character) => character.length === 1 && character.charCodeAt(0) < 0x100,
};

/** What claims to be ASCII and is not, is tried as UTF-8, then taken as ISO-8859-1 (`protocols.md` §3.3). */
export const asciiCodec: TextCodec = {
  decode: (bytes) => (isUtf8(bytes) ? utf8Text(bytes) : latin1Text(bytes)),
  encode: bytesOfCodes,
  hasCharacter: (character) => character.length === 1 && character.charCodeAt(0) < 0x80,
};
