import type { GatewaySettings } from "../link/messages.ts";
import { escapeMarkup } from "../text/markup/plain-text.ts";
import { captionOf, type OutgoingCommand } from "./outgoing-command.ts";
import { OutgoingText } from "./outgoing-text.ts";
import type { View } from "./view.ts";
import type { Wire } from "./wire.ts";

/** What the output of one client depends on; asked each time. */
export interface OutputClient {
  readonly wire: Pick<Wire, "sendText" | "sendCommand" | "hideInput" | "showInput" | "unsentBytes">;
  readonly view: View;
  readonly settings: Pick<GatewaySettings, "outputBacklogBytes">;
  /** Is its player asked something? */
  readonly isAsked: boolean;
}

/** Brings text and messages to one client, as far as it can take them. */
export class ClientOutput {
  readonly #client: OutputClient;
  /** Of somebody who hears the game. */
  #lastPrompt: string | null = null;
  /** By name; they wait until the client has read what it was sent. */
  #latest: Map<string, OutgoingCommand> | null = null;

  constructor(client: OutputClient) {
    this.#client = client;
  }

  text(text: OutgoingText): void {
    const { wire, view } = this.#client;
    const { echo } = text.options;
    if (echo === false) wire.hideInput();
    else if (echo === true) wire.showInput();
    if (!this.#isRepeated(text, view)) wire.sendText(text, view);
  }

  /**
   * While the client reads too slowly, only the latest of each kind waits for it, where the others do not matter
   * (`protocols.md` §11.1).
   */
  command(command: OutgoingCommand): void {
    if (command.manner !== "latest") return this.#deliver(command);
    const { wire, settings } = this.#client;
    if (wire.unsentBytes > settings.outputBacklogBytes / 2) {
      this.#latest ??= new Map();
      return void this.#latest.set(command.name, command);
    }
    this.#latest?.delete(command.name);
    return this.#deliver(command);
  }

  /** The client has read all that it was sent. */
  drained(): void {
    const latest = this.#latest;
    this.#latest = null;
    for (const command of latest?.values() ?? []) this.command(command);
  }

  /** Nobody wants to hear the same prompt after each line; but what is asked is always said (`protocols.md` §10.3). */
  #isRepeated(text: OutgoingText, view: View): boolean {
    if (text.kind !== "prompt" || !view.abilities.screenReader || this.#client.isAsked) return false;
    const prompt = text.terminal(view);
    const isSame = prompt === this.#lastPrompt;
    this.#lastPrompt = prompt;
    return isSame;
  }

  /** The caption of what the client cannot play is shown as text. */
  #deliver(command: OutgoingCommand): void {
    const { wire, view } = this.#client;
    const isSent = wire.sendCommand(command);
    const caption = captionOf(command);
    if (caption === null) return;
    const { OOB, SCREENREADER } = view.flags;
    const isPlayed = isSent && OOB === "gmcp";
    if (!isPlayed || SCREENREADER === true)
      this.text(new OutgoingText("text", escapeMarkup(caption), { type: "caption" }));
  }
}
