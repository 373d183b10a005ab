import { utf8Text } from "../bytes.ts";
import { applyErasures, cleanLine, stripLinkMarkup } from "./clean-line.ts";
import type { ClientEncoding } from "../encoding/client-encoding.ts";
import type { ClientIdentity } from "./client-identity.ts";
import type { EventQueue } from "./event-queue.ts";
import type { LineSink } from "./line-buffer.ts";
import type { MxpOption } from "./options/mxp-option.ts";
import type { TextOutput } from "./text-output.ts";

/** What lines need of the connection that they come from. */
export interface LineInputOptions {
  readonly events: EventQueue;
  readonly encoding: ClientEncoding;
  readonly identity: ClientIdentity;
  readonly output: TextOutput;
  readonly mxp: MxpOption | null;
  /** Longest line in characters. */
  readonly mostCharacters: number;
  /** May players make links? */
  readonly linksAllowed: boolean;
  /** Would a line `mssp-request` be a crawler's now? */
  readonly mayAskMssp: () => boolean;
  /** The connection is closing: nothing counts any more. */
  readonly isClosed: () => boolean;
}

/** Makes events of lines: decodes and cleans them, and picks out those that are no commands (`protocols.md` §3). */
export class LineInput implements LineSink {
  readonly #options: LineInputOptions;
  #first = true;

  constructor(options: LineInputOptions) {
    this.#options = options;
  }

  line(bytes: Uint8Array, plain: boolean): void {
    const { events, output, mxp, mostCharacters, linksAllowed, isClosed } = this.#options;
    if (isClosed()) return;
    const decoded = plain ? utf8Text(bytes) : this.#decode(bytes);
    if (!plain && mxp?.takeReply(decoded)) return;
    if (this.#isMsspRequest(decoded)) {
      events.add({ type: "mssp-request", via: "text" });
    } else if (isLongerThan(decoded, mostCharacters)) {
      this.overlong();
    } else {
      const cleaned = plain ? decoded : cleanLine(decoded);
      const text = linksAllowed ? cleaned : stripLinkMarkup(cleaned);
      events.add({ type: "line", text, masked: output.lineEntered() });
    }
  }

  overlong(): void {
    if (this.#options.isClosed()) return;
    this.#first = false;
    this.#options.events.add({ type: "toolong", masked: this.#options.output.lineRefused() });
  }

  #decode(bytes: Uint8Array): string {
    const { encoding, identity } = this.#options;
    const { name, source } = encoding;
    const text = applyErasures(encoding.decodeLine(bytes));
    if (name !== encoding.name || source !== encoding.source) identity.encodingChanged();
    return text;
  }

  #isMsspRequest(text: string): boolean {
    const first = this.#first;
    this.#first = false;
    return first && text.toLowerCase() === "mssp-request" && this.#options.mayAskMssp();
  }
}

function isLongerThan(text: string, characters: number): boolean {
  if (text.length <= characters) return false;
  let count = 0;
  for (const _ of text) count += 1;
  return count > characters;
}
