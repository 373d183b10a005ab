import { describe, expect, it } from "vitest";
import { ascii, hex, hexOf } from "../telnet/telnet-peer.suite.ts";
import { FirstBytes, wrongProtocolAnswer } from "./first-bytes.ts";
import type { FirstBytesResult } from "./first-bytes.ts";

function read(...segments: readonly Uint8Array[]): FirstBytesResult {
  const first = new FirstBytes();
  let result: FirstBytesResult = { state: "more" };
  for (const segment of segments) {
    if (result.state === "more") result = first.push(segment);
  }
  return result;
}

function byByte(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

describe("first bytes", () => {
  it("[protocols H15] of HTTP are answered in HTTP", () => {
    const request = hex("474554202f20485454502f312e310d0a486f73743a20780d0a0d0a");
    expect(read(request)).toEqual({ state: "wrong", protocol: "http" });
    expect(read(...byByte(request))).toEqual({ state: "wrong", protocol: "http" });
    const answer = new TextDecoder().decode(wrongProtocolAnswer("http", "http://localhost:4001/"));
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain("\r\nConnection: close\r\n");
    expect(answer).toContain("http://localhost:4001/");
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head).toContain(`Content-Length: ${body.length}`);
  });

  it("[protocols H16] of TLS are answered with an alert", () => {
    const hello = hex("160301017001");
    expect(read(hello)).toEqual({ state: "wrong", protocol: "tls" });
    expect(read(...byByte(hello))).toEqual({ state: "wrong", protocol: "tls" });
    expect(hexOf(wrongProtocolAnswer("tls", null))).toBe("15030100020228");
  });

  it("of SSH are not answered", () => {
    expect(read(ascii("SSH-2.0-x\r\n"))).toEqual({ state: "wrong", protocol: "ssh" });
    expect(wrongProtocolAnswer("ssh", null)).toHaveLength(0);
  });

  it.each([
    "look\r\n",
    "GET LAMP\r\n",
    "GET lamp HTTP\r\n",
    "get / HTTP/1.1\r\n",
    "SSHH",
    "\x16\x02",
    "\xFF",
    "\r\n",
    "GOD\n",
  ])("%j is telnet, and nothing of it is lost", (text) => {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(read(bytes)).toEqual({ state: "telnet", bytes });
    const cut = read(...byByte(bytes));
    expect(cut.state).toBe("telnet");
    expect(cut).toMatchObject({ bytes: bytes.subarray(0, cut.state === "telnet" ? cut.bytes.length : 0) });
  });

  it("are not waited for without end", () => {
    expect(read(ascii(`GET ${"x".repeat(5000)}`)).state).toBe("telnet");
    expect(read(new Uint8Array(0)).state).toBe("more");
  });
});
