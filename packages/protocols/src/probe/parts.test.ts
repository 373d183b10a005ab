import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexOf } from "../telnet/telnet-peer.suite.ts";
import { TelnetServer } from "../telnet/telnet-server.ts";
import { ClientPart } from "./client-part.ts";
import { ServerPart } from "./server-part.ts";
import { Transcript } from "./transcript.ts";

/** Telnet's own bytes come often. */
const chunk = fc
  .array(
    fc.oneof(
      fc.integer({ min: 239, max: 255 }),
      fc.constantFrom(1, 24, 27, 31, 39, 42, 69, 70, 201),
      fc.nat(255),
    ),
    {
      maxLength: 60,
    },
  )
  .map((numbers) => Uint8Array.from(numbers));

describe("the parts that the probe plays", () => {
  it("understand each other", () => {
    const server = new ServerPart(() => 0);
    const client = new ClientPart("1.2.3");
    const transcript = new Transcript();
    server.start();
    let isOver = false;
    while (!isOver) {
      isOver = true;
      for (const [from, to] of [
        [server, client],
        [client, server],
      ] as const) {
        const bytes = from.takeOutput();
        if (bytes === null) continue;
        isOver = false;
        transcript.hear(from.side, bytes);
        to.receive(bytes);
      }
    }
    expect(server.flags).toMatchObject({
      CLIENTNAME: "TELNET-PROBE",
      CLIENTVERSION: "1.2.3",
      TERM: "XTERM-256COLOR",
      MTTS: 13,
      SCREENWIDTH: 80,
      SCREENHEIGHT: 24,
      ENCODING_SOURCE: "charset",
      OOB: "gmcp",
    });
    expect(transcript.options("client", "WONT", "DONT")).toEqual([]);
  });

  it("survive whatever comes, and answer it within bounds", () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 30 }), (chunks) => {
        for (const part of [new ClientPart("1"), new ServerPart(() => 0)]) {
          part.start();
          let sent = 0;
          for (const bytes of chunks) {
            part.receive(bytes);
            sent += part.takeOutput()?.length ?? 0;
          }
          expect(sent).toBeLessThan(20_000);
        }
      }),
    );
  });
});

describe("a transcript", () => {
  it("is the same however bytes are cut, and holds nothing that moves a terminal", () => {
    fc.assert(
      fc.property(chunk, (bytes) => {
        const [whole, cut] = [new Transcript(), new Transcript()];
        whole.hear("server", bytes);
        for (const byte of bytes) cut.hear("server", Uint8Array.of(byte));
        expect(cut.entries).toEqual(whole.entries);
        expect(JSON.stringify(whole.entries)).not.toMatch(/\\u00(?:0[0-9a-f]|1[0-9a-f]|7f|[89][0-9a-f])/);
      }),
    );
  });

  it("ends where it is long enough", () => {
    const transcript = new Transcript();
    for (let count = 0; count < 3000; count++)
      transcript.hear("client", Uint8Array.of(0xff, 0xfb, count % 256));
    expect(transcript.entries).toHaveLength(1000);
    expect(transcript.isCutShort).toBe(true);
  });

  it("writes down what a server of ours opens with", () => {
    const telnet = new TelnetServer({ now: () => 0 });
    telnet.start();
    const opening = telnet.takeOutput() ?? new Uint8Array(0);
    const transcript = new Transcript();
    transcript.hear("server", opening);
    const said = transcript.entries.map((entry) => (entry.type === "negotiation" ? entry.code : -1));
    expect(hexOf(Uint8Array.from(said))).toBe("181f272a19c945465b");
  });
});
