import type { JsonObject, JsonValue } from "../base/json.ts";
import type { Command } from "../link/messages.ts";
import { stripMarkup } from "../text/markup/plain-text.ts";

/** The last word to a client that speaks GMCP: why the server closes the connection. */
export function goodbye(markup: string): OutgoingCommand {
  return new OutgoingCommand({ name: "Core.Goodbye", args: [stripMarkup(markup)], kwargs: {} });
}

/** An out-of-band message on its way to any number of clients; its frame is made once. */
export class OutgoingCommand {
  readonly name: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  #frame: Buffer | null = null;

  constructor({ name, args, kwargs }: Command) {
    this.name = name;
    this.args = args;
    this.kwargs = kwargs;
  }

  /** For a client of a native WebSocket protocol: the whole frame. */
  get frame(): Buffer {
    this.#frame ??= Buffer.from(JSON.stringify([this.name, this.args, this.kwargs]));
    return this.#frame;
  }
}
