import type { ClientFlags } from "../link/session-state.ts";
import { escapeMarkup } from "../text/markup/plain-text.ts";
import { captionOf, type OutgoingCommand } from "./outgoing-command.ts";
import { OutgoingText } from "./outgoing-text.ts";
import type { Wire } from "./wire.ts";

/** What the messages of one client need of its connection. */
export interface CommandClient {
  readonly wire: () => Pick<Wire, "sendCommand" | "unsentBytes">;
  readonly flags: () => ClientFlags;
  /** So much may wait for the client to read before it is given up. */
  readonly backlogBytes: () => number;
  readonly show: (text: OutgoingText) => void;
}

/**
 * Brings messages that are not text to a client. While it reads too slowly, only the latest of each kind waits for it,
 * where the others do not matter (`protocols.md` §11.1); and the caption of what it cannot play is shown as text.
 */
export class CommandDelivery {
  readonly #client: CommandClient;
  /** By name; they wait until the client has read what it was sent. */
  readonly #latest = new Map<string, OutgoingCommand>();

  constructor(client: CommandClient) {
    this.#client = client;
  }

  send(command: OutgoingCommand): void {
    if (command.manner !== "latest") return this.#deliver(command);
    const { wire, backlogBytes } = this.#client;
    if (wire().unsentBytes > backlogBytes() / 2) return void this.#latest.set(command.name, command);
    this.#latest.delete(command.name);
    return this.#deliver(command);
  }

  /** The client has read all that it was sent. */
  drained(): void {
    if (this.#latest.size === 0) return;
    const latest = [...this.#latest.values()];
    this.#latest.clear();
    for (const command of latest) this.send(command);
  }

  #deliver(command: OutgoingCommand): void {
    const { wire, flags, show } = this.#client;
    const isSent = wire().sendCommand(command);
    const caption = captionOf(command);
    if (caption === null) return;
    const { OOB, SCREENREADER } = flags();
    const isPlayed = isSent && OOB === "gmcp";
    if (!isPlayed || SCREENREADER === true) {
      show(new OutgoingText("text", escapeMarkup(caption), { type: "caption" }));
    }
  }
}
