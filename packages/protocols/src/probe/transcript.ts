import { latin1Text } from "../encoding/built-in-codecs.ts";
import { isUtf8 } from "../encoding/utf8.ts";
import { utf8Text } from "../bytes.ts";
import { cleanLine } from "../telnet/clean-line.ts";
import { TelnetDecoder } from "../telnet/decoder.ts";
import { command, option, type NegotiationVerb } from "../telnet/telnet-codes.ts";
import { optionName } from "./option-names.ts";
import { payloadMeaning, shown } from "./payload-meaning.ts";

/** An end of a connection. */
export type Side = "client" | "server";

export type Verb = "WILL" | "WONT" | "DO" | "DONT";

/** Something that one side has said. */
export type TranscriptEntry = { readonly from: Side } & (
  | { readonly type: "negotiation"; readonly verb: Verb; readonly option: string; readonly code: number }
  | {
      readonly type: "subnegotiation";
      readonly option: string;
      readonly code: number;
      /** In hexadecimal digits; null for an environment, which may hold the name of a person. */
      readonly payload: string | null;
      /** In words; null when the bytes say all that is known. */
      readonly meaning: string | null;
    }
  | { readonly type: "command"; readonly command: string }
  /** Lines of text, without colours. */
  | { readonly type: "text"; readonly text: string }
);

const verbs: Readonly<Record<NegotiationVerb, Verb>> = {
  [command.WILL]: "WILL",
  [command.WONT]: "WONT",
  [command.DO]: "DO",
  [command.DONT]: "DONT",
};
const commandNames = new Map(Object.entries(command).map(([name, code]) => [code as number, name]));

const mostEntries = 1000;
const mostTextBytes = 16_384;
const mostPayloadBytes = 65_536;

/** Writes down what the two ends of a telnet connection say to each other, whatever that is, up to a bound. */
export class Transcript {
  readonly #sides: Readonly<Record<Side, TelnetDecoder>>;
  readonly #entries: TranscriptEntry[] = [];
  readonly #text: Record<Side, number[]> = { client: [], server: [] };
  readonly #compressed = new Set<Side>();
  #isCutShort = false;

  constructor() {
    this.#sides = { client: this.#decoder("client"), server: this.#decoder("server") };
  }

  /** What was said, in order. */
  get entries(): readonly TranscriptEntry[] {
    for (const side of ["server", "client"] as const) this.#endText(side);
    return this.#entries;
  }

  /** More was said than is kept. */
  get isCutShort(): boolean {
    return this.#isCutShort;
  }

  /** One side has sent bytes. */
  hear(from: Side, bytes: Uint8Array): void {
    if (!this.#compressed.has(from)) this.#sides[from].push(bytes);
  }

  /** Options that one side has named with one of those verbs, each once, in order. */
  options(from: Side, ...wanted: readonly Verb[]): readonly string[] {
    const found = this.#entries.flatMap((entry) =>
      entry.from === from && entry.type === "negotiation" && wanted.includes(entry.verb)
        ? [entry.option]
        : [],
    );
    return [...new Set(found)];
  }

  #decoder(from: Side): TelnetDecoder {
    return new TelnetDecoder(
      {
        data: (bytes) => this.#hearText(from, bytes),
        command: (code) => this.#add({ from, type: "command", command: commandNames.get(code) ?? `${code}` }),
        negotiate: (verb, code) =>
          this.#add({ from, type: "negotiation", verb: verbs[verb], option: optionName(code), code }),
        subnegotiation: (code, payload) => this.#hearPayload(from, code, payload),
        badSubnegotiation: () => this.#add({ from, type: "command", command: "a broken subnegotiation" }),
      },
      () => mostPayloadBytes,
    );
  }

  #hearText(from: Side, bytes: Uint8Array): void {
    const text = this.#text[from];
    if (text.length + bytes.length > mostTextBytes) this.#isCutShort = true;
    text.push(...bytes.subarray(0, Math.max(0, mostTextBytes - text.length)));
  }

  #hearPayload(from: Side, code: number, payload: Uint8Array): void {
    const meaning = payloadMeaning(code, payload);
    const bytes = code === option.NEW_ENVIRON ? null : hexOf(payload);
    this.#add({ from, type: "subnegotiation", option: optionName(code), code, payload: bytes, meaning });
    if (code !== (from === "server" ? option.MCCP2 : option.MCCP3)) return;
    this.#compressed.add(from);
    this.#sides[from].pause();
  }

  #add(entry: TranscriptEntry): void {
    this.#endText(entry.from);
    if (this.#entries.length < mostEntries) this.#entries.push(entry);
    else this.#isCutShort = true;
  }

  #endText(from: Side): void {
    const bytes = Uint8Array.from(this.#text[from].splice(0));
    const whole = isUtf8(bytes) ? utf8Text(bytes) : latin1Text(bytes);
    const lines = whole.split(/\r\n?|\n/).map((line) => shown(cleanLine(line)));
    const text = lines.join("\n").replace(/^\n+|\n+$/g, "");
    if (text !== "" && this.#entries.length < mostEntries) this.#entries.push({ from, type: "text", text });
  }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
