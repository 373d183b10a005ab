import { utf8Text } from "../bytes.ts";
import { applyErasures, cleanLine, stripLinkMarkup } from "./clean-line.ts";
import { option } from "./telnet-codes.ts";
import type { LineSink } from "./line-buffer.ts";
import type { MxpOption } from "./options/mxp-option.ts";
import type { TelnetClient } from "./telnet-client.ts";

/** Makes events of lines: decodes and cleans them, and picks out those that are no commands (`protocols.md` §3). */
export class LineInput implements LineSink {
  readonly #client: TelnetClient;
  readonly #mxp: MxpOption | null;
  #first = true;

  /** @param mxp null when it is not served */
  constructor(client: TelnetClient, mxp: MxpOption | null) {
    this.#client = client;
    this.#mxp = mxp;
  }

  line(bytes: Uint8Array, plain: boolean): void {
    const { service, events, text: output, isClosed } = this.#client;
    if (isClosed) return;
    const decoded = plain ? utf8Text(bytes) : this.#decode(bytes);
    if (!plain && this.#mxp?.takeReply(decoded)) return;
    if (this.#isMsspRequest(decoded)) {
      events.add({ type: "mssp-request", via: "text" });
    } else if (isLongerThan(decoded, service.mostCharacters)) {
      this.overlong();
    } else {
      const cleaned = plain ? decoded : cleanLine(decoded);
      const text = service.options.mxpFromClients === true ? cleaned : stripLinkMarkup(cleaned);
      events.add({ type: "line", text, masked: output.lineEntered() });
    }
  }

  overlong(): void {
    const { events, text, isClosed } = this.#client;
    if (isClosed) return;
    this.#first = false;
    events.add({ type: "toolong", masked: text.lineRefused() });
  }

  #decode(bytes: Uint8Array): string {
    const { encoding } = this.#client;
    const { name, source } = encoding;
    const text = applyErasures(encoding.decodeLine(bytes));
    if (name !== encoding.name || source !== encoding.source) this.#client.identity.encodingChanged();
    return text;
  }

  #isMsspRequest(text: string): boolean {
    const first = this.#first;
    this.#first = false;
    const { service, isLoggedIn } = this.#client;
    return first && text.toLowerCase() === "mssp-request" && !isLoggedIn && service.serves(option.MSSP);
  }
}

function isLongerThan(text: string, characters: number): boolean {
  if (text.length <= characters) return false;
  let count = 0;
  for (const _ of text) count += 1;
  return count > characters;
}
