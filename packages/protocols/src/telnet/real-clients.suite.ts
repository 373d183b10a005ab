import type { ClientFlagsPatch } from "./client-flags.ts";

/** What a client of the real world sends, as recorded or read in its source (`protocols.md` §16). */
export interface RealClient {
  readonly name: string;
  /** What it sends before the server says anything. */
  readonly greeting?: string;
  /** Its answers to the opening block, in the segments in which they came. */
  readonly answers: readonly string[];
  /** Its answers to each request for a terminal type; the last one repeats. */
  readonly terminalTypes?: readonly string[];
  /** Its answers to SEND VAR and SEND USERVAR of NEW-ENVIRON. */
  readonly environ?: readonly [variables: string, userVariables: string];
  /** Its answer to the CHARSET request. */
  readonly charset?: string;
  /** What it sends for the line `look`. */
  readonly look: string;
  /** Its answers to WILL ECHO and to WONT ECHO. */
  readonly echo: readonly [hides: string, shows: string];
  /** What it says when its window has become 120 columns wide and 40 rows high, and what that comes to. */
  readonly resize?: readonly [says: string, columns: number, rows: number];
  /** What it sends when somebody types `café`, and what that comes to. */
  readonly accent?: readonly [sends: string, line: string];
  /** What it sends when somebody presses Ctrl-C. */
  readonly interrupt?: string;
  /** Flags when all is said. */
  readonly flags: ClientFlagsPatch;
}

const crlf = "6c6f6f6b0d0a";
const usualEcho = ["fffd01", "fffe01"] as const;
const utf8 = ["636166c3a90d0a", "caf\u00e9"] as const;
const resized = ["fffa1f00780028fff0", 120, 40] as const;
const size100x30 = "fffa1f0064001efff0";

