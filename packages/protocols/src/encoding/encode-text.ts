import { utf8Bytes } from "../bytes.ts";
import { utf8Codec } from "./built-in-codecs.ts";
import { fitText } from "./fallback.ts";
import { findCodec } from "./find-codec.ts";
import type { CodecFinder } from "./text-codec.ts";

/**
 * Text as the bytes of an encoding, for a terminal that speaks no telnet: what the encoding lacks is written in plainer
 * characters, and nothing else changes. An unknown encoding is taken as UTF-8. For telnet there is
 * {@link encodeTelnetText}.
 *
 * @param encoding in any spelling, such as `latin1`
 * @param others knows encodings beside the built-in ones
 * @example
 * encodeText("Ærø – 5 €", "us-ascii"); // the bytes of "AEro - 5 EUR"
 */
export function encodeText(text: string, encoding: string, others?: CodecFinder): Uint8Array {
  const codec = findCodec(encoding, others)?.codec ?? utf8Codec;
  return codec === utf8Codec ? utf8Bytes(text) : codec.encode(fitText(text, codec));
}
