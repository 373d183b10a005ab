import { partyKey, type Party } from "./party.ts";

/** What a temporary message is made of. */
export interface NewTemporaryMessage {
  readonly text: string;
  readonly senders?: readonly Party[];
  readonly receivers?: readonly Party[];
  readonly header?: string;
  /** When it is sent, in milliseconds since 1970. Default 0. */
  readonly createdAt?: number;
}

/**
 * A message that nobody keeps, of the same shape as a stored one: for code that takes either (`world.md` §17, TempMsg). It
 * is gone with whoever holds it, and knows nothing of turns.
 *
 * @example
 * const note = new TemporaryMessage({ text: "At eight?", senders: [ann], receivers: [bob] });
 */
export class TemporaryMessage {
  text: string;
  header: string;
  readonly createdAt: number;
  readonly #senders = new Parties();
  readonly #receivers = new Parties();
  readonly #hiddenFrom = new Parties();

  constructor({ text, senders = [], receivers = [], header = "", createdAt = 0 }: NewTemporaryMessage) {
    this.text = text;
    this.header = header;
    this.createdAt = createdAt;
    this.#senders.add(senders);
    this.#receivers.add(receivers);
  }

  /** Those that still exist. */
  get senders(): readonly Party[] {
    return this.#senders.all();
  }

  get receivers(): readonly Party[] {
    return this.#receivers.all();
  }

  get hiddenFrom(): readonly Party[] {
    return this.#hiddenFrom.all();
  }

  addSenders(...parties: readonly Party[]): void {
    this.#senders.add(parties);
  }

  removeSenders(...parties: readonly Party[]): void {
    this.#senders.remove(parties);
  }

  addReceivers(...parties: readonly Party[]): void {
    this.#receivers.add(parties);
  }

  removeReceivers(...parties: readonly Party[]): void {
    this.#receivers.remove(parties);
  }

  hideFrom(...parties: readonly Party[]): void {
    this.#hiddenFrom.add(parties);
  }

  showTo(...parties: readonly Party[]): void {
    this.#hiddenFrom.remove(parties);
  }

  isHiddenFrom(party: Party): boolean {
    return this.#hiddenFrom.has(party);
  }
}

/** Each once, in the order in which they came. */
class Parties {
  readonly #byKey = new Map<string, Party>();

  all(): readonly Party[] {
    return [...this.#byKey.values()].filter((party) => typeof party === "string" || !party.isDeleted);
  }

  has(party: Party): boolean {
    return this.#byKey.has(partyKey(party));
  }

  add(parties: readonly Party[]): void {
    for (const party of parties)
      this.#byKey.set(partyKey(party), typeof party === "string" ? party.trim() : party);
  }

  remove(parties: readonly Party[]): void {
    for (const party of parties) this.#byKey.delete(partyKey(party));
  }
}
