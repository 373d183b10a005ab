import type { OutgoingText } from "../../outgoing-text.ts";
import type { View } from "../../view.ts";
import type { Dialect, Frame, Reading } from "./dialect.ts";
import { linesIn, linesInBytes, terminalFrame } from "./text-frames.ts";

/** `terminal.mudstandards.org`: lines in, text for a terminal out, nothing else. */
export class TerminalDialect implements Dialect {
  readonly flags = { OOB: null };

  read(data: Buffer, isBinary: boolean): Reading {
    return isBinary ? linesInBytes(data) : linesIn(data.toString("utf8"));
  }

  text(text: OutgoingText, view: View): Frame {
    return terminalFrame(text, view);
  }

  command(): null {
    return null;
  }
}
