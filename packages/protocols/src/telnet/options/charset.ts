import { latin1Text } from "../../encoding/built-in-codecs.ts";
import { option } from "../telnet-codes.ts";
import { usualPayload } from "./telnet-option.ts";
import type { Side } from "../negotiation.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

const request = 1;
const accepted = 2;
const rejected = 3;
const tableIs = 4;
const tableRejected = 5;
const ourChoice = ";UTF-8;ISO-8859-1;US-ASCII";
const tablePrefix = "[TTABLE]";

/** Agreement on a character encoding (RFC 2066; `protocols.md` §5.4). Either side may ask. */
export class Charset implements TelnetOption {
  readonly code = option.CHARSET;
  readonly maxPayload = usualPayload;
  readonly #context: OptionContext;
  #asking = false;

  constructor(context: OptionContext) {
    this.#context = context;
  }

  accepts(): boolean {
    return true;
  }

  enabled(side: Side): void {
    if (side === "local") this.#asking = this.#context.answer(this.code, message(request, ourChoice));
  }

  disabled(side: Side, refused: boolean): void {
    if (side !== "local") return;
    this.#asking = false;
    if (refused) this.#context.identity.charsetRefused();
  }

  subnegotiation(payload: Uint8Array): void {
    const text = latin1Text(payload.subarray(1));
    switch (payload[0] ?? 0) {
      case request:
        this.#answer(text);
        return;
      case accepted:
        this.#asking = false;
        this.#agree(text);
        return;
      case rejected:
        this.#asking = false;
        return;
      case tableIs:
        this.#asking = false;
        this.#context.answer(this.code, Uint8Array.of(tableRejected));
        return;
      default:
    }
  }

  #answer(text: string): void {
    // The server's side has to refuse when both ask at once (RFC 2066).
    const name = this.#asking ? undefined : this.#choose(text);
    if (name === undefined) {
      this.#context.answer(this.code, Uint8Array.of(rejected));
    } else if (this.#context.answer(this.code, message(accepted, name))) {
      this.#agree(name);
    }
  }

  /** UTF-8 if the client lists it, else the first that we know, in the client's own spelling. */
  #choose(text: string): string | undefined {
    // After the prefix stands one byte of version.
    const list = text.startsWith(tablePrefix) ? text.slice(tablePrefix.length + 1) : text;
    const separator = list.charAt(0);
    if (separator === "") return undefined;
    const names = list.slice(1).split(separator);
    const { encoding } = this.#context;
    const utf8 = names.find((name) => encoding.find(name)?.name === "utf-8");
    return utf8 ?? names.find((name) => encoding.find(name) !== null);
  }

  #agree(name: string): void {
    this.#context.encoding.use(name, "charset");
    this.#context.identity.encodingChanged();
  }
}

function message(kind: number, text: string): Uint8Array {
  const bytes = new Uint8Array(text.length + 1);
  bytes[0] = kind;
  for (let at = 0; at < text.length; at += 1) bytes[at + 1] = text.charCodeAt(at);
  return bytes;
}
