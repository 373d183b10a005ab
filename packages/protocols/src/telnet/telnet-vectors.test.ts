import { describe, expect, it } from "vitest";
import { hex, TelnetPeer } from "./telnet-peer.suite.ts";
import type { ClientFlagsPatch } from "./client-flags.ts";
import type { TelnetEvent } from "./telnet-event.ts";
import type { TelnetServerOptions } from "./telnet-server-options.ts";

/** One row of `protocols.md` §17. */
interface Vector {
  readonly title: string;
  readonly given?: keyof typeof givens;
  readonly options?: Partial<TelnetServerOptions>;
  /** Segments, as hexadecimal digits. */
  readonly input: readonly string[];
  /** Bytes that the input causes. */
  readonly output?: string;
  readonly lines?: readonly string[];
  /** Events besides flags; by default the lines. */
  readonly events?: readonly TelnetEvent[];
  /** Flags that differ from those of the given state. */
  readonly flags?: ClientFlagsPatch;
}

/** What the client sent before, on a fresh connection. */
const givens = {
  fresh: "",
  u8: "fffd2a fffa2a025554462d38fff0",
  l1: "fffd2a fffa2a0249534f2d383835392d31fff0",
  gmcp: "fffdc9",
  msdp: "fffd45",
  mxp: "fffd5b",
  naws: "fffb1f",
  newEnviron: "fffb27",
};

const line = (text: string): TelnetEvent => ({ type: "line", text, masked: false });
const resize = (columns: number, rows: number): TelnetEvent => ({ type: "resize", columns, rows });
const charsetRequest = "fffa2a013b5554462d383b49534f2d383835392d313b55532d4153434949fff0";
const askType = "fffa1801fff0";
const askEnviron = "fffa270100fff0 fffa270103fff0";

function gmcp(
  name: string,
  wireName: string,
  args: Extract<TelnetEvent, { type: "message" }>["args"],
  kwargs: Extract<TelnetEvent, { type: "message" }>["kwargs"],
): TelnetEvent {
  return { type: "message", name, args, kwargs, via: "gmcp", wireName };
}

