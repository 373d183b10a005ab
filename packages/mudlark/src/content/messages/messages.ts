import type { Game } from "../../model/game.ts";
import type { TagTuple } from "../../model/tags/tag-handler.ts";
import { partyKey, type Party } from "./party.ts";
import { messageKind, roleCategory, StoredMessage } from "./stored-message.ts";

declare module "../../model/game.ts" {
  interface Game {
    /** Messages that are kept. */
    readonly messages: Messages;
  }
}

export interface NewMessage {
  readonly text: string;
  readonly senders?: readonly Party[];
  readonly receivers?: readonly Party[];
  readonly header?: string;
  readonly locks?: string;
  readonly tags?: readonly TagTuple[];
}

/**
 * Messages that are kept until somebody deletes them (`world.md` §17).
 *
 * @example
 * game.messages.create({ senders: [ann], receivers: [bob], header: "Dinner", text: "At eight?" });
 * game.messages.byReceiver(bob); // the newest last
 */
class Messages {
  readonly #game: Game;

  constructor(game: Game) {
    this.#game = game;
  }

  /** Null when there is nothing in it. @throws MudlarkError TURN_CLOSED */
  create({ text, senders = [], receivers = [], header = "", locks, tags }: NewMessage): StoredMessage | null {
    if (text === "") return null;
    return this.#game.whole(() => {
      const message = this.#game.create(StoredMessage, {
        ...(locks !== undefined && { locks }),
        ...(tags !== undefined && { tags }),
      });
      message.text = text;
      if (header !== "") message.header = header;
      if (senders.length > 0) message.addSenders(...senders);
      if (receivers.length > 0) message.addReceivers(...receivers);
      return message;
    });
  }

  get(id: number): StoredMessage | null {
    return this.#game.collection<StoredMessage>("message").get(id);
  }

  /** What they sent, in order of time, without what is hidden from them. */
  bySender(party: Party): StoredMessage[] {
    return this.#by("sender", party);
  }

  /** What they got, in order of time, without what is hidden from them. */
  byReceiver(party: Party): StoredMessage[] {
    return this.#by("receiver", party);
  }

  #by(role: "sender" | "receiver", party: Party): StoredMessage[] {
    return this.#game
      .searchTag<StoredMessage>("message", { keys: [partyKey(party)], categories: [roleCategory(role)] })
      .filter((message) => !message.isHiddenFrom(party));
  }
}

/** Gives messages to a world. */
export function addMessages(game: Game): void {
  game.registerKind(messageKind);
  game.registerClass(StoredMessage);
  Object.defineProperty(game, "messages", { value: new Messages(game) });
}
