import { Adler32 } from "./adler32.ts";
import { badCode, BitReader, needMore } from "./bit-reader.ts";
import {
  blockCodes,
  distanceBase,
  distanceExtra,
  endOfBlock,
  fixedCodes,
  lengthBase,
  lengthExtra,
  lengthOrder,
} from "./deflate-codes.ts";
import { huffmanCode } from "./huffman-code.ts";
import type { BlockCodes } from "./deflate-codes.ts";
import type { HuffmanCode } from "./huffman-code.ts";
import type { Inflater, InflateStep } from "./inflater.ts";

const windowSize = 32 * 1024;
const mostLiterals = 286;
const mostDistances = 30;
const firstCapacity = 1024;
const noBytes = new Uint8Array(0);

interface CodeLengths {
  readonly name: "codeLengths";
  readonly code: HuffmanCode;
  readonly literalCount: number;
  /** Lengths of the literal code, then of the distance code. */
  readonly lengths: Uint8Array;
  read: number;
}

interface Match {
  readonly name: "match";
  readonly codes: BlockCodes;
  readonly distance: number;
  left: number;
}

/** What comes next in the stream. */
type Stage =
  | { readonly name: "header" | "block" | "storedLength" | "dynamic" | "check" | "end" | "error" }
  | { readonly name: "stored"; left: number }
  | CodeLengths
  | { readonly name: "symbols"; readonly codes: BlockCodes }
  | Match;

/** What one step came to: the next one, waiting for input, waiting for room, or the discovery that all is wrong. */
type Progress = "on" | "wait" | "full" | "error";

/**
 * Decompresses a zlib stream (RFC 1950, RFC 1951) that comes in pieces of any size, and never gives more than it may.
 * Slower than native code, but synchronous and exact to the byte: made for the few bytes that people type.
 */
export class ZlibInflater implements Inflater {
  readonly #reader = new BitReader();
  readonly #window = new Uint8Array(windowSize);
  readonly #sum = new Adler32();
  #stage: Stage = { name: "header" };
  #lastBlock = false;
  /** Bytes that came out since the start of the stream. */
  #written = 0;
  #output = noBytes;
  #length = 0;
  #summed = 0;
  #most = 0;

  /** Takes the next bytes of the stream. Not to be called again after `end` or `error`. Never throws. */
  inflate(input: Uint8Array, maxOutput: number): InflateStep {
    this.#most = Math.max(0, maxOutput);
    this.#length = 0;
    this.#summed = 0;
    this.#reader.feed(input);
    for (;;) {
      this.#reader.mark();
      if (this.#stage.name === "end") return this.#done("end", this.#reader.release());
      const progress = this.#advance(this.#stage);
      if (progress === "on") continue;
      this.#reader.rewind();
      if (progress === "wait") return this.#done("more", input.length);
      if (progress === "full") return this.#done("full", this.#reader.release());
      this.#stage = { name: "error" };
      return this.#done("error", 0);
    }
  }

  #done(state: InflateStep["state"], consumed: number): InflateStep {
    this.#addToSum();
    return { output: this.#output.subarray(0, this.#length), consumed, state };
  }

  #advance(stage: Stage): Progress {
    switch (stage.name) {
      case "header":
        return this.#header();
      case "block":
        return this.#block();
      case "storedLength":
        return this.#storedLength();
      case "stored":
        return this.#stored(stage);
      case "dynamic":
        return this.#dynamic();
      case "codeLengths":
        return this.#codeLength(stage);
      case "symbols":
        return this.#symbol(stage.codes);
      case "match":
        return this.#copy(stage);
      case "check":
        return this.#compareSums();
      case "end":
      case "error":
        return "error";
    }
  }

