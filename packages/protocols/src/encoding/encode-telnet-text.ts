import { escapeIac, utf8Bytes } from "../bytes.ts";
import { fitText } from "./fallback.ts";
import { findCodec } from "./find-codec.ts";
import { utf8Codec } from "./built-in-codecs.ts";
import type { CodecFinder, TextCodec } from "./text-codec.ts";

/**
 * Rendered text as the bytes that a telnet client with this encoding gets: newlines are CR LF, a lone CR goes, what
 * the encoding lacks is written in plainer characters, IAC is doubled. An unknown encoding is taken as UTF-8.
 *
 * Text for many clients is encoded once per encoding and given to each by `TelnetServer.sendEncoded`.
 *
 * @example
 * encodeTelnetText("A café.\n", "iso-8859-1"); // 41 20 63 61 66 e9 2e 0d 0a
 */
export function encodeTelnetText(text: string, encoding: string, others?: CodecFinder): Uint8Array {
  if (encoding === "utf-8") return utf8Bytes(wireNewlines(text));
  return encodeWith(text, findCodec(encoding, others)?.codec ?? utf8Codec);
}

/** As {@link encodeTelnetText}, with the codec at hand. */
export function encodeWith(text: string, codec: TextCodec): Uint8Array {
  const wire = wireNewlines(text);
  // UTF-8 has every character, and never the byte of IAC.
  if (codec === utf8Codec) return utf8Bytes(wire);
  return escapeIac(codec.encode(fitText(wire, codec)));
}

function wireNewlines(text: string): string {
  // Renderers mostly write CR LF already.
  if (!/\r(?!\n)|(?<!\r)\n/.test(text)) return text;
  return text.replaceAll("\r", "").replaceAll("\n", "\r\n");
}
