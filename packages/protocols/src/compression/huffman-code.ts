const longestCode = 15;

/** A canonical Huffman code (RFC 1951 §3.2.2), read one bit at a time. */
export interface HuffmanCode {
  /** How many codes have each length. */
  readonly counts: Uint16Array;
  /** Symbols in the order of their codes. */
  readonly symbols: Uint16Array;
}

/**
 * Builds the code in which symbol `n` has a code of `lengths[n]` bits; 0 means that it has none. Null when no such code
 * exists or, unless `maybeIncomplete`, when some bits would mean nothing. (A distance code may be incomplete if it has
 * one symbol or none.)
 */
export function huffmanCode(lengths: Uint8Array, maybeIncomplete: boolean): HuffmanCode | null {
  const counts = new Uint16Array(longestCode + 1);
  for (const length of lengths) counts[length] = counts[length]! + 1;
  const used = lengths.length - counts[0]!;
  counts[0] = 0;
  let unused = 1;
  for (let length = 1; length <= longestCode; length += 1) {
    unused = unused * 2 - counts[length]!;
    if (unused < 0) return null;
  }
  if (unused > 0 && !(maybeIncomplete && used <= 1)) return null;
  return { counts, symbols: sortedSymbols(lengths, counts) };
}

function sortedSymbols(lengths: Uint8Array, counts: Uint16Array): Uint16Array {
  const next = new Uint16Array(longestCode + 2);
  for (let length = 1; length <= longestCode; length += 1) next[length + 1] = next[length]! + counts[length]!;
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const place = next[length]!;
    symbols[place] = symbol;
    next[length] = place + 1;
  });
  return symbols;
}
