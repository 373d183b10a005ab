/** Turns the bytes of one character encoding into text and back. Neither way ever throws. */
export interface TextCodec {
  /** Bad bytes become U+FFFD. */
  decode(bytes: Uint8Array): string;
  /**
   * Begins to decode a text that comes in pieces, which may end within a character. Left out where every byte is one.
   *
   * @returns what decodes one piece after the other
   */
  decodeInPieces?(): (piece: Uint8Array) => string;
  /**
   * Encodes `text`. A character that the encoding lacks becomes anything; {@link hasCharacter} is asked first.
   */
  encode(text: string): Uint8Array;
  /** Has the encoding this character (one code point)? */
  hasCharacter(character: string): boolean;
}

/**
 * Finds the codec of an encoding by its name (lower case), or null when it is not known. UTF-8, ISO-8859-1 and
 * US-ASCII are built in and never asked for.
 */
export type CodecFinder = (name: string) => TextCodec | null;
