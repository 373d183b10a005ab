import { createDeflate, createInflate, constants, deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { nodeDeflater } from "../compression/node-deflater.suite.ts";
import { ZlibInflater } from "../compression/zlib-inflater.ts";
import { ascii, hex, hexOf, TelnetPeer } from "./telnet-peer.suite.ts";

const compressed = { createDeflater: nodeDeflater, createInflater: () => new ZlibInflater() };
const start = "fffa56fff0";

function fresh(): TelnetPeer {
  return TelnetPeer.fresh(compressed);
}

function textHex(text: string): string {
  return hexOf(ascii(text));
}

/** What an unfinished zlib stream has said so far. */
function inflatedSoFar(digits: string): string {
  return hexOf(inflateSync(hex(digits), { finishFlush: constants.Z_SYNC_FLUSH }));
}

/** A client's compressor that flushes after every write. */
function clientStream(...writes: readonly string[]): Promise<Buffer[]> {
  const deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH });
  const pieces: Buffer[] = [];
  deflate.on("data", (piece: Buffer) => pieces.push(piece));
  return new Promise((resolve) => {
    const next = (index: number): void => {
      const write = writes[index];
      if (write === undefined) resolve(pieces);
      else deflate.write(hex(write), () => deflate.flush(constants.Z_SYNC_FLUSH, () => next(index + 1)));
    };
    next(0);
  });
}

describe("MCCP2", () => {
  it("[protocols T67] starts with a piece of its own, and every batch is readable without the next", () => {
    const peer = fresh();
    peer.server.sendText("before");
    peer.send("fffd56");
    expect(peer.pieces).toEqual([textHex("before"), start]);
    expect(peer.server.flags.MCCP).toBe(true);
    peer.forget();
    let sent = "";
    for (const text of ["A small room.\r\n", "", "> ", "A small room.\r\n", "IAC \u00ff"]) {
      peer.server.sendText(text);
      sent += textHex(text);
      peer.drain();
      if (peer.output !== "") expect(inflatedSoFar(peer.output)).toBe(sent);
    }
  });

  it("[protocols T68] ends its stream before the plain WONT", () => {
    const peer = fresh().send("fffd56").forget();
    peer.server.sendText("hello\n");
    peer.send("fffe56").server.sendText("x\n");
    const output = peer.drain().output;
    expect(output).toMatch(/fffc56780d0a$/);
    const inflated = inflateSync(hex(output.slice(0, -"fffc56780d0a".length)));
    expect(hexOf(inflated)).toBe(textHex("hello\r\n"));
    expect(peer.server.flags.MCCP).toBe(false);
  });

  it("starts anew when the client asks again", () => {
    const peer = fresh().send("fffd56", "fffe56").forget().send("fffd56");
    expect(peer.pieces).toEqual(["fffb56", start]);
    peer.forget().server.sendText("again");
    expect(inflatedSoFar(peer.drain().output)).toBe(textHex("again"));
  });

  it("ends its stream at the end of the connection", () => {
    const peer = fresh().send("fffd56").forget();
    peer.server.sendText("Goodbye.\n");
    peer.server.finish();
    expect(hexOf(inflateSync(hex(peer.drain().output)))).toBe(textHex("Goodbye.\r\n"));
  });

  it("compresses negotiation too, and NOPs", () => {
    const peer = fresh().send("fffd56").forget().send("fffb20").advance(30_000);
    expect(inflatedSoFar(peer.output)).toBe("fffe20fff1");
  });
});

