import { parseGmcpText, parseSafeJson } from "@mudlark/protocols";
import type { OutgoingCommand } from "../../outgoing-command.ts";
import type { OutgoingText } from "../../outgoing-text.ts";
import type { View } from "../../view.ts";
import type { Dialect, DialectOptions, Frame, Reading } from "./dialect.ts";
import { GmcpListener } from "./gmcp-listener.ts";
import { isMessageName } from "./native-frame.ts";
import { linesIn, linesInBytes, terminalFrame, terminalPrompt, textFrame } from "./text-frames.ts";

/** `json.mudstandards.org`: text in binary frames, everything else as `{"proto", "id", "data"}`. */
export class JsonDialect implements Dialect {
  readonly flags = { OOB: "gmcp" };
  readonly #gmcp: GmcpListener;

  constructor({ send, ...options }: DialectOptions) {
    this.#gmcp = new GmcpListener(options, (payload) => send(gmcpFrame(payload)));
  }

  read(data: Buffer, isBinary: boolean): Reading {
    return isBinary ? linesInBytes(data) : this.#readEnvelope(data.toString("utf8"));
  }

  text(text: OutgoingText, view: View): Frame {
    if (text.kind === "text") return terminalFrame(text, view);
    return envelope("prompt", "", terminalPrompt(text, view));
  }

  command(command: OutgoingCommand): Frame | null {
    const payload = this.#gmcp.payloadOf(command);
    return payload === null ? null : gmcpFrame(payload);
  }

  #readEnvelope(frame: string): Reading {
    const json = parseSafeJson(frame);
    if (json.kind !== "value" || typeof json.value !== "object" || json.value === null) return "nonsense";
    const { proto, id = "", data = "" } = json.value as Readonly<Record<string, unknown>>;
    if (typeof proto !== "string" || typeof id !== "string" || typeof data !== "string") return "nonsense";
    switch (proto.toLowerCase()) {
      case "gmcp":
        return this.#gmcp.read(data === "" ? id : `${id} ${data}`);
      case "text":
        return linesIn(data);
      case "websocket_close":
        return [{ type: "quit" }];
      default:
        return readOther(id === "" ? proto : id, data);
    }
  }
}

/** A protocol that we do not know is a message of that name, if it can be one. */
function readOther(name: string, data: string): Reading {
  const message = isMessageName(name.toLowerCase()) ? parseGmcpText(`${name} ${data}`) : null;
  if (message === null) return "nonsense";
  const { args, kwargs } = message;
  return [{ type: "command", command: { name: name.toLowerCase(), args, kwargs } }];
}

function gmcpFrame(payload: string): Frame {
  const space = payload.indexOf(" ");
  return space === -1
    ? envelope("gmcp", payload, "")
    : envelope("gmcp", payload.slice(0, space), payload.slice(space + 1));
}

function envelope(proto: string, id: string, data: string): Frame {
  return textFrame(JSON.stringify({ proto, id, data }));
}
