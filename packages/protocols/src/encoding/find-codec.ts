import { asciiCodec, latin1Codec, utf8Codec } from "./built-in-codecs.ts";
import type { CodecFinder, TextCodec } from "./text-codec.ts";

/** An encoding under the name that the flag ENCODING shows. */
export interface NamedCodec {
  /** In lower case, such as `iso-8859-1`. */
  readonly name: string;
  readonly codec: TextCodec;
}

const longestName = 40;

const builtIn: ReadonlyMap<string, TextCodec> = new Map([
  ["utf-8", utf8Codec],
  ["iso-8859-1", latin1Codec],
  ["us-ascii", asciiCodec],
]);

/** The encodings that are always known. */
export const encodingNames: readonly string[] = [...builtIn.keys()];

const aliases: ReadonlyMap<string, string> = new Map([
  ["utf8", "utf-8"],
  ["latin1", "iso-8859-1"],
  ["latin-1", "iso-8859-1"],
  ["iso8859-1", "iso-8859-1"],
  ["iso_8859-1", "iso-8859-1"],
  ["ascii", "us-ascii"],
  ["ansi_x3.4-1968", "us-ascii"],
]);

/** Finds an encoding by any of its names, in any case; null when neither we nor `others` know it. */
export function findCodec(name: string, others?: CodecFinder): NamedCodec | null {
  const asked = name.trim().toLowerCase();
  if (asked.length > longestName || !/^[a-z0-9][\w.:+-]*$/.test(asked)) return null;
  const known = aliases.get(asked) ?? asked;
  const codec = builtIn.get(known) ?? others?.(known) ?? null;
  return codec === null ? null : { name: known, codec };
}
