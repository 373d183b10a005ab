import { encodeWith } from "../encoding/encode-telnet-text.ts";
import { command, option } from "./telnet-codes.ts";
import type { ClientEncoding } from "../encoding/client-encoding.ts";
import type { FlagStore } from "./flag-store.ts";
import type { Outbox } from "./outbox.ts";

const newline = Uint8Array.of(0x0d, 0x0a);
const endOfRecord = Uint8Array.of(command.IAC, command.EOR);
const goAhead = Uint8Array.of(command.IAC, command.GA);
const willEcho = Uint8Array.of(command.IAC, command.WILL, option.ECHO);
const wontEcho = Uint8Array.of(command.IAC, command.WONT, option.ECHO);

/** What the player sees: text, prompts, and whether typing shows (`protocols.md` §5.5, §5.6). */
export class TextOutput {
  readonly #outbox: Outbox;
  readonly #encoding: ClientEncoding;
  readonly #flags: FlagStore;
  /** The last thing sent is a prompt, and nothing was entered since. */
  #promptPending = false;
  #hidden = false;

  constructor(outbox: Outbox, encoding: ClientEncoding, flags: FlagStore) {
    this.#outbox = outbox;
    this.#encoding = encoding;
    this.#flags = flags;
  }

  get inputHidden(): boolean {
    return this.#hidden;
  }

  text(text: string): void {
    if (text !== "") this.encoded(encodeWith(text, this.#encoding.codec));
  }

  encoded(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#endPrompt();
    this.#outbox.write(bytes);
  }

  prompt(text: string): void {
    this.#endPrompt();
    this.#outbox.write(encodeWith(text, this.#encoding.codec));
    const { EOR, NOGOAHEAD } = this.#flags.current;
    if (EOR) this.#outbox.write(endOfRecord);
    else if (!NOGOAHEAD) this.#outbox.write(goAhead);
    this.#promptPending = true;
  }

  /** The client is asked to echo nothing. Whatever it answers, or if it does not, changes nothing. */
  hideInput(): void {
    if (this.#hidden) return;
    this.#hidden = true;
    this.#outbox.write(willEcho);
  }

  showInput(): void {
    if (!this.#hidden) return;
    this.#hidden = false;
    this.#outbox.write(wontEcho);
  }

  /** A line has come. Returns whether it was a secret; if it was, typing shows again. */
  lineEntered(): boolean {
    this.#promptPending = false;
    if (!this.#hidden) return false;
    this.showInput();
    this.#outbox.write(newline);
    return true;
  }

  /** A line has come that was too long to be anything. If a secret was asked for, it is still asked for. */
  lineRefused(): boolean {
    this.#promptPending = this.#hidden;
    return this.#hidden;
  }

  #endPrompt(): void {
    if (!this.#promptPending) return;
    this.#promptPending = false;
    this.#outbox.write(newline);
  }
}
