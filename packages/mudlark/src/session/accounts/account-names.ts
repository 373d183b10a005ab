import type { Journal } from "../../model/turn/journal.ts";
import { foldUsername, looksOf } from "./username.ts";

interface Named {
  readonly id: number;
  readonly key: string;
}

/** Which account has which name: in any case of letters, and by what a name looks like. Changes are undone with the turn. */
export class AccountNames {
  readonly #journal: Journal;
  readonly #byName = new Map<string, Named>();
  readonly #byLooks = new Map<string, Set<Named>>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get size(): number {
    return this.#byName.size;
  }

  ids(): readonly number[] {
    return Array.from(this.#byName.values(), ({ id }) => id);
  }

  idOf(name: string): number | undefined {
    return this.#byName.get(foldUsername(name))?.id;
  }

  /** A name that somebody has and that could be taken for this one, though it is another; null when there is none. */
  lookAlikeOf(name: string): string | null {
    const folded = foldUsername(name);
    for (const { key } of this.#byLooks.get(looksOf(name)) ?? []) {
      if (foldUsername(key) !== folded) return key;
    }
    return null;
  }

  /** For the load of the world, outside of any turn. */
  load(id: number, key: string): void {
    this.#put({ id, key });
  }

  /** Runs in a turn. */
  add(id: number, key: string): void {
    const named = { id, key };
    this.#put(named);
    this.#journal.record(() => this.#drop(named));
  }

  /** Runs in a turn; nothing happens when another account has that name. */
  remove(id: number, key: string): void {
    const named = this.#byName.get(foldUsername(key));
    if (named?.id !== id) return;
    this.#drop(named);
    this.#journal.record(() => this.#put(named));
  }

  #put(named: Named): void {
    this.#byName.set(foldUsername(named.key), named);
    const looks = looksOf(named.key);
    const others = this.#byLooks.get(looks);
    if (others === undefined) this.#byLooks.set(looks, new Set([named]));
    else others.add(named);
  }

  #drop(named: Named): void {
    this.#byName.delete(foldUsername(named.key));
    const looks = looksOf(named.key);
    const others = this.#byLooks.get(looks);
    others?.delete(named);
    if (others?.size === 0) this.#byLooks.delete(looks);
  }
}
