import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeIac, joinBytes } from "../bytes.ts";
import { TelnetDecoder } from "./decoder.ts";
import { hex, hexOf } from "./telnet-peer.suite.ts";

/** What a decoder found, as text; data that came in pieces is joined. */
function decode(segments: readonly Uint8Array[], limit = 8): string[] {
  const found: string[] = [];
  let data = "";
  const flush = (): void => {
    if (data !== "") found.push(`data ${data}`);
    data = "";
  };
  const note = (text: string): void => {
    flush();
    found.push(text);
  };
  const decoder = new TelnetDecoder(
    {
      data: (bytes) => void (data += hexOf(bytes)),
      command: (code) => note(`command ${code}`),
      negotiate: (verb, option) => note(`negotiate ${verb} ${option}`),
      subnegotiation: (option, payload) => note(`sub ${option} ${hexOf(payload)}`),
      badSubnegotiation: () => note("bad sub"),
    },
    () => limit,
  );
  for (const segment of segments) decoder.push(segment);
  flush();
  return found;
}

const everyKind = hex(
  "6162 ffff fff6 63 fffb18 fffc19 fffd1a fffe1b ff2a fffa180102fffffff0 fffa18fff0 fffafff0 fffa1801fff6 64 fffa18 01020304050607080910 fff0 65",
);

describe("the telnet decoder", () => {
  const expected = [
    "data 6162ff",
    "command 246",
    "data 63",
    "negotiate 251 24",
    "negotiate 252 25",
    "negotiate 253 26",
    "negotiate 254 27",
    "command 42",
    "sub 24 0102ff",
    "sub 24 ",
    "bad sub",
    "bad sub",
    "command 246",
    "data 64",
    "bad sub",
    "data 65",
  ];

  it("tells data, commands, negotiation and subnegotiation apart", () => {
    expect(decode([everyKind])).toEqual(expected);
  });

  it("does so wherever segments end", () => {
    for (let at = 0; at <= everyKind.length; at += 1) {
      expect(decode([everyKind.subarray(0, at), everyKind.subarray(at)])).toEqual(expected);
    }
    expect(decode(Array.from(everyKind, (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  it("takes data of any bytes as it is, once IAC is doubled", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (pieces) => {
        const all = hexOf(joinBytes(pieces));
        expect(decode(pieces.map(escapeIac))).toEqual(all === "" ? [] : [`data ${all}`]);
      }),
    );
  });

  it("keeps payloads up to the limit, whole", () => {
    for (const size of [0, 1, 127, 128, 129, 1000, 1024]) {
      const payload = new Uint8Array(size).fill(0xff);
      const wire = joinBytes([hex("fffac9"), escapeIac(payload), hex("fff0")]);
      const cut = Array.from(wire, (byte) => Uint8Array.of(byte));
      expect(decode([wire], 1024)).toEqual([`sub 201 ${hexOf(payload)}`]);
      expect(decode(cut, 1024)).toEqual([`sub 201 ${hexOf(payload)}`]);
      if (size > 0) expect(decode(cut, size - 1)).toEqual(["bad sub"]);
    }
  });

  it("stops where its reader says, and goes on from there", () => {
    let data = "";
    const decoder = new TelnetDecoder(
      {
        data: (bytes) => void (data += hexOf(bytes)),
        command: () => decoder.pause(),
        negotiate: () => undefined,
        subnegotiation: () => undefined,
        badSubnegotiation: () => undefined,
      },
      () => 0,
    );
    const bytes = hex("61fff162");
    expect(decoder.push(bytes)).toBe(3);
    expect(decoder.push(bytes.subarray(3))).toBe(1);
    expect(data).toBe("6162");
  });

  it("can give up on a subnegotiation", () => {
    const found: string[] = [];
    const decoder = new TelnetDecoder(
      {
        data: (bytes) => found.push(hexOf(bytes)),
        command: () => undefined,
        negotiate: () => undefined,
        subnegotiation: () => found.push("sub"),
        badSubnegotiation: () => found.push("bad sub"),
      },
      () => 10,
    );
    decoder.abandon();
    for (const begun of ["fffa", "fffac9", "fffac941ff"]) {
      decoder.push(hex(begun));
      expect(decoder.inSubnegotiation).toBe(true);
      decoder.abandon();
      decoder.push(hex("61"));
    }
    expect(found).toEqual(["61", "61", "61"]);
  });
});
