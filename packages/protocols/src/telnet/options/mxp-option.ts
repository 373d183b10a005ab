import { utf8Bytes } from "../../bytes.ts";
import { mxpLineMode, mxpModeBytes } from "../../mxp/mxp-line-mode.ts";
import { parseMxpReply } from "../../mxp/parse-mxp-reply.ts";
import { option } from "../telnet-codes.ts";
import type { Side } from "../negotiation.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

const versionRequest = "<VERSION>";

/** MXP (`protocols.md` §9): starts it locked, so that `<` in text is text, and reads what the client replies. */
export class MxpOption implements TelnetOption {
  readonly code = option.MXP;
  readonly maxPayload = 1024;
  readonly #context: OptionContext;
  #sides = 0;
  #askedVersion = false;

  constructor(context: OptionContext) {
    this.#context = context;
  }

  accepts(): boolean {
    return true;
  }

  enabled(): void {
    this.#sides += 1;
    if (this.#sides > 1 || !this.#context.answer(this.code, new Uint8Array(0))) return;
    this.#context.write(mxpModeBytes(mxpLineMode.LOCK_LOCKED));
    this.#context.flags.learn({ MXP: true });
  }

  disabled(_side: Side, refused: boolean): void {
    if (!refused) this.#sides -= 1;
    if (this.#sides === 0) this.#context.flags.learn({ MXP: false });
  }

  subnegotiation(): void {
    // Clients have nothing to say here.
  }

  /** The terminal type will not tell the client's name: MXP may. */
  askVersion(): void {
    if (this.#askedVersion || this.#sides === 0) return;
    this.#askedVersion = true;
    this.#context.write(mxpModeBytes(mxpLineMode.SECURE_TAG));
    this.#context.write(utf8Bytes(versionRequest));
  }

  /** Takes a decoded line, if MXP is on and the line is a reply. True: it is no command. */
  takeReply(line: string): boolean {
    if (!this.#context.flags.current.MXP) return false;
    const reply = parseMxpReply(line);
    if (reply === null) return false;
    if (reply.tag === "VERSION") {
      const { CLIENT = "", VERSION = "", MXP = "" } = reply.attributes;
      if (MXP !== "") this.#context.flags.learn({ MXPVERSION: MXP });
      this.#context.identity.named(CLIENT, VERSION);
    }
    this.#context.emit({ type: "mxp-reply", ...reply });
    return true;
  }
}
