import { MudlarkError } from "../../base/errors.ts";
import { CommandSet } from "./command-set.ts";
import type { CommandSetRegistry } from "./command-set-registry.ts";
import type { CommandDefinition } from "../declaration/definition.ts";
import { foldName } from "../../base/fold-text.ts";
import { words } from "../words.ts";

/** What is stored of a stack: ids of registered sets. */
export interface StoredStack {
  readonly default: string | null;
  /** From the bottom to the top, without the default. */
  readonly sets: readonly string[];
}

/** What a stack needs of its host: an object, an account, a session. */
export interface StackHost {
  readonly registry: CommandSetRegistry;
  /** Records how to undo a change of the stack; throws outside of a turn. */
  undoWith(undo: () => void): void;
  /** The set at the bottom when none is stored: the one of the host's class or kind. */
  defaultSet(): CommandSet | null;
  /** What was stored, or null. */
  read(): StoredStack | null;
  /** Stores the stack with the host, within the turn. */
  write(stored: StoredStack): void;
}

export interface AddOptions {
  /** Keep it with the host? Default false: gone at a reload. */
  readonly persistent?: boolean;
  /** Make it the set at the bottom? Default false. */
  readonly default?: boolean;
}

interface Slot {
  readonly set: CommandSet;
  readonly persistent: boolean;
  /** What is stored, even when the code no longer knows it. */
  readonly id: string | null;
}

/**
 * The command sets of one host, the default at the bottom (`commands.md` §4.2). A set with the key of one that is
 * there takes its place.
 */
export class CommandStack {
  readonly #host: StackHost;
  #default: Slot | null = null;
  #slots: readonly Slot[] = [];
  #sets: readonly CommandSet[] | null = null;
  #isLoaded = false;
  #problems: readonly string[] = [];

  constructor(host: StackHost) {
    this.#host = host;
  }

  /** From the bottom to the top. The same list as long as nothing changes. */
  all(): readonly CommandSet[] {
    if (this.#sets !== null) return this.#sets;
    this.#load();
    const bottom = this.#default?.set ?? this.#host.defaultSet();
    const upper = this.#slots.map(({ set }) => set);
    this.#sets = Object.freeze(bottom === null ? upper : [bottom, ...upper]);
    return this.#sets;
  }

  /** The set of that key, or the one on top. */
  get(key?: string): CommandSet | undefined {
    const sets = this.all();
    return key === undefined ? sets.at(-1) : sets.find((set) => set.key === key);
  }

  has(
    set: CommandSet | string,
    { mustBeDefault = false }: { readonly mustBeDefault?: boolean } = {},
  ): boolean {
    this.#load();
    const sets = this.all();
    const bottom = this.#default?.set ?? this.#host.defaultSet();
    const candidates = mustBeDefault ? sets.filter((each) => each === bottom) : sets;
    return candidates.some((each) => isMeant(each, set));
  }

  /** The command of that name in any set, from the top down; merging plays no part. */
  command(name: string): CommandDefinition | undefined {
    const folded = foldName(name);
    return this.all()
      .toReversed()
      .map((set) => set.get(folded))
      .find((found) => found !== undefined);
  }

  /**
   * Puts a set on top.
   *
   * @throws MudlarkError `COMMAND_INVALID` when a set that is not registered shall be kept
   */
  add(set: CommandSet, options: AddOptions = {}): void {
    this.#load();
    const isDefault = options.default ?? false;
    const persistent = options.persistent ?? isDefault;
    const slot: Slot = { set, persistent, id: persistent ? this.#idOf(set) : null };
    // A hook may say at every line which sets it wants: what is there already costs nothing.
    if (!isDefault && this.#slots.some((each) => each.set === set && each.id === slot.id)) return;
    if (isDefault) this.#change(slot, this.#slots);
    else if (this.#slots.some((each) => each.set.key === set.key)) {
      this.#change(
        this.#default,
        this.#slots.map((each) => (each.set.key === set.key ? slot : each)),
      );
    } else this.#change(this.#default, [...this.#slots, slot]);
  }

  /** Puts a set at the bottom, and keeps it. */
  addDefault(set: CommandSet): void {
    this.add(set, { default: true, persistent: true });
  }

  /** Takes away every set of that key, that very set, or the one on top; never the default. Were there any? */
  remove(set?: CommandSet | string): boolean {
    this.#load();
    const kept =
      set === undefined ? this.#slots.slice(0, -1) : this.#slots.filter((slot) => !isMeant(slot.set, set));
    if (kept.length === this.#slots.length) return false;
    this.#change(this.#default, kept);
    return true;
  }

  /** Goes back to the set that the host's class brings along, if any. */
  removeDefault(): void {
    this.#load();
    this.#change(null, this.#slots);
  }

  /** Takes away all but the default. */
  clear(): void {
    this.#load();
    this.#change(this.#default, []);
  }

  /** Reads anew what is stored and what the code has registered; sets that live in memory stay. */
  reset(): void {
    const former = this.#slots;
    this.#isLoaded = false;
    this.#sets = null;
    this.#load();
    this.#slots = interleave(former, this.#slots);
  }

  /** What went wrong with stored sets, once: the owner should be told. */
  takeProblems(): readonly string[] {
    this.#load();
    if (this.#problems.length === 0) return this.#problems;
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  #load(): void {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    const stored = this.#host.read();
    this.#default =
      stored?.default === undefined || stored.default === null ? null : this.#recall(stored.default);
    this.#slots = (stored?.sets ?? []).map((id) => this.#recall(id));
  }

  #recall(id: string): Slot {
    const set = this.#host.registry.get(id);
    if (set !== undefined) return { set, persistent: true, id };
    this.#problems = [...this.#problems, words.lostCommandSet(id)];
    return { set: new CommandSet({ key: id, priority: emptyPriority }), persistent: true, id };
  }

  #idOf(set: CommandSet): string {
    const id = this.#host.registry.idOf(set);
    if (id !== undefined) return id;
    throw new MudlarkError(
      "COMMAND_INVALID",
      `the command set "${set.key}" can only be kept with an entity after it was registered with the game's commands`,
    );
  }

  #change(bottom: Slot | null, slots: readonly Slot[]): void {
    const before = { bottom: this.#default, slots: this.#slots, sets: this.#sets };
    this.#host.undoWith(() => {
      this.#default = before.bottom;
      this.#slots = before.slots;
      this.#sets = before.sets;
    });
    const was = storedForm(before.bottom, before.slots);
    const now = storedForm(bottom, slots);
    this.#default = bottom;
    this.#slots = slots;
    this.#sets = null;
    if (JSON.stringify(was) !== JSON.stringify(now)) this.#host.write(now);
  }
}

/** What was stored, in its order; each set that lives in memory stays above the one that it lay on. */
function interleave(former: readonly Slot[], stored: readonly Slot[]): readonly Slot[] {
  const slots = [...stored];
  for (const [at, slot] of former.entries()) {
    if (slot.persistent) continue;
    const below = former[at - 1];
    const place = slots.findIndex(({ set, id }) => set === below?.set || (id !== null && id === below?.id));
    if (below !== undefined && place === -1) slots.push(slot);
    else slots.splice(place + 1, 0, slot);
  }
  return slots;
}

/** Below everything that has commands. */
const emptyPriority = -101;

function isMeant(set: CommandSet, wanted: CommandSet | string): boolean {
  return typeof wanted === "string" ? set.key === wanted : set === wanted;
}

function storedForm(bottom: Slot | null, slots: readonly Slot[]): StoredStack {
  return { default: bottom?.id ?? null, sets: slots.flatMap(({ id }) => (id === null ? [] : [id])) };
}
