import { latin1Text } from "../../encoding/built-in-codecs.ts";
import { parseMtts } from "../mtts.ts";
import { option } from "../telnet-codes.ts";
import { usualPayload } from "./telnet-option.ts";
import type { Side } from "../negotiation.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

const is = 0;
const sendRequest = Uint8Array.of(1);
const longestAnswer = 128;
const mostAnswers = 6;
const answerTimeoutMs = 3000;

/** Terminal type (RFC 1091), asked again and again as MTTS has it: program, terminal, abilities (`protocols.md` §5.1). */
export class TerminalType implements TelnetOption {
  readonly code = option.TTYPE;
  readonly maxPayload = usualPayload;
  readonly #context: OptionContext;
  #outstanding = false;
  #answers = 0;
  #names = 0;
  #first = "";
  #last: string | null = null;
  #settled = false;

  constructor(context: OptionContext) {
    this.#context = context;
  }

  /** Has the client said all that it will say, or refused? */
  get settled(): boolean {
    return this.#settled;
  }

  accepts(side: Side): boolean {
    return side === "remote";
  }

  enabled(): void {
    this.#answers = 0;
    this.#names = 0;
    this.#last = null;
    this.#ask();
  }

  disabled(_side: Side, refused: boolean): void {
    this.#outstanding = false;
    this.#context.wake("ttype", null);
    if (refused) this.#settled = true;
    else this.#end();
  }

  /** The client was asked and has not answered for long. Should it answer yet, we listen. */
  timedOut(): void {
    this.#end();
  }

  subnegotiation(payload: Uint8Array): void {
    if (payload[0] !== is || !this.#outstanding) return;
    this.#outstanding = false;
    this.#context.wake("ttype", null);
    const answer = printable(payload.subarray(1));
    this.#answers += 1;
    const value = parseMtts(answer);
    if (value !== null) this.#context.identity.mtts(value);
    else this.#name(answer);
    const repeated = answer === this.#last;
    this.#last = answer;
    if (value !== null || repeated || this.#answers >= mostAnswers) this.#end();
    else this.#ask();
  }

  #name(answer: string): void {
    this.#names += 1;
    if (this.#names === 1) {
      this.#first = answer;
      this.#context.identity.named(answer.toUpperCase());
    } else if (this.#names === 2) {
      if (answer !== this.#first) this.#context.identity.terminal(answer);
      if (answer.toUpperCase() === "DUMB") this.#context.identity.dumbTerminal();
    }
  }

  #ask(): void {
    this.#outstanding = this.#context.answer(this.code, sendRequest);
    this.#context.wake("ttype", this.#context.now() + answerTimeoutMs);
  }

  #end(): void {
    this.#settled = true;
    const { flags, identity } = this.#context;
    if (this.#answers > 0 && flags.current.TERM === "") identity.terminal(this.#first);
    flags.learn({ TTYPE: true });
  }
}

function printable(bytes: Uint8Array): string {
  return latin1Text(bytes.filter((byte) => byte >= 0x20 && byte < 0x7f))
    .trim()
    .slice(0, longestAnswer)
    .trimEnd();
}
