import type { ClientFlags, ClientFlagsPatch } from "./client-flags.ts";

type FlagName = keyof ClientFlags;
type MutablePatch = { -readonly [Name in FlagName]?: ClientFlags[Name] };

/** The flags of one client, and what changed since somebody last asked. */
export class FlagStore {
  #current: ClientFlags;
  #changed: MutablePatch | null = null;
  #chosen: Set<FlagName> | null = null;

  constructor(initial: ClientFlags) {
    this.#current = initial;
  }

  /** A snapshot: it never changes afterwards. */
  get current(): ClientFlags {
    return this.#current;
  }

  /** Notes what the client's program says about itself. What the player has chosen stands. */
  learn(patch: ClientFlagsPatch): void {
    const allowed: MutablePatch = { ...patch };
    for (const name of this.#chosen ?? []) delete allowed[name];
    this.#apply(allowed);
  }

  /** Notes what the player has chosen. Switches that were chosen are not learnt any more. */
  choose(patch: ClientFlagsPatch): void {
    for (const [name, value] of Object.entries(patch)) {
      if (typeof value !== "boolean" || !isFlagName(name, this.#current)) continue;
      this.#chosen ??= new Set();
      this.#chosen.add(name);
    }
    this.#apply(patch);
  }

  /** What changed since the last call; null when nothing did. */
  takeChanged(): ClientFlagsPatch | null {
    const changed = this.#changed;
    this.#changed = null;
    return changed;
  }

  #apply(patch: ClientFlagsPatch): void {
    const news = Object.entries(patch).filter(
      ([name, value]) => isFlagName(name, this.#current) && this.#current[name] !== value,
    );
    if (news.length === 0) return;
    const difference: ClientFlagsPatch = Object.fromEntries(news);
    this.#current = { ...this.#current, ...difference };
    this.#changed = { ...this.#changed, ...difference };
  }
}

function isFlagName(name: string, flags: ClientFlags): name is FlagName {
  return Object.hasOwn(flags, name);
}