const lineVectors: readonly Vector[] = [
  { title: "[protocols T02] CR LF ends a line", input: ["6c6f6f6b0d0a"], lines: ["look"] },
  { title: "[protocols T03] CR NUL ends a line", input: ["6c6f6f6b0d00"], lines: ["look"] },
  {
    title: "[protocols T04] LF in the next segment belongs to its CR",
    input: ["6c6f6f6b0d", "0a7361790d0a"],
    lines: ["look", "say"],
  },
  { title: "[protocols T05] a bare CR ends a line", input: ["610d620d0a"], lines: ["a", "b"] },
  { title: "[protocols T06] an empty line is a line", input: ["0d0a"], lines: [""] },
  { title: "[protocols T07] NUL inside a line is dropped", input: ["6c6f00006f6b0d0a"], lines: ["look"] },
  { title: "[protocols T08] a lone NUL is nothing", input: ["00"] },
  { title: "[protocols T09] DEL takes back a character", input: ["64657f660d00"], lines: ["df"] },
  {
    title: "[protocols T10] DEL takes back a whole UTF-8 sequence",
    input: ["c3a97f780d0a"],
    lines: ["x"],
    flags: { ENCODING_SOURCE: "seen" },
  },
  {
    title: "[protocols T11] a UTF-8 sequence may be cut in two",
    input: ["c3", "a90d0a"],
    lines: ["é"],
    flags: { ENCODING_SOURCE: "seen" },
  },
  {
    title: "[protocols T12] what is not UTF-8 is taken as ISO-8859-1",
    input: ["636166e90d0a"],
    lines: ["café"],
    flags: { ENCODING: "iso-8859-1", ENCODING_SOURCE: "guess", "UTF-8": false },
  },
  {
    title: "[protocols T13] agreed UTF-8 shows bad bytes as such",
    given: "u8",
    input: ["636166e90d0a"],
    lines: ["caf\uFFFD"],
  },
  {
    title: "[protocols T14] a doubled IAC is a character of ISO-8859-1",
    given: "l1",
    input: ["6869ff", "ff210d0a"],
    lines: ["hiÿ!"],
  },
  {
    title: "[protocols T15] a doubled IAC is no UTF-8",
    given: "u8",
    input: ["61ffff620d0a"],
    lines: ["a\uFFFDb"],
  },
  {
    title: "[protocols T16] the ESC that tf5 sends for other letters is dropped",
    input: ["6c6f6f6b206361661b431b290d0a"],
    lines: ["look cafC)"],
  },
  { title: "[protocols T17] an arrow key is dropped whole", input: ["1b5b416c6f6f6b0d0a"], lines: ["look"] },
  {
    title: "[protocols T18] NOP inside a line changes nothing",
    input: ["6c6ffff16f6b0d0a"],
    lines: ["look"],
  },
  { title: "[protocols T19] AYT is answered", input: ["fff6"], output: "0d0a5b5965735d0d0a" },
  {
    title: "[protocols T20] IP clears the line, and TIMING-MARK is answered",
    input: ["6162fff4fffd0663640d0a"],
    output: "fffb06",
    lines: ["cd"],
  },
  { title: "[protocols T21] EC takes back a character", input: ["6162fff7630d0a"], lines: ["ac"] },
  { title: "[protocols T22] EL takes back the line", input: ["6162fff8630d0a"], lines: ["c"] },
  { title: "[protocols T23] a stray SE is swallowed", input: ["fff05461fff00d0a"], lines: ["Ta"] },
  { title: "[protocols T24] an unknown command is swallowed", input: ["ff2a780d0a"], lines: ["x"] },
];

