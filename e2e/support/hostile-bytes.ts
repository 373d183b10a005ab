import { expect } from "vitest";

/** What a client sends, and what comes of it. */
export interface HostileBytes {
  /** In words, for the test's report. */
  readonly row: string;
  readonly bytes: Buffer;
  /** Lines that are no commands and were run as if they were; the next line is not one of them. */
  readonly hears?: readonly string[];
}

/** Bytes written as hexadecimal digits. */
export const hex = (digits: string): Buffer => Buffer.from(digits, "hex");
const gmcp = "fffdc9";

/** Sequences that have broken some server (`protocols.md` §18), each as it is given there. */
export const hostileBytes: readonly HostileBytes[] = [
  { row: "a subnegotiation that is cut off by a command", bytes: hex("fffa18004142fffdc9") },
  { row: "a subnegotiation without an option", bytes: hex("fffafff0780d0a"), hears: ["x"] },
  { row: "an empty subnegotiation", bytes: hex("fffb18fffa18fff0780d0a"), hears: ["x"] },
  {
    row: "what a scanner sends",
    bytes: hex("fffc22fffa22fff0fffffc03fffc18fffc1ffffc27fffe56fffc5bfffe46fffe5dfffec96c6f6f6b0d0a"),
    hears: ["\u00ff\u00fclook"],
  },
  {
    row: "a payload of 70 000 bytes",
    bytes: Buffer.concat([hex(`${gmcp}fffac9`), Buffer.alloc(70_000, "A"), hex("fff0")]),
  },
  { row: "1000 offers of the same", bytes: hex("fffb01".repeat(1000)) },
  { row: "1000 changes of mind", bytes: hex("fffb18fffc18".repeat(1000)) },
  {
    row: "every command that is none",
    bytes: Buffer.from(Array.from({ length: 0xf0 }, (_, code) => [0xff, code]).flat()),
  },
  {
    row: "JSON that is 10 000 levels deep",
    bytes: hex(`${gmcp}fffac9466f6f2e42617220${"5b".repeat(10_000)}${"5d".repeat(10_000)}fff0`),
  },
  {
    row: "letters that turn the line around",
    bytes: Buffer.from(`\u202e\u200f\u200da${"\u0301".repeat(40)}\ufeff\r\n`),
    hears: [expect.stringMatching(/a/)],
  },
];

/** One for each state that a connection can be left in. */
export const unfinishedBytes: readonly Buffer[] = [
  "",
  "ff",
  "fffb",
  "fffa",
  "fffa18",
  "fffa18004142ff",
  "6c6f6f",
  "0d",
  "c3",
  "fffd57fffa57fff0789c",
].map(hex);
