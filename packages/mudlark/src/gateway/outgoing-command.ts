import { packageNameOf } from "@mudlark/protocols";
import type { JsonObject, JsonValue } from "../base/json.ts";
import type { Command, Manner } from "../link/messages.ts";
import { stripMarkup } from "../text/markup/plain-text.ts";

/** The last word to a client that speaks GMCP: why the server closes the connection. */
export function goodbye(markup: string): OutgoingCommand {
  return new OutgoingCommand({ name: "Core.Goodbye", args: [stripMarkup(markup)], kwargs: {} });
}

const longestCaption = 500;

/** The words of a sound or a picture that is to be played (`protocols.md` §8.1, `Client.Media`); null without any. */
export function captionOf({ name, kwargs: { caption } }: OutgoingCommand): string | null {
  if (typeof caption !== "string" || caption.trim() === "") return null;
  return packageNameOf(name).toLowerCase() === "client.media.play" ? caption.slice(0, longestCaption) : null;
}

/** An out-of-band message on its way to any number of clients; its frame is made once. */
export class OutgoingCommand {
  readonly name: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  readonly manner: Manner | undefined;
  #frame: Buffer | null = null;

  constructor({ name, args, kwargs, manner }: Command) {
    this.name = name;
    this.args = args;
    this.kwargs = kwargs;
    this.manner = manner;
  }

  /** For a client of a native WebSocket protocol: the whole frame. */
  get frame(): Buffer {
    this.#frame ??= Buffer.from(JSON.stringify([this.name, this.args, this.kwargs]));
    return this.#frame;
  }
}
