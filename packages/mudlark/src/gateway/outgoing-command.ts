import type { JsonObject, JsonValue } from "../base/json.ts";
import type { Command } from "../link/messages.ts";

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
