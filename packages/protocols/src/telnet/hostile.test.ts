import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeDeflater } from "../compression/node-deflater.suite.ts";
import { ZlibInflater } from "../compression/zlib-inflater.ts";
import { ascii, hex, TelnetPeer } from "./telnet-peer.suite.ts";

const line = (text: string): unknown => ({ type: "line", text, masked: false });
const look = ascii("look\r\n");

function gmcp(payload: string): Uint8Array {
  return Uint8Array.of(255, 250, 201, ...ascii(payload), 255, 240);
}

/** Small numbers that look random and are the same every time. */
function bytesFromSeed(seed: number, count: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

describe("hostile bytes", () => {
  it("[protocols H01] a subnegotiation without its end does not swallow what follows", () => {
    const peer = TelnetPeer.fresh().send("fffb18").forget().send("fffa18004142fffdc9");
    expect(peer.output).toBe("");
    expect(peer.server.flags).toMatchObject({ OOB: "gmcp", CLIENTNAME: "" });
  });

  it("[protocols H02] a subnegotiation without an option is nothing", () => {
    const peer = TelnetPeer.fresh().send("fffafff0780d0a");
    expect(peer.events).toEqual([line("x")]);
  });

  it("[protocols H03] an empty subnegotiation is nothing", () => {
    const peer = TelnetPeer.fresh().send("fffb18").forget().send("fffa18fff0780d0a");
    expect(peer.happened).toEqual([line("x")]);
    expect(peer.output).toBe("");
  });

  it("[protocols H04] what a scanner sent is one odd line", () => {
    const peer = TelnetPeer.fresh().send(
      "fffc22fffa22fff0fffffc03fffc18fffc1ffffc27fffe56fffc5bfffe46fffe5dfffec96c6f6f6b0d0a",
    );
    expect(peer.output).toBe("");
    expect(peer.lines).toEqual(["ÿülook"]);
  });

  it("[protocols H05] a payload that never ends is forgotten after five seconds", () => {
    const peer = TelnetPeer.fresh().send("fffdc9").forget();
    const before = process.memoryUsage().arrayBuffers;
    const letters = new Uint8Array(16 * 1024).fill(0x41);
    peer.send("fffac9");
    for (let n = 0; n < 64; n += 1) peer.send(letters);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(256 * 1024);
    peer.advance(5000).send(look);
    expect(peer.happened).toEqual([line("look")]);
  });

  it("[protocols H06] a payload that is too long is dropped", () => {
    const peer = TelnetPeer.fresh().send("fffdc9").forget();
    peer.send("fffac9", new Uint8Array(70_000).fill(0x41), "fff0", look);
    expect(peer.happened).toEqual([line("look")]);
  });

  it("[protocols H07] a line of a mebibyte is refused once", () => {
    const peer = TelnetPeer.fresh();
    const before = process.memoryUsage().arrayBuffers;
    const letters = new Uint8Array(16 * 1024).fill(0x61);
    for (let n = 0; n < 64; n += 1) peer.send(letters);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(256 * 1024);
    peer.send("0d0a", look);
    expect(peer.events).toEqual([{ type: "toolong", masked: false }, line("look")]);
  });

  it("refuses a line by its characters, not its bytes", () => {
    const peer = TelnetPeer.fresh({ inputChars: 5 });
    peer.send(ascii("😀😀😀😀😀\r\n😀😀😀😀😀😀\r\nabcdef\r\n"));
    expect(peer.happened).toEqual([
      line("😀😀😀😀😀"),
      { type: "toolong", masked: false },
      { type: "toolong", masked: false },
    ]);
  });

  it("[protocols H08] a thousand equal requests are refused once", () => {
    const peer = TelnetPeer.fresh().send(hex("fffb01".repeat(1000)), look);
    expect(peer.output).toBe("fffe01");
    expect(peer.events).toEqual([line("look")]);
  });

  it("[protocols H09] switching on and off gets at most 128 answers in ten seconds", () => {
    const peer = TelnetPeer.fresh().send(hex("fffb18fffc18".repeat(1000)));
    const answers = peer.output.match(/ff(f[bcde]..|fa1801fff0)/g) ?? [];
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.length).toBeLessThanOrEqual(128);
    expect(peer.send(look).lines).toEqual(["look"]);
    expect(peer.advance(11_000).forget().send("fffb18fffc18").output).not.toBe("");
  });

  it("[protocols H10] more than 4096 requests in ten seconds end the connection", () => {
    const peer = TelnetPeer.fresh();
    for (let n = 0; n < 100; n += 1) peer.send(hex("fffb01".repeat(1000)));
    expect(peer.output).toBe("fffe01");
    expect(peer.events).toEqual([{ type: "close", reason: "negotiation flood" }]);
  });

  it("allows any number of requests that are spread over time", () => {
    const peer = TelnetPeer.fresh();
    for (let n = 0; n < 100; n += 1) peer.send(hex("fffb01".repeat(300))).advance(1000);
    expect(peer.send(look).happened).toEqual([line("look")]);
  });

  it("[protocols H11] every other command is swallowed", () => {
    const commands = Array.from({ length: 0xf0 }, (_, code) => [0xff, code]).flat();
    const peer = TelnetPeer.fresh().send(Uint8Array.from(commands), "0d0a");
    expect(peer.output).toBe("");
    expect(peer.events).toEqual([line("")]);
  });

  it("[protocols H12] random bytes mean the same in one segment and byte by byte", () => {
    for (const seed of [1, 2, 3]) {
      const bytes = bytesFromSeed(seed, 64 * 1024);
      const whole = TelnetPeer.fresh().send(bytes);
      const single = TelnetPeer.fresh();
      for (const byte of bytes) single.send(Uint8Array.of(byte));
      expect(single.events).toEqual(whole.events);
      expect(single.output).toBe(whole.output);
      expect(single.server.flags).toEqual(whole.server.flags);
    }
  });

  it("[protocols H14] JSON nested ten thousand deep is dropped", () => {
    const peer = TelnetPeer.fresh().send("fffdc9").forget();
    peer.send(gmcp(`Foo.Bar ${"[".repeat(10_000)}${"]".repeat(10_000)}`), gmcp("Foo.Bar [1]"));
    expect(peer.happened).toMatchObject([{ type: "message", args: [1] }]);
  });

  it("[protocols H20] an unfinished line is never a line", () => {
    const peer = TelnetPeer.fresh();
    for (let n = 0; n < 100; n += 1) peer.send("61").advance(4000);
    expect(peer.happened).toEqual([]);
  });

  it("[protocols H21] a thousand sizes in a second are at most five resizes, and the last one counts", () => {
    const peer = TelnetPeer.fresh().send("fffb1f").forget();
    for (let n = 1; n <= 1000; n += 1) {
      const columns = 20 + (n % 400);
      peer.send(Uint8Array.of(255, 250, 31, columns >> 8, columns & 255, 0, 40, 255, 240)).advance(1);
    }
    peer.advance(250);
    expect(peer.happened.length).toBeLessThanOrEqual(5);
    expect(peer.happened.every((event) => event.type === "resize")).toBe(true);
    expect(peer.happened.at(-1)).toEqual({ type: "resize", columns: 20 + (1000 % 400), rows: 40 });
  });

  it("[protocols H22] odd characters are delivered, a mark at the start is not", () => {
    const odd = `\u202E\u200F\u200D${"a\u0301".repeat(40)}`;
    const peer = TelnetPeer.fresh().send(ascii(`\uFEFF${odd}\r\n`));
    expect(peer.lines).toEqual([odd]);
  });

  it("[protocols H23] may stop in any state of the parser", () => {
    for (const begun of ["ff", "fffb", "fffa", "fffac9", "fffac9ff", "fffaff", "61", "0d"]) {
      const peer = TelnetPeer.fresh().send("fffdc9").forget().send(begun);
      peer.server.finish();
      expect(peer.drain().output).toBe("");
      expect(peer.advance(10_000).send(look).lines.at(-1)).toMatch(/ook$/);
    }
  });

  it("[protocols H24] a PROXY header is a line where none is expected", () => {
    const header = "PROXY TCP4 1.2.3.4 5.6.7.8 1 2";
    expect(TelnetPeer.fresh().send(ascii(`${header}\r\n`)).lines).toEqual([header]);
  });

  it("ends the connection when input floods, at the same byte however it is cut", () => {
    const lineBytes = 1024;
    const flood = new Uint8Array(3 * 1024 * 1024).map((_, at) => (at % lineBytes === 0 ? 0x0a : 0x61));
    const whole = TelnetPeer.fresh().send(flood);
    const cut = TelnetPeer.fresh();
    for (let at = 0; at < flood.length; at += 10_007) cut.send(flood.subarray(at, at + 10_007));
    expect(whole.events.at(-1)).toEqual({ type: "close", reason: "input flood" });
    expect(cut.events.length).toBe(whole.events.length);
    expect(whole.lines.length).toBe((2 * 1024 * 1024) / lineBytes);
  });

  it("answers no flood of AYT", () => {
    const peer = TelnetPeer.fresh().send(hex("fff6".repeat(1000)));
    expect(peer.output.length / 2).toBeLessThanOrEqual(128 * 9);
  });
});

