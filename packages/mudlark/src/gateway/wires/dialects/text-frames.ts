import { cleanLine, isUtf8, stripLinkMarkup } from "@mudlark/protocols";
import type { OutgoingText } from "../../outgoing-text.ts";
import type { View } from "../../view.ts";
import type { Frame, Reading, Said } from "./dialect.ts";

/** The lines of a frame of text. A frame is whole, so what lacks a line end is a line as well (`protocols.md` §13). */
export function linesIn(text: string): readonly Said[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => ({ type: "line", text: stripLinkMarkup(cleanLine(line)) }));
}

/** The lines of a frame of bytes, which must be UTF-8. */
export function linesInBytes(data: Buffer): Reading {
  return isUtf8(data) ? linesIn(data.toString("utf8")) : "badText";
}

/** Text for a terminal: lines end, prompts do not. */
export function terminalFrame(text: OutgoingText, view: View): Frame {
  const data = text.kind === "prompt" ? Buffer.from(terminalPrompt(text, view)) : text.telnetBytes(view);
  return { data, isBinary: true };
}

/** A prompt as a terminal shows it. */
export function terminalPrompt(text: OutgoingText, view: View): string {
  return text.terminal(view).replaceAll("\n", "\r\n");
}

/** A frame of text. */
export function textFrame(text: string): Frame {
  return { data: Buffer.from(text), isBinary: false };
}
