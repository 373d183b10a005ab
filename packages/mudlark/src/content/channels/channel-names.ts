import type { RecordIndex } from "../../model/entity/record-index.ts";
import type { Journal } from "../../model/turn/journal.ts";

/** Counts the changes of what channels are called, by everybody or by one: so nobody has to compare the names. */
export class ChannelNames implements RecordIndex {
  readonly #journal: () => Journal;
  #version = 0;

  constructor(journal: () => Journal) {
    this.#journal = journal;
  }

  get version(): number {
    return this.#version;
  }

  added(): void {
    this.#version++;
  }

  removed(): void {
    this.#version++;
  }

  fieldChanged(): void {
    this.#version++;
  }

  /** Somebody calls a channel something else; an undo is one more change. */
  changed(): void {
    this.#version++;
    this.#journal().record(() => this.#version++);
  }
}
