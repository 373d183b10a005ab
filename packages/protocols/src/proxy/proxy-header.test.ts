import { describe, expect, it } from "vitest";
import { joinBytes } from "../bytes.ts";
import { ascii, hex } from "../telnet/telnet-peer.suite.ts";
import { ProxyHeader } from "./proxy-header.ts";
import type { ProxyHeaderResult } from "./proxy-header.ts";

const signature = "0d0a0d0a000d0a515549540a";
const look = "6c6f6f6b0d0a";

/** Reads segments until something is decided; what comes later is the client's own. */
function read(...segments: readonly Uint8Array[]): ProxyHeaderResult {
  const header = new ProxyHeader();
  for (const [at, segment] of segments.entries()) {
    const result = header.push(segment);
    if (result.state === "done")
      return { ...result, rest: joinBytes([result.rest, ...segments.slice(at + 1)]) };
    if (result.state === "bad") return result;
  }
  return { state: "more" };
}

/** The same however it is cut. */
function expectResult(bytes: Uint8Array, expected: ProxyHeaderResult): void {
  for (let at = 0; at <= bytes.length; at += 1) {
    expect(read(bytes.subarray(0, at), bytes.subarray(at))).toEqual(expected);
  }
  expect(read(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(expected);
}

function done(address: string, port: number, rest = look): ProxyHeaderResult {
  return { state: "done", peer: { address, port }, rest: hex(rest) };
}

describe("version 1", () => {
  it("[protocols P01] names the client, and what follows is the client's", () => {
    const header =
      "50524f58592054435034203139322e302e322e31203139382e35312e3130302e3120353633323420343030300d0a" + look;
    expectResult(hex(header), done("192.0.2.1", 56_324));
  });

  it("[protocols P02] may not know", () => {
    expectResult(hex(`50524f585920554e4b4e4f574e0d0a${look}`), {
      state: "done",
      peer: null,
      rest: hex(look),
    });
    expectResult(ascii("PROXY UNKNOWN ::1 ::1 1 2\r\n"), { state: "done", peer: null, rest: hex("") });
  });

  it("shows IPv6 in its short form, and IPv4 inside it as IPv4", () => {
    expectResult(ascii("PROXY TCP6 2001:DB8:0:0:0:0:0:1 ::1 1 2\r\n"), done("2001:db8::1", 1, ""));
    expectResult(ascii("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2\r\n"), done("192.0.2.1", 1, ""));
  });

  it("[protocols P05] refuses what is too long or wrong", () => {
    const tooLong = `PROXY UNKNOWN ${"x".repeat(92)}\r\n`;
    expect(tooLong).toHaveLength(108);
    for (const line of [
      tooLong,
      "PROXY TCP4 300.1.1.1 1.1.1.1 1 2\r\n",
      "PROXY TCP4 1.1.1.1 1.1.1.1 1 65536\r\n",
      "PROXY TCP4 1.1.1.1 1.1.1.1 01 2\r\n",
      "PROXY TCP4 1.1.1.1 1.1.1.1 1\r\n",
      "PROXY TCP4 1.1.1.1 1.1.1.1 1 2 3\r\n",
      "PROXY TCP4 ::1 ::1 1 2\r\n",
      "PROXY TCP6 1.1.1.1 ::1 1 2\r\n",
      "PROXY UDP4 1.1.1.1 1.1.1.1 1 2\r\n",
      "PROXY TCP4  1.1.1.1 1.1.1.1 1 2\r\n",
      "PROXY TCP4 1.1.1.1 1.1.1.1 1 2\n",
      "look\r\n",
    ]) {
      expectResult(ascii(line), { state: "bad" });
    }
    expectResult(hex(`${signature}3111000c${"00".repeat(12)}`), { state: "bad" });
  });

  it("allows 107 bytes", () => {
    const longest = `PROXY UNKNOWN ${"x".repeat(91)}\r\n`;
    expectResult(ascii(longest), { state: "done", peer: null, rest: hex("") });
  });
});

describe("version 2", () => {
  it("[protocols P03] names the client", () => {
    expectResult(hex(`${signature}2111000cc0000201c6336401dc040fa0${look}`), done("192.0.2.1", 56_324));
  });

  it("[protocols P04] may be the proxy itself", () => {
    expectResult(hex(`${signature}20110000${look}`), { state: "done", peer: null, rest: hex(look) });
    expectResult(hex(`${signature}21000000${look}`), { state: "done", peer: null, rest: hex(look) });
  });

  it("reads IPv6 and skips what else is told", () => {
    const source = `20010db8${"00".repeat(11)}05`;
    expectResult(
      hex(`${signature}21210027${source}${"00".repeat(16)}00500fa0aabbcc${look}`),
      done("2001:db8::5", 80),
    );
  });

  it.each([
    ["another version", "1111000c"],
    ["another command", "2211000c"],
    ["datagrams", "2112000c"],
    ["too few bytes for its addresses", "2111000b"],
  ])("refuses %s", (_what, header) => {
    expect(read(hex(`${signature}${header}${"00".repeat(12)}`))).toEqual({ state: "bad" });
  });

  it("refuses a header of more than 2048 bytes before it has come", () => {
    expect(read(hex(`${signature}21110801`))).toEqual({ state: "bad" });
  });
});
