import type { Command } from "../../../link/messages.ts";
import type { OutgoingCommand } from "../../outgoing-command.ts";
import type { OutgoingText } from "../../outgoing-text.ts";
import type { View } from "../../view.ts";
import type { Dialect, Frame, Reading } from "./dialect.ts";
import { parseNativeFrame } from "./native-frame.ts";

/** `v1.evennia.com`: `[name, args, kwargs]` both ways, text as HTML. */
export class NativeDialect implements Dialect {
  readonly flags = { OOB: "json", ISTYPING: true };

  read(data: Buffer, isBinary: boolean): Reading {
    const said = isBinary ? null : parseNativeFrame(data.toString("utf8"));
    if (said === null) return "nonsense";
    return [said.type === "command" ? { type: "command", command: withoutNumber(said.command) } : said];
  }

  text(text: OutgoingText, view: View): Frame {
    return { data: text.frame(view, "html"), isBinary: false };
  }

  command(command: OutgoingCommand): Frame {
    return { data: command.frame, isBinary: false };
  }
}

/** The reference's browser client numbers all that it sends, and nobody looks at the number. */
function withoutNumber({ name, args, kwargs }: Command): Command {
  const { cmdid: _, ...rest } = kwargs;
  return { name, args, kwargs: rest };
}