const descriptionVectors: readonly Vector[] = [
  { title: "[protocols T25] WILL TTYPE is asked for its name", input: ["fffb18"], output: askType },
  {
    title: "[protocols T26] the cycle of TinTin++ gives name, terminal and abilities",
    input: [
      "fffb18",
      "fffa180054494e54494e2b2bfff0",
      "fffa1800746d75782d323536636f6c6f72fff0",
      "fffa18004d54545320323731fff0",
    ],
    output: askType.repeat(3),
    flags: {
      CLIENTNAME: "TINTIN++",
      TERM: "tmux-256color",
      MTTS: 271,
      VT100: true,
      XTERM256: true,
      TRUECOLOR: true,
      TTYPE: true,
    },
  },
  {
    title: "[protocols T27] one name said twice ends the cycle and is the terminal too",
    input: ["fffb18", "fffa1800544d55582d323536434f4c4f52fff0", "fffa1800544d55582d323536434f4c4f52fff0"],
    output: askType.repeat(2),
    flags: { CLIENTNAME: "TMUX-256COLOR", TERM: "TMUX-256COLOR", XTERM256: true, TTYPE: true },
  },
  {
    title: "[protocols T28] abilities may come first",
    input: ["fffb18", "fffa18004d54545320323731fff0"],
    output: askType,
    flags: { MTTS: 271, VT100: true, XTERM256: true, TRUECOLOR: true, TTYPE: true },
  },
  {
    title: "[protocols T29] KildClient's NUL after an answer is nothing",
    input: ["fffb18", "fffa18004b696c64436c69656e74fff000"],
    output: askType.repeat(2),
    flags: { CLIENTNAME: "KILDCLIENT", XTERM256: true },
  },
  { title: "[protocols T30] a repeated WILL is not answered", input: ["fffb18fffb18"], output: askType },
  {
    title: "[protocols T31] a window size makes a resize",
    input: ["fffb1ffffa1f0064001efff0"],
    events: [resize(100, 30)],
    flags: { AUTORESIZE: true, SCREENWIDTH: 100, SCREENHEIGHT: 30 },
  },
  {
    title: "[protocols T32] a size of 255 columns is doubled on the wire",
    given: "naws",
    input: ["fffa1f00ffff0018fff0"],
    events: [resize(255, 24)],
    flags: { SCREENWIDTH: 255, SCREENHEIGHT: 24 },
  },
  { title: "[protocols T33] a size of zero is unknown", given: "naws", input: ["fffa1f00000000fff0"] },
  { title: "[protocols T34] a size of three bytes is ignored", given: "naws", input: ["fffa1f005000fff0"] },
  { title: "[protocols T35] a size without agreement is ignored", input: ["fffa1f0064001efff0"] },
  {
    title: "[protocols T36] a refusal is sent once",
    input: ["fffbfa", "fffbfa", "fffbfa"],
    output: "fffefa",
  },
  {
    title: "[protocols T37] plink opens with seven requests",
    input: ["fffb1ffffb20fffb18fffb27fffd01fffb03fffd03"],
    output: `fffe20 ${askType} ${askEnviron} fffc01 fffd03 fffc03`,
    flags: { AUTORESIZE: true, NOGOAHEAD: true },
  },
  {
    title: "[protocols T40] what we do not speak is refused",
    input: ["fffd12", "fffb25", "fffb2e", "fffd00", "fffb00"],
    output: "fffc12fffe25fffe2efffc00fffe00",
  },
  {
    title: "[protocols T42] CHARSET is asked for and UTF-8 accepted",
    input: ["fffd2a", "fffa2a025554462d38fff0"],
    output: charsetRequest,
    flags: { ENCODING_SOURCE: "charset" },
  },
  {
    title: "[protocols T43] CHARSET may be rejected",
    input: ["fffd2a", "fffa2a03fff0"],
    output: charsetRequest,
  },
  {
    title: "[protocols T44] a client's CHARSET request is answered with UTF-8",
    input: ["fffb2a", "fffa2a012049534f2d383835392d31205554462d38fff0"],
    output: "fffd2a fffa2a025554462d38fff0",
    flags: { ENCODING_SOURCE: "charset" },
  },
  {
    title: "[protocols T45] the environment names the client and its links",
    input: ["fffb27", "fffa270003434c49454e545f4e414d45014d55444c4554034f53435f48595045524c494e4b530131fff0"],
    output: askEnviron,
    flags: { CLIENTNAME: "MUDLET", XTERM256: true, TRUECOLOR: true, OSC8: true },
  },
  {
    title: "[protocols T46] control characters in the environment are removed",
    given: "newEnviron",
    input: ["fffa270000580161020262fff0"],
    events: [{ type: "environ", patch: { X: "ab" } }],
  },
  {
    title: "[protocols T47] MXP starts locked",
    input: ["fffd5b"],
    output: "fffa5bfff01b5b377a",
    flags: { MXP: true },
  },
  {
    title: "[protocols T48] a reply of MXP is no command",
    given: "mxp",
    input: ["1b5b317a3c56455253494f4e20434c49454e543d4d555348636c69656e743e0d0a"],
    events: [{ type: "mxp-reply", tag: "VERSION", attributes: { CLIENT: "MUSHclient" }, flags: [] }],
    flags: { CLIENTNAME: "MUSHclient", XTERM256: true },
  },
  {
    title: "[protocols T49] without MXP the same is a line",
    input: ["1b5b317a3c56455253494f4e3e0d0a"],
    lines: ["<VERSION>"],
  },
  {
    title: "[protocols T53] players make no links",
    input: ["736179207c6c636769766520616c6c7c6c746672656520676f6c647c6c650d0a"],
    lines: ["say free gold"],
  },
];

