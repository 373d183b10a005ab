import type { Entity } from "../../model/entity/entity.ts";
import type { Game } from "../../model/game.ts";
import type { StoredMessage } from "../messages/stored-message.ts";

/** How much is kept of what was said on a channel. */
export interface HistoryLimits {
  /** The newest lines. */
  readonly lines: number;
  /** Null for any age. */
  readonly days: number | null;
}

const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** What was said on channels: kept as messages to the channel, so it outlives every crash and can be searched. */
export class ChannelHistory {
  readonly #game: Game;
  readonly #limits: HistoryLimits;
  /** The ids of the lines of each channel, in order, once somebody wanted to know. */
  readonly #lines = new WeakMap<Entity, number[]>();

  constructor(game: Game, limits: HistoryLimits) {
    this.#game = game;
    this.#limits = limits;
  }

  add(channel: Entity, text: string, senders: readonly Entity[]): void {
    const ids = this.#idsOf(channel);
    const message = this.#game.messages.create({ text, senders, receivers: [channel] });
    if (message === null) return;
    ids.push(message.id);
    this.#game.turns.journal.record(() => ids.splice(ids.indexOf(message.id), 1));
    this.#forgetOld(ids);
  }

  /** @param before how many of the newest to leave out */
  read(channel: Entity, count: number, before = 0): readonly StoredMessage[] {
    const ids = this.#idsOf(channel);
    const end = Math.max(0, ids.length - before);
    return ids
      .slice(Math.max(0, end - count), end)
      .map((id) => this.#game.messages.get(id))
      .filter((message) => message !== null);
  }

  /** Forgets everything, because the channel goes. */
  clear(channel: Entity): void {
    for (const message of this.#game.messages.byReceiver(channel)) message.delete();
    this.#lines.delete(channel);
  }

  #idsOf(channel: Entity): number[] {
    let ids = this.#lines.get(channel);
    if (ids === undefined) {
      ids = this.#game.messages.byReceiver(channel).map(({ id }) => id);
      this.#lines.set(channel, ids);
    }
    return ids;
  }

  #forgetOld(ids: number[]): void {
    const { lines, days } = this.#limits;
    const oldest = days === null ? 0 : this.#game.clock.now() - days * millisecondsPerDay;
    for (let [first] = ids; first !== undefined; [first] = ids) {
      const message = this.#game.messages.get(first);
      if (ids.length <= lines && message !== null && message.createdAt >= oldest) return;
      const id = first;
      ids.shift();
      this.#game.turns.journal.record(() => ids.unshift(id));
      message?.delete();
    }
  }
}
