import { foldText } from "../../base/fold-text.ts";
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

/** Which messages are meant; what is left out does not matter. */
export interface MessageQuery {
  readonly sender?: Party;
  readonly receiver?: Party;
  readonly text?: string;
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

  /**
   * Messages with a text in their header or body, in any case, in order of time; without what is hidden from the party
   * that is asked about. With a sender or a receiver only theirs are looked at, else all there are.
   *
   * @example
   * game.messages.search({ receiver: bob, text: "dinner" });
   */
  search({ sender, receiver, text = "" }: MessageQuery): StoredMessage[] {
    const wanted = foldText(text);
    const sent = sender === undefined ? null : this.bySender(sender);
    const got = receiver === undefined ? null : this.byReceiver(receiver);
    const among =
      sent === null || got === null
        ? (sent ?? got ?? this.#game.collection<StoredMessage>("message"))
        : sent.filter((message) => got.includes(message));
    return [...among].filter(
      (message) => foldText(message.header).includes(wanted) || foldText(message.text).includes(wanted),
    );
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