describe("any bytes at all", () => {
  /** Bytes in which commands, options and lines are likely. */
  const telnetish = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(255, 255, 255, 250, 240, 251, 252, 253, 254) },
    { weight: 3, arbitrary: fc.constantFrom(24, 31, 39, 42, 25, 201, 69, 70, 91, 86, 87, 1, 3, 6) },
    { weight: 3, arbitrary: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 21, 27, 127) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 255 }) },
  );
  const segments = fc.array(
    fc.array(telnetish, { maxLength: 200 }).map((bytes) => Uint8Array.from(bytes)),
    { maxLength: 20 },
  );
  const options = {
    createDeflater: nodeDeflater,
    createInflater: () => new ZlibInflater(),
    charLogin: 2 as const,
  };

  it("never throw, whatever the server does in between", () => {
    fc.assert(
      fc.property(segments, fc.array(fc.nat(9)), (pieces, deeds) => {
        const peer = TelnetPeer.fresh(options);
        pieces.forEach((piece, at) => {
          peer.send(piece);
          act(peer, deeds[at] ?? 0);
        });
        peer.server.finish();
        peer.drain();
      }),
      { numRuns: 300 },
    );
  });

  it("mean the same however they are cut", () => {
    fc.assert(
      fc.property(segments, (pieces) => {
        const whole = Uint8Array.from(pieces.flatMap((piece) => Array.from(piece)));
        const together = TelnetPeer.fresh().send(whole);
        const cut = TelnetPeer.fresh().send(...pieces);
        expect(cut.events).toEqual(together.events);
        expect(cut.output).toBe(together.output);
      }),
      { numRuns: 300 },
    );
  });
});

/** Something that a server might do at any time. */
function act(peer: TelnetPeer, deed: number): void {
  const { server } = peer;
  const deeds = [
    () => server.sendText("Rain\n"),
    () => server.sendPrompt("> "),
    () => server.hideInput(),
    () => server.showInput(),
    () => server.sendMessage("char_vitals", [], { hp: 1 }),
    () => server.sendMssp({ NAME: "x" }, "option"),
    () => server.setEncoding("iso-8859-1"),
    () => server.setFlags({ SCREENREADER: true }),
    () => server.setLoggedIn(true),
    () => peer.advance(1000),
  ];
  deeds[deed]?.();
  peer.drain();
}
