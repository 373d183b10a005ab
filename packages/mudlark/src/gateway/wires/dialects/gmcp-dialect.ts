import type { OutgoingCommand } from "../../outgoing-command.ts";
import type { OutgoingText } from "../../outgoing-text.ts";
import type { View } from "../../view.ts";
import type { Dialect, DialectOptions, Frame, Reading } from "./dialect.ts";
import { GmcpListener } from "./gmcp-listener.ts";
import { linesInBytes, terminalFrame, textFrame } from "./text-frames.ts";

/** `gmcp.mudstandards.org`: text in binary frames, GMCP in text frames. */
export class GmcpDialect implements Dialect {
  readonly flags = { OOB: "gmcp" };
  readonly #gmcp: GmcpListener;

  constructor({ send, ...options }: DialectOptions) {
    this.#gmcp = new GmcpListener(options, (payload) => send(textFrame(payload)));
  }

  read(data: Buffer, isBinary: boolean): Reading {
    return isBinary ? linesInBytes(data) : this.#gmcp.read(data.toString("utf8"));
  }

  text(text: OutgoingText, view: View): Frame {
    return terminalFrame(text, view);
  }

  command(command: OutgoingCommand): Frame | null {
    const payload = this.#gmcp.payloadOf(command);
    return payload === null ? null : textFrame(payload);
  }
}