  #header(): Progress {
    const method = this.#reader.bits(8);
    const flags = this.#reader.bits(8);
    if (flags === needMore) return "wait";
    const isDeflate = (method & 0x0f) === 8 && method >> 4 <= 7;
    const hasDictionary = (flags & 0x20) !== 0;
    if (!isDeflate || hasDictionary || (method * 256 + flags) % 31 !== 0) return "error";
    return this.#go({ name: "block" });
  }

  #block(): Progress {
    const bits = this.#reader.bits(3);
    if (bits === needMore) return "wait";
    this.#lastBlock = (bits & 1) === 1;
    switch (bits >> 1) {
      case 0:
        return this.#go({ name: "storedLength" });
      case 1:
        return this.#go({ name: "symbols", codes: fixedCodes() });
      case 2:
        return this.#go({ name: "dynamic" });
      default:
        return "error";
    }
  }

  #storedLength(): Progress {
    this.#reader.align();
    const length = this.#reader.bits(16);
    const complement = this.#reader.bits(16);
    if (complement === needMore) return "wait";
    if (length !== (complement ^ 0xffff)) return "error";
    return this.#go({ name: "stored", left: length });
  }

  #stored(stage: { left: number }): Progress {
    if (stage.left === 0) return this.#endBlock();
    const room = this.#room();
    if (room === 0) return "full";
    const bytes = this.#reader.bytes(Math.min(stage.left, room));
    if (bytes.length === 0) return "wait";
    for (const byte of bytes) this.#put(byte);
    stage.left -= bytes.length;
    return "on";
  }

  #dynamic(): Progress {
    const literalCount = this.#reader.bits(5) + 257;
    const distanceCount = this.#reader.bits(5) + 1;
    const orderCount = this.#reader.bits(4);
    if (orderCount === needMore) return "wait";
    if (literalCount > mostLiterals || distanceCount > mostDistances) return "error";
    const lengths = new Uint8Array(lengthOrder.length);
    for (const symbol of lengthOrder.slice(0, orderCount + 4)) {
      const length = this.#reader.bits(3);
      if (length === needMore) return "wait";
      lengths[symbol] = length;
    }
    const code = huffmanCode(lengths, false);
    if (code === null) return "error";
    const all = new Uint8Array(literalCount + distanceCount);
    return this.#go({ name: "codeLengths", code, literalCount, lengths: all, read: 0 });
  }

  #codeLength(stage: CodeLengths): Progress {
    if (stage.read === stage.lengths.length) return this.#useCodes(stage);
    const symbol = this.#reader.symbol(stage.code);
    if (symbol < 0) return waitOrError(symbol);
    if (symbol < 16) {
      stage.lengths[stage.read] = symbol;
      stage.read += 1;
      return "on";
    }
    const [extraBits, least] = symbol === 16 ? [2, 3] : symbol === 17 ? [3, 3] : [7, 11];
    const extra = this.#reader.bits(extraBits);
    if (extra === needMore) return "wait";
    const previous = stage.lengths[stage.read - 1];
    const end = stage.read + least + extra;
    if (end > stage.lengths.length || (symbol === 16 && previous === undefined)) return "error";
    stage.lengths.fill(symbol === 16 ? (previous ?? 0) : 0, stage.read, end);
    stage.read = end;
    return "on";
  }

  #useCodes({ lengths, literalCount }: CodeLengths): Progress {
    const codes = blockCodes(lengths.subarray(0, literalCount), lengths.subarray(literalCount));
    return codes === null ? "error" : this.#go({ name: "symbols", codes });
  }

  #symbol(codes: BlockCodes): Progress {
    if (this.#room() === 0) return "full";
    const symbol = this.#reader.symbol(codes.literals);
    if (symbol < 0) return waitOrError(symbol);
    if (symbol < endOfBlock) {
      this.#put(symbol);
      return "on";
    }
    return symbol === endOfBlock ? this.#endBlock() : this.#match(codes, symbol - endOfBlock - 1);
  }

  #match(codes: BlockCodes, lengthSymbol: number): Progress {
    const length = this.#extended(lengthSymbol, lengthBase, lengthExtra);
    if (length < 0) return waitOrError(length);
    const distanceSymbol = this.#reader.symbol(codes.distances);
    if (distanceSymbol < 0) return waitOrError(distanceSymbol);
    const distance = this.#extended(distanceSymbol, distanceBase, distanceExtra);
    if (distance < 0) return waitOrError(distance);
    if (distance > this.#written || distance > windowSize) return "error";
    return this.#go({ name: "match", codes, distance, left: length });
  }

  #extended(symbol: number, base: readonly number[], extra: readonly number[]): number {
    const least = base[symbol];
    if (least === undefined) return badCode;
    const more = this.#reader.bits(extra[symbol] ?? 0);
    return more === needMore ? needMore : least + more;
  }

  #copy(match: Match): Progress {
    const count = Math.min(match.left, this.#room());
    for (let copied = 0; copied < count; copied += 1) {
      this.#put(this.#window[(this.#written - match.distance) % windowSize]!);
    }
    match.left -= count;
    return match.left > 0 ? "full" : this.#go({ name: "symbols", codes: match.codes });
  }

  #endBlock(): Progress {
    return this.#go({ name: this.#lastBlock ? "check" : "block" });
  }

  #compareSums(): Progress {
    this.#reader.align();
    const found = this.#reader.bytes(4);
    if (found.length < 4) return "wait";
    this.#addToSum();
    const expected = this.#sum.bytes;
    return found.every((byte, at) => byte === expected[at]) ? this.#go({ name: "end" }) : "error";
  }

  #go(stage: Stage): Progress {
    this.#stage = stage;
    return "on";
  }

  #room(): number {
    return this.#most - this.#length;
  }

  #put(byte: number): void {
    if (this.#length === this.#output.length) this.#grow();
    this.#output[this.#length] = byte;
    this.#length += 1;
    this.#window[this.#written % windowSize] = byte;
    this.#written += 1;
  }

  #grow(): void {
    const grown = new Uint8Array(Math.max(firstCapacity, this.#output.length * 2));
    grown.set(this.#output);
    this.#output = grown;
  }

  #addToSum(): void {
    this.#sum.update(this.#output.subarray(this.#summed, this.#length));
    this.#summed = this.#length;
  }
}

function waitOrError(result: number): Progress {
  return result === needMore ? "wait" : "error";
}