export const realClients: readonly RealClient[] = [
  {
    name: "TinTin++ 2.02.20",
    answers: [
      `fffb18fffb1f${size100x30}fffb27fffd2afffd19fffec9fffe45fffe5bfffd56fffd57`,
      // Then it starts to compress; that is tried with the compression.
    ],
    terminalTypes: ["TINTIN++", "tmux-256color", "MTTS 271"],
    environ: [
      // CLIENT_NAME "TinTin++", CLIENT_VERSION "2.02.20 ", MTTS 783
      "00434c49454e545f4e414d450154696e54696e2b2b00434c49454e545f56455253494f4e01322e30322e323020004d54545301373833",
      "",
    ],
    charset: "025554462d38",
    look: crlf,
    // It never confirms the second.
    echo: ["fffd01", ""],
    resize: resized,
    accent: utf8,
    flags: {
      CLIENTVERSION: "2.02.20",
      TERM: "tmux-256color",
      MTTS: 783,
      XTERM256: true,
      TRUECOLOR: true,
      MNES: true,
      SCREENWIDTH: 100,
      SCREENHEIGHT: 30,
      ENCODING: "utf-8",
      ENCODING_SOURCE: "charset",
      EOR: true,
      OOB: null,
      MXP: false,
      AUTORESIZE: true,
      MCCP: true,
    },
  },
  {
    name: "TinyFugue 5.0b8",
    answers: ["fffb1ffffb18fffa1f0063001afff0fffc27fffe2afffd19fffec9fffe45fffe46fffe5bfffd56fffe57"],
    terminalTypes: ["TINYFUGUE", "ANSI-ATTR", "ANSI", "UNKNOWN", "UNKNOWN"],
    look: crlf,
    echo: usualEcho,
    // Less what it needs itself.
    resize: ["fffa1f00770024fff0", 119, 36],
    accent: ["6361661b431b290d0a", "cafC)"],
    flags: {
      CLIENTNAME: "TINYFUGUE",
      TERM: "ANSI-ATTR",
      TTYPE: true,
      XTERM256: true,
      TRUECOLOR: false,
      SCREENWIDTH: 99,
      SCREENHEIGHT: 26,
      ENCODING: "us-ascii",
      EOR: true,
    },
  },
  {
    name: "GNU inetutils telnet 2.4",
    answers: [`fffb18fffb1f${size100x30}fffb27fffe2afffe19fffec9fffe45fffe46fffe5bfffe56fffe57`],
    terminalTypes: ["XTERM-256COLOR", "XTERM-256COLOR"],
    environ: ["", ""],
    look: crlf,
    echo: usualEcho,
    resize: resized,
    accent: utf8,
    interrupt: "fff4fffd06",
    flags: {
      CLIENTNAME: "XTERM-256COLOR",
      TERM: "XTERM-256COLOR",
      XTERM256: true,
      TRUECOLOR: false,
      EOR: false,
      SCREENWIDTH: 100,
      SCREENHEIGHT: 30,
    },
  },
  {
    name: "libtelnet 0.21 telnet-client",
    answers: ["fffb18fffc1ffffc27fffe2afffe19fffec9fffe45fffd46fffe5bfffd56fffe57"],
    terminalTypes: ["xterm", "xterm"],
    look: crlf,
    echo: usualEcho,
    flags: { CLIENTNAME: "XTERM", TERM: "xterm", XTERM256: true, AUTORESIZE: false, MCCP: true },
  },
  {
    name: "PuTTY plink 0.78",
    greeting: "fffb1ffffb20fffb18fffb27fffd01fffb03fffd03",
    answers: ["fffa1f0064001efff0fffe2afffe19fffec9fffe45fffe46fffe5bfffe56fffe57"],
    terminalTypes: ["XTERM", "XTERM"],
    // It tells the name of the local account to anybody.
    environ: ["0055534552016a6f65", "0055534552016a6f65"],
    look: "6c6f6f6b0a",
    echo: usualEcho,
    resize: resized,
    interrupt: "03",
    flags: {
      CLIENTNAME: "XTERM",
      NOGOAHEAD: true,
      XTERM256: true,
      SCREENWIDTH: 100,
      SCREENHEIGHT: 30,
      AUTORESIZE: true,
    },
  },
  {
    name: "KBtin 2.1",
    answers: ["fffb18fffb1ffffa1f0064001dfff0fffc27fffe2afffd19fffec9fffe45fffe46fffe5bfffd56fffe57"],
    terminalTypes: ["KBtin", "hardcopy", "unknown", "KBtin-2.1", "KBtin-2.1"],
    look: crlf,
    echo: usualEcho,
    resize: resized,
    flags: { CLIENTNAME: "KBTIN", TERM: "hardcopy", ANSI: true, XTERM256: true, SCREENHEIGHT: 29, EOR: true },
  },
  {
    name: "KildClient 3.2.0",
    answers: ["fffb18fffb1ffffa1f002b0007fff0fffdc9fffd45fffd56"],
    terminalTypes: ["KildClient", "KildClient"],
    look: crlf,
    echo: usualEcho,
    resize: resized,
    flags: {
      CLIENTNAME: "KILDCLIENT",
      XTERM256: true,
      SCREENWIDTH: 43,
      SCREENHEIGHT: 7,
      OOB: "gmcp",
      MCCP: true,
    },
  },
  {
    name: "Mudlet",
    answers: [
      `fffb18fffb1f${size100x30}fffb27fffd2afffd19fffdc9fffe45fffd46fffd5bfffd56fffe57`,
      // Core.Hello { "client": "Mudlet", "version": "4.19" }
      "fffac9436f72652e48656c6c6f207b2022636c69656e74223a20224d75646c6574222c202276657273696f6e223a2022342e313922207dfff0",
      // Core.Supports.Set [ "Char 1", "Room 1" ]
      "fffac9436f72652e537570706f7274732e536574205b2022436861722031222c2022526f6f6d203122205dfff0",
    ],
    terminalTypes: ["MUDLET", "ANSI-TRUECOLOR", "MTTS 2349"],
    environ: [
      "",
      // CLIENT_NAME Mudlet, MTTS 2349, OSC_HYPERLINKS 1, OSC_HYPERLINKS_SEND 1, SCREEN_READER 0
      "03434c49454e545f4e414d45014d75646c6574034d5454530132333439034f53435f48595045524c494e4b530131034f53435f48595045524c494e4b535f53454e44013103" +
        "53435245454e5f5245414445520130",
    ],
    charset: "025554462d38",
    look: crlf,
    echo: usualEcho,
    resize: resized,
    accent: utf8,
    flags: {
      CLIENTNAME: "Mudlet",
      CLIENTVERSION: "4.19",
      MTTS: 2349,
      TRUECOLOR: true,
      XTERM256: true,
      OSC_COLOR_PALETTE: true,
      SSL: true,
      OSC8: true,
      OSC8_SEND: true,
      SCREENREADER: false,
      OOB: "gmcp",
      MXP: true,
      EOR: true,
    },
  },
  {
    name: "MUSHclient",
    answers: [`fffb18fffb1f${size100x30}fffc27fffe2afffe19fffec9fffe45fffe46fffd5bfffd56fffe57fffd01`],
    terminalTypes: ["MUSHCLIENT", "ANSI", "MTTS 265"],
    look: crlf,
    echo: usualEcho,
    flags: {
      CLIENTNAME: "MUSHCLIENT",
      TERM: "ANSI",
      MTTS: 265,
      XTERM256: true,
      TRUECOLOR: true,
      ENCODING: "us-ascii",
    },
  },
  {
    name: "Blightmud",
    answers: [
      `fffb18fffb1f${size100x30}fffc27fffd2afffd19fffdc9fffe45fffe46fffe5bfffd56fffe57`,
      // Core.Hello {"version":"5.3.1","client":"Blightmud"}, then Core.Supports.Add for each module of its scripts
      "fffac9436f72652e48656c6c6f207b2276657273696f6e223a22352e332e31222c22636c69656e74223a22426c696768746d7564227dfff0",
      "fffac9436f72652e537570706f7274732e416464205b22526f6f6d2031225dfff0",
    ],
    terminalTypes: ["BLIGHTMUD", "XTERM-256COLOR", "MTTS 271"],
    charset: "025554462d38",
    look: crlf,
    echo: usualEcho,
    resize: resized,
    accent: utf8,
    flags: {
      CLIENTNAME: "BLIGHTMUD",
      CLIENTVERSION: "5.3.1",
      TERM: "XTERM-256COLOR",
      MTTS: 271,
      TRUECOLOR: true,
      OOB: "gmcp",
      EOR: true,
      MCCP: true,
      ENCODING: "utf-8",
    },
  },
  {
    name: "curl 7.88",
    answers: [
      "fffc18fffb1ffffa1f00000000fff0fffc27fffe2afffe19fffec9fffe45fffe46fffe5bfffe56fffe57fffb00fffd00fffb03fffd03",
    ],
    look: crlf,
    // Both come late, with its next input.
    echo: usualEcho,
    flags: { CLIENTNAME: "", TTYPE: false, ANSI: true, XTERM256: false, SCREENWIDTH: 78, SCREENHEIGHT: 45 },
  },
];