describe("MCCP3", () => {
  const running = (): TelnetPeer => fresh().send("fffd57", "fffa57fff0", "78dacac9cfcfe6e502000000ffff");

  it("[protocols T69] decompresses what follows the start", () => {
    const peer = running();
    expect(peer.server.flags.MCCP3).toBe(true);
    expect(peer.lines).toEqual(["look"]);
    expect(peer.output).toBe("");
  });

  it("[protocols T70] goes on in plain text where the stream ends, wherever the segments end", () => {
    const whole = hex("fffd57fffa57fff0789ccbc9cfcfe6e5020007da01cd7361790d0a");
    for (let at = 0; at <= whole.length; at += 1) {
      const peer = fresh().send(whole.subarray(0, at), whole.subarray(at));
      expect(peer.lines).toEqual(["look", "say"]);
      expect(peer.events.at(-1)).toEqual({ type: "line", text: "say", masked: false });
      expect(peer.server.flags.MCCP3).toBe(false);
    }
    expect(fresh().send(...Array.from(whole, (byte) => Uint8Array.of(byte))).lines).toEqual(["look", "say"]);
  });

  it("[protocols T71] takes plain text from a client that stops without ending its stream", async () => {
    const pieces = await clientStream(textHex("look\r\n"), "fffe57");
    const peer = fresh().send("fffd57", "fffa57fff0", ...pieces);
    expect(peer.output).toBe("fffc57");
    peer.send("616761696e0d0a");
    expect(peer.lines).toEqual(["look", "again"]);
    expect(peer.server.flags.MCCP3).toBe(false);
    expect(peer.output).toBe("fffc57");
  });

  it("[protocols T72] takes the option back when the stream is broken", () => {
    const peer = fresh().send("fffd57fffa57fff0", "deadbeef", "6c6f6f6b0d0a");
    expect(peer.output).toBe("fffc57");
    expect(peer.lines).toEqual(["look"]);
    expect(peer.happened.some((event) => event.type === "close")).toBe(false);
  });

  it("closes at the second broken stream", () => {
    const peer = fresh().send("fffd57fffa57fff0", "deadbeef", "fffd57fffa57fff0", "deadbeef");
    expect(peer.happened.at(-1)).toEqual({ type: "close", reason: "broken compression" });
  });

  it("ignores a start without agreement and a start inside the stream", async () => {
    expect(fresh().send("fffa57fff0", ascii("look\r\n")).lines).toEqual(["look"]);
    const pieces = await clientStream(`fffa57fff0${textHex("look\r\n")}`, textHex("say\r\n"));
    expect(fresh().send("fffd57fffa57fff0", ...pieces).lines).toEqual(["look", "say"]);
  });

  it("[protocols H13] closes before a bomb has gone off", () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024, "A"), { level: 9 });
    const before = process.memoryUsage().arrayBuffers;
    const peer = fresh().send("fffd57fffa57fff0");
    for (let at = 0; at < bomb.length; at += 16 * 1024) peer.send(bomb.subarray(at, at + 16 * 1024));
    expect(peer.happened.at(-1)).toEqual({ type: "close", reason: "input flood" });
    expect(peer.happened.filter((event) => event.type === "close")).toHaveLength(1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it("survives an inflater that does nothing", () => {
    const idle = { inflate: () => ({ output: new Uint8Array(0), consumed: 0, state: "more" as const }) };
    const peer = TelnetPeer.fresh({ ...compressed, createInflater: () => idle });
    expect(peer.send("fffd57fffa57fff0", "00").output).toBe("fffc57");
  });

  it("needs no client that ends: every prefix of a stream is fine", () => {
    const stream = deflateSync(Buffer.from("look\r\nsay hello\r\n".repeat(20)));
    for (let at = 0; at <= stream.length; at += 1) {
      const peer = fresh().send("fffd57fffa57fff0", stream.subarray(0, at));
      expect(peer.output).toBe("");
    }
  });
});

it("a compressed connection both ways is read by zlib itself", async () => {
  const peer = fresh().send("fffd56fffd57", "fffa57fff0").forget();
  const inflate = createInflate();
  const read: Buffer[] = [];
  inflate.on("data", (piece: Buffer) => read.push(piece));
  for (let n = 0; n < 20; n += 1) {
    peer.server.sendText(`Line ${n} of many, all of them much alike.\n`);
    peer.drain();
  }
  for (const piece of peer.pieces) await new Promise((resolve) => inflate.write(hex(piece), resolve));
  expect(Buffer.concat(read).toString()).toContain("Line 19 of many");
});