const messageVectors: readonly Vector[] = [
  {
    title: "[protocols T57] Core.Ping comes back",
    given: "gmcp",
    input: ["fffac9436f72652e50696e67fff0"],
    output: "fffac9436f72652e50696e67fff0",
  },
  { title: "[protocols T58] GMCP without agreement is ignored", input: ["fffac9436f72652e50696e67fff0"] },
  {
    title: "[protocols T59] Core.Hello names the client",
    given: "gmcp",
    input: [
      "fffac9436f72652e48656c6c6f207b22636c69656e74223a224d75646c6574222c2276657273696f6e223a22342e3139227dfff0",
    ],
    events: [gmcp("hello", "Core.Hello", [], { client: "Mudlet", version: "4.19" })],
    flags: { CLIENTNAME: "Mudlet", CLIENTVERSION: "4.19", XTERM256: true, TRUECOLOR: true },
  },
  {
    title: "[protocols T60] what is no JSON is an argument as it stands",
    given: "gmcp",
    input: ["fffac9466f6f2e426172207b6f6f7073fff0"],
    events: [gmcp("foo_bar", "Foo.Bar", ["{oops"], {})],
  },
  {
    title: "[protocols T61] dangerous keys are removed",
    given: "gmcp",
    input: ["fffac9466f6f2e426172207b225f5f70726f746f5f5f223a7b2278223a317d2c2261223a327dfff0"],
    events: [gmcp("foo_bar", "Foo.Bar", [], { a: 2 })],
  },
  {
    title: "[protocols T63] MSDP lists its commands",
    given: "msdp",
    input: ["fffa45014c49535402434f4d4d414e4453fff0"],
    output:
      "fffa4501434f4d4d414e44530205024c495354025245504f52540252455345540253454e4402554e5245504f525406fff0",
  },
  {
    title: "[protocols T64] several values are a list",
    given: "msdp",
    input: ["fffa4501504154480205026e026506fff0"],
    events: [{ type: "message", name: "path", args: ["n", "e"], kwargs: {}, via: "msdp", wireName: "PATH" }],
  },
  {
    title: "[protocols T65] a table in a table",
    given: "msdp",
    input: ["fffa4501524f4f4d020301564e554d02370145584954530203016e02380404fff0"],
    events: [
      {
        type: "message",
        name: "room",
        args: [],
        kwargs: { VNUM: "7", EXITS: { n: "8" } },
        via: "msdp",
        wireName: "ROOM",
      },
    ],
  },
  {
    title: "[protocols T66] a table that is not closed is dropped",
    given: "msdp",
    input: ["fffa450141020301420231fff0"],
  },
];

describe("vectors of the telnet server", () => {
  it.each(lineVectors)("$title", tryVector);
  it.each(descriptionVectors)("$title", tryVector);
  it.each(messageVectors)("$title", tryVector);
});

/** As it stands, then cut in two at every offset, then byte by byte: always the same. */
function tryVector(vector: Vector): void {
  const whole = hex(vector.input.join(""));
  const byEveryByte = Array.from(whole, (byte) => Uint8Array.of(byte));
  const cuts = Array.from(whole, (_, at) => [whole.subarray(0, at), whole.subarray(at)]);
  const asGiven = vector.input.map(hex);
  const reference = run(vector, asGiven).events;
  for (const segments of [asGiven, [whole], ...cuts, byEveryByte]) {
    const peer = run(vector, segments);
    expect(peer.output).toBe((vector.output ?? "").replaceAll(" ", ""));
    expect(peer.happened).toEqual(vector.events ?? (vector.lines ?? []).map(line));
    expect(peer.events).toEqual(reference);
    expect(peer.server.flags).toEqual({ ...givenPeer(vector).server.flags, ...vector.flags });
  }
}

function givenPeer(vector: Vector): TelnetPeer {
  const peer = TelnetPeer.fresh(vector.options);
  return peer.send(givens[vector.given ?? "fresh"]).forget();
}

function run(vector: Vector, segments: readonly Uint8Array[]): TelnetPeer {
  return givenPeer(vector).send(...segments);
}
