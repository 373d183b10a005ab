import { inflateSync, constants } from "node:zlib";
import { describe, expect, it } from "vitest";
import { nodeDeflater } from "../compression/node-deflater.suite.ts";
import { ZlibInflater } from "../compression/zlib-inflater.ts";
import { realClients } from "./real-clients.suite.ts";
import { ascii, hex, hexOf, TelnetPeer } from "./telnet-peer.suite.ts";
import type { RealClient } from "./real-clients.suite.ts";

const start = "fffa56fff0";

/** Plays a recorded client: it says its piece, then answers what it is asked until nothing is asked any more. */
function play(client: RealClient, cut: (bytes: Uint8Array) => readonly Uint8Array[]): TelnetPeer {
  const peer = new TelnetPeer({ createDeflater: nodeDeflater, createInflater: () => new ZlibInflater() });
  const send = (digits: string): unknown => peer.send(...cut(hex(digits)));
  if (client.greeting !== undefined) send(client.greeting);
  peer.server.start();
  peer.drain();
  for (const answer of client.answers) send(answer);
  let types = 0;
  let answered = 0;
  for (;;) {
    const asked = plainOutput(peer).slice(answered);
    const question = /fffa(1801|270100|270103|2a01.*?)fff0/.exec(asked);
    if (question === null) return peer;
    answered += question.index + question[0].length;
    send(answerTo(client, question[1] ?? "", types));
    if (question[1] === "1801") types += 1;
  }
}

function answerTo(client: RealClient, question: string, types: number): string {
  if (question === "1801") {
    const answers = client.terminalTypes ?? [];
    return `fffa1800${hexOf(ascii(answers[Math.min(types, answers.length - 1)] ?? ""))}fff0`;
  }
  if (question === "270100") return `fffa2700${client.environ?.[0] ?? ""}fff0`;
  if (question === "270103") return `fffa2700${client.environ?.[1] ?? ""}fff0`;
  return `fffa2a${client.charset ?? "03"}fff0`;
}

/** What a client reads, compressed or not. */
function plainOutput(peer: TelnetPeer): string {
  const at = peer.pieces.indexOf(start);
  if (at === -1) return peer.output;
  const stream = hex(peer.pieces.slice(at + 1).join(""));
  const rest = stream.length === 0 ? "" : hexOf(inflateSync(stream, { finishFlush: constants.Z_SYNC_FLUSH }));
  return peer.pieces.slice(0, at).join("") + rest;
}

const whole = (bytes: Uint8Array): Uint8Array[] => [bytes];
const bytewise = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));

describe.each(realClients)("$name", (client) => {
  it("is understood", () => {
    expect(play(client, whole).server.flags).toMatchObject(client.flags);
  });

  it("is understood byte by byte", () => {
    expect(play(client, bytewise).server.flags).toEqual(play(client, whole).server.flags);
  });

  it("is ready at the latest after 300 ms, and can type", () => {
    const peer = play(client, whole).advance(300).send(client.look);
    expect(peer.events.filter((event) => event.type === "ready")).toHaveLength(1);
    expect(peer.lines).toEqual(["look"]);
  });

  it("can type a password, and another, whatever it says to ECHO", () => {
    const peer = play(client, whole).advance(300);
    const [hides, shows] = client.echo;
    for (let time = 1; time <= 2; time++) {
      const before = plainOutput(peer).length;
      peer.server.hideInput();
      peer.server.sendPrompt("Password: ");
      peer.drain().send(hides, client.look, shows);
      expect(peer.happened.at(-1)).toEqual({ type: "line", text: "look", masked: true });
      // Typing shows again, and nothing that it said was answered.
      expect(plainOutput(peer).slice(before)).toMatch(
        /^fffb01(?:50617373776f72643a20)(?:ffef|fff9)?fffc010d0a$/,
      );
    }
    peer.send(client.look);
    expect(peer.happened.at(-1)).toEqual({ type: "line", text: "look", masked: false });
  });

  it("is asked nothing that it was not recorded to understand, and told no secret", () => {
    const peer = play(client, whole);
    const words = plainOutput(peer);
    // No LINEMODE, no BINARY, no SGA of ours; ECHO only with passwords.
    expect(words).not.toMatch(/fffb03|fffd22|fffb22|fffd00|fffb00|fffb01/);
    expect([...peer.server.environ.keys()]).not.toContain("USER");
  });
});

describe("what some were seen to do", () => {
  const resizes = realClients.flatMap((client) => (client.resize ? [{ client, resize: client.resize }] : []));
  it.each(resizes)("$client.name changes the size of its window", ({ client, resize }) => {
    const [says, columns, rows] = resize;
    const peer = play(client, whole).advance(300).forget().send(says).advance(250);
    expect(peer.happened).toContainEqual({ type: "resize", columns, rows });
    expect(peer.server.flags).toMatchObject({ SCREENWIDTH: columns, SCREENHEIGHT: rows });
  });

  const accents = realClients.flatMap((client) => (client.accent ? [{ client, accent: client.accent }] : []));
  it.each(accents)("$client.name types what is not ASCII, as far as it can", ({ client, accent }) => {
    const [sends, line] = accent;
    expect(play(client, whole).advance(300).send(sends).lines).toEqual([line]);
  });

  const interrupts = realClients.flatMap(({ interrupt, ...client }) =>
    interrupt === undefined ? [] : [{ client, interrupt }],
  );
  it.each(interrupts)("$client.name sends Ctrl-C, and hears what it waits for", ({ client, interrupt }) => {
    const peer = play(client, whole).advance(300).forget().send(hex("7361"), interrupt, client.look);
    const isCommand = interrupt.startsWith("ff");
    expect(peer.output).toBe(isCommand ? "fffb06" : "");
    expect(peer.lines).toEqual([isCommand ? "look" : "salook"]);
  });
});

it("an answer may come in two segments, as from libtelnet's client", () => {
  const peer = TelnetPeer.fresh().send("fffb18", "fffa1800", `${hexOf(ascii("xterm"))}fff0`);
  expect(peer.server.flags.CLIENTNAME).toBe("XTERM");
});

it("TinTin++ compresses both ways", () => {
  const tintin = realClients[0];
  if (tintin === undefined) throw new Error("TinTin++ is the first of the recorded clients");
  const peer = play(tintin, whole).advance(300);
  peer.send("fffa57fff0", "78dacac9cfcfe6e502000000ffff");
  expect(peer.lines).toEqual(["look"]);
  expect(peer.server.flags).toMatchObject({ MCCP: true, MCCP3: true });
});
