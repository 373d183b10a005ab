import { escapeIac, joinBytes, utf8Bytes } from "../bytes.ts";
import { latin1Text } from "../encoding/built-in-codecs.ts";
import { TelnetDecoder } from "../telnet/decoder.ts";
import { command, option, type NegotiationVerb } from "../telnet/telnet-codes.ts";
import { encodeMsdp } from "../oob/msdp-codec.ts";
import type { Part } from "./part.ts";

const terminalTypes = ["TELNET-PROBE", "XTERM-256COLOR", "MTTS 13", "MTTS 13"];
const size = { columns: 80, rows: 24 };
/** What it does when it is asked to. */
const performed: ReadonlySet<number> = new Set([
  option.TTYPE,
  option.NAWS,
  option.NEW_ENVIRON,
  option.CHARSET,
  option.TIMING_MARK,
]);
/** What it takes when it is offered. Compression is left out: what follows could not be read. */
const accepted: ReadonlySet<number> = new Set([
  option.ECHO,
  option.SGA,
  option.EOR,
  option.CHARSET,
  option.MSDP,
  option.MSSP,
  option.MXP,
  option.GMCP,
]);
const mostPayloadBytes = 65_536;
/** More answers than any server needs. */
const mostAnswers = 200;

/** Plays a client that is willing to do most things, so that a server shows what it has. */
export class ClientPart implements Part {
  readonly side = "client";
  readonly nextDeadline = null;
  readonly #version: string;
  readonly #decoder: TelnetDecoder;
  readonly #said = new Set<string>();
  #output: Uint8Array[] = [];
  #answers = 0;
  #typesSent = 0;

  /** @param version of this program, for servers that want to know */
  constructor(version: string) {
    this.#version = version;
    this.#decoder = new TelnetDecoder(
      {
        data: () => {},
        command: () => {},
        negotiate: (verb, code) => this.#negotiate(verb, code),
        subnegotiation: (code, payload) => this.#answer(code, payload),
        badSubnegotiation: () => {},
      },
      () => mostPayloadBytes,
    );
  }

  start(): void {}

  tick(): void {}

  receive(bytes: Uint8Array): void {
    this.#decoder.push(bytes);
  }

  takeOutput(): Uint8Array | null {
    const output = this.#output.splice(0);
    return output.length === 0 ? null : joinBytes(output);
  }

  askMore(): boolean {
    return false;
  }

  end(): void {}

  #negotiate(verb: NegotiationVerb, code: number): void {
    if (verb === command.DO) {
      const will = performed.has(code);
      if (this.#say(will ? command.WILL : command.WONT, code) && will) this.#begin(code);
    } else if (verb === command.WILL) {
      const does = accepted.has(code);
      if (this.#say(does ? command.DO : command.DONT, code) && does) this.#ask(code);
    }
  }

  /** Says so once; false when it was said before. */
  #say(verb: NegotiationVerb, code: number): boolean {
    const words = `${verb} ${code}`;
    if (this.#said.has(words)) return false;
    this.#said.add(words);
    this.#send(Uint8Array.of(command.IAC, verb, code));
    return true;
  }

  #begin(code: number): void {
    if (code === option.NAWS) this.#subnegotiate(code, Uint8Array.of(0, size.columns, 0, size.rows));
  }

  #ask(code: number): void {
    if (code === option.GMCP) {
      this.#subnegotiate(
        code,
        utf8Bytes(`Core.Hello {"client":"telnet-probe","version":"${this.#version}"}`),
      );
      this.#subnegotiate(code, utf8Bytes('Core.Supports.Set ["Char 1","Char.Login 2","Room 1","Comm 1"]'));
    } else if (code === option.MSDP) {
      for (const list of ["COMMANDS", "REPORTABLE_VARIABLES", "CONFIGURABLE_VARIABLES"]) {
        this.#subnegotiate(code, encodeMsdp([["LIST", list]]));
      }
    }
  }

  #answer(code: number, payload: Uint8Array): void {
    const asksToSend = payload[0] === 1;
    if (code === option.TTYPE && asksToSend) {
      const name = terminalTypes[Math.min(this.#typesSent++, terminalTypes.length - 1)] ?? "";
      this.#subnegotiate(code, joinBytes([Uint8Array.of(0), utf8Bytes(name)]));
    } else if (code === option.NEW_ENVIRON && asksToSend) {
      // IS, VAR "CLIENT_NAME", VALUE.
      const name = joinBytes([Uint8Array.of(0, 0), utf8Bytes("CLIENT_NAME")]);
      this.#subnegotiate(code, joinBytes([name, Uint8Array.of(1), utf8Bytes("TELNET-PROBE")]));
    } else if (code === option.CHARSET && asksToSend) {
      const knowsUtf8 = /utf-?8/i.test(latin1Text(payload));
      const answer = knowsUtf8 ? [Uint8Array.of(2), utf8Bytes("UTF-8")] : [Uint8Array.of(3)];
      this.#subnegotiate(code, joinBytes(answer));
    }
  }

  #subnegotiate(code: number, payload: Uint8Array): void {
    const opening = Uint8Array.of(command.IAC, command.SB, code);
    this.#send(joinBytes([opening, escapeIac(payload), Uint8Array.of(command.IAC, command.SE)]));
  }

  #send(bytes: Uint8Array): void {
    if (this.#answers++ < mostAnswers) this.#output.push(bytes);
  }
}
