import fc from "fast-check";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ZlibInflater } from "./compression/zlib-inflater.ts";
import { FirstBytes } from "./detect/first-bytes.ts";
import { isUtf8 } from "./encoding/utf8.ts";
import type { JsonValue } from "./json.ts";
import { encodeMssp } from "./mssp/encode-mssp.ts";
import { parseMssp } from "./mssp/parse-mssp.ts";
import { parseMxpReply } from "./mxp/parse-mxp-reply.ts";
import { encodeGmcp, parseGmcp } from "./oob/gmcp-codec.ts";
import { encodeMsdp, parseMsdp } from "./oob/msdp-codec.ts";
import { parseSafeJson } from "./oob/safe-json.ts";
import { ProxyHeader } from "./proxy/proxy-header.ts";
import { cleanLine, stripLinkMarkup } from "./telnet/clean-line.ts";
import { TelnetPeer } from "./telnet/telnet-peer.suite.ts";

/** Bytes that mean something in telnet, with those around them that make a sentence of it. */
const telling = fc.constantFrom(
  255,
  250,
  240,
  251,
  252,
  253,
  254,
  1,
  3,
  24,
  25,
  31,
  39,
  42,
  69,
  70,
  86,
  87,
  91,
  200,
  201,
);
const byte = fc.oneof({ weight: 3, arbitrary: telling }, { weight: 2, arbitrary: fc.nat(255) });
const bytes = fc.array(byte, { maxLength: 200 }).map((all) => Uint8Array.from(all));
const cuts = fc.array(fc.nat(200), { maxLength: 6 });

/** The same bytes in pieces. */
function pieces(whole: Uint8Array, at: readonly number[]): Uint8Array[] {
  const edges = [0, ...at.filter((cut) => cut < whole.length).toSorted((a, b) => a - b), whole.length];
  return edges.slice(1).map((end, index) => whole.subarray(edges[index], end));
}

interface Reader {
  push(chunk: Uint8Array): {
    readonly state: string;
    readonly rest?: Uint8Array;
    readonly bytes?: Uint8Array;
  };
}

/** What a reader makes of pieces, with all that came after its decision. */
function readIn(reader: Reader, chunks: readonly Uint8Array[]): unknown {
  for (const [index, chunk] of chunks.entries()) {
    const { rest, bytes: held, ...result } = reader.push(chunk);
    if (result.state === "more") continue;
    const after = chunks.slice(index + 1);
    const kept = held ?? rest;
    return { ...result, kept: kept === undefined ? null : Buffer.concat([kept, ...after]).toString("hex") };
  }
  return "more";
}

describe("any bytes", () => {
  it("are read the same by telnet in one piece and in many, and never throw", () => {
    fc.assert(
      fc.property(bytes, cuts, (whole, at) => {
        const one = TelnetPeer.fresh().send(whole);
        const many = TelnetPeer.fresh();
        for (const piece of pieces(whole, at)) many.send(piece);
        expect(many.lines).toEqual(one.lines);
        expect(many.server.flags).toEqual(one.server.flags);
        expect(many.output).toBe(one.output);
      }),
      { numRuns: 300 },
    );
  });

  it("are read the same by the PROXY header and by the first look at a port", () => {
    const header = fc.oneof(
      bytes,
      bytes.map((rest) => Uint8Array.of(...Buffer.from("PROXY TCP4 "), ...rest)),
      bytes.map((rest) => Uint8Array.of(13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10, 0x21, ...rest)),
    );
    fc.assert(
      fc.property(header, cuts, (whole, at) => {
        for (const make of [() => new ProxyHeader(), () => new FirstBytes()]) {
          expect(readIn(make(), pieces(whole, at))).toEqual(readIn(make(), [whole]));
        }
      }),
    );
  });

  it("never throw in a payload, whatever they are a payload of", () => {
    fc.assert(
      fc.property(bytes, (payload) => {
        parseGmcp(payload);
        parseMsdp(payload);
        parseMssp(payload);
        isUtf8(payload);
        const text = Buffer.from(payload).toString("latin1");
        parseMxpReply(text);
        parseSafeJson(text);
        expect(cleanLine(stripLinkMarkup(text)).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("never make more of a compressed stream than there is room for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(255), { maxLength: 300 }),
        fc.nat(300),
        fc.nat(255),
        (plain, where, wrong) => {
          const packed = Uint8Array.from(deflateSync(Uint8Array.from(plain)));
          if (where < packed.length) packed[where] = wrong;
          const inflater = new ZlibInflater();
          let made = 0;
          for (let offset = 0; offset < packed.length;) {
            const step = inflater.inflate(packed.subarray(offset), 64);
            expect(step.output.length).toBeLessThanOrEqual(64);
            made += step.output.length;
            offset += step.consumed;
            if (step.state !== "more" && step.output.length === 0) break;
          }
          expect(made).toBeLessThanOrEqual(300 * 1100);
        },
      ),
    );
  });
});

describe("what is encoded", () => {
  const name = fc.stringMatching(/^[A-Z][A-Z_]{0,10}$/);
  const word = fc.stringMatching(/^[ -~]{0,12}$/);
  const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      word,
      fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
      fc.dictionary(name, tie("value"), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    ),
  })).value;

  it("is read again as it was: MSDP", () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true }), (table) => {
        const read = parseMsdp(encodeMsdp(Object.entries(table)));
        expect(read?.map(({ name: key, values }) => [key, values[0]])).toEqual(Object.entries(table));
      }),
    );
  });

  it("is read again as it was: GMCP", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const message = fc.record({
      name: fc.constant("Quest.State"),
      args: fc.array(scalar, { maxLength: 3 }),
      kwargs: fc.dictionary(name, scalar, { maxKeys: 3, noNullPrototype: true }),
    });
    fc.assert(
      fc.property(message, (given) => {
        expect(parseGmcp(encodeGmcp(given))).toEqual(given);
      }),
    );
  });

  it("is read again as it was: MSSP", () => {
    const variables = fc.dictionary(
      name,
      fc.array(fc.stringMatching(/^[ -~]{1,12}$/), { minLength: 1, maxLength: 3 }),
      {
        minKeys: 1,
        maxKeys: 4,
        noNullPrototype: true,
      },
    );
    fc.assert(
      fc.property(variables, (given) => {
        expect(Object.fromEntries(parseMssp(encodeMssp(given)))).toEqual(given);
      }),
    );
  });
});
