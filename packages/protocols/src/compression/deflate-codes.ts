import { huffmanCode } from "./huffman-code.ts";
import type { HuffmanCode } from "./huffman-code.ts";

/** The two codes of a block of compressed data. */
export interface BlockCodes {
  readonly literals: HuffmanCode;
  readonly distances: HuffmanCode;
}

/** Symbol of the literal code that ends a block. */
export const endOfBlock = 256;

/** Order in which a dynamic block gives the lengths of its code of lengths (RFC 1951 §3.2.7). */
export const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;

/** Lengths and distances of matches: how many extra bits each symbol has, and the least that it means. */
export const lengthExtra: readonly number[] = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
export const lengthBase: readonly number[] = [...basesOf(3, lengthExtra.slice(0, -1)), 258];
export const distanceExtra: readonly number[] = Array.from({ length: 30 }, (_, n) =>
  Math.max(0, (n >> 1) - 1),
);
export const distanceBase: readonly number[] = basesOf(1, distanceExtra);

function basesOf(first: number, extra: readonly number[]): number[] {
  let next = first;
  return extra.map((bits) => {
    const base = next;
    next += 1 << bits;
    return base;
  });
}

/** The codes of a block that brings none of its own (RFC 1951 §3.2.6). */
export function fixedCodes(): BlockCodes {
  const lengths = new Uint8Array(288).fill(8);
  lengths.fill(9, 144, 256);
  lengths.fill(7, 256, 280);
  const codes = blockCodes(lengths, new Uint8Array(32).fill(5));
  if (codes === null) throw new Error("the fixed codes of RFC 1951 are complete");
  return codes;
}

/** The codes with these lengths; null when there are no such codes, or nothing could ever end the block. */
export function blockCodes(literalLengths: Uint8Array, distanceLengths: Uint8Array): BlockCodes | null {
  const literals = huffmanCode(literalLengths, true);
  const distances = huffmanCode(distanceLengths, true);
  if (literals === null || distances === null || literalLengths[endOfBlock] === 0) return null;
  return { literals, distances };
}
