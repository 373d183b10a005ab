import type { CommandName } from "../declaration/command-name.ts";
import type { CommandSet, SetEntry } from "./command-set.ts";
import type { MergeType } from "./set-facts.ts";
import type { CommandDefinition } from "../declaration/definition.ts";
import { isObjectHosted, type Layer } from "./layer.ts";

/** A command within reach, with the names that no higher layer took from it. */
export interface MergedEntry {
  readonly command: CommandDefinition;
  readonly names: readonly CommandName[];
  /** Which of the layers that were merged it comes from. */
  readonly layer: number;
  /** Further layers that brought the same command, when their sets collapse. */
  readonly others: readonly number[];
}

export interface MergedCommands {
  /** Lowest layer first. */
  readonly entries: readonly MergedEntry[];
  /** What an author should know: names that got lost on the way. */
  readonly warnings: readonly string[];
}

/**
 * Folds layers into one list of commands, once, lowest first (`commands.md` §4.5).
 *
 * @param layers in gathering order (§4.3), things of one source by their id
 */
export function mergeLayers(layers: readonly Layer[]): MergedCommands {
  const fold = new Fold(layers);
  const order = layers.map((layer, index) => ({ layer, index }));
  order.sort((a, b) => a.layer.set.priority - b.layer.set.priority);
  for (const { layer, index } of order) fold.lay(layer, index);
  return fold.result();
}

interface Work {
  readonly command: CommandDefinition;
  readonly layer: number;
  names: readonly CommandName[];
  others: readonly number[];
  gone: boolean;
}

class Fold {
  readonly #layers: readonly Layer[];
  readonly #warnings: string[] = [];
  readonly #byName = new Map<string, Work[]>();
  #entries: Work[] = [];

  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  lay(layer: Layer, index: number): void {
    const added = this.#toAdd(layer.set);
    this.#drop(layer);
    for (const entry of added) this.#add(entry, layer, index);
  }

  result(): MergedCommands {
    const entries = this.#entries
      .filter(({ gone }) => !gone)
      .map(({ command, names, layer, others }) => Object.freeze({ command, names, layer, others }));
    return Object.freeze({ entries: Object.freeze(entries), warnings: Object.freeze(this.#warnings) });
  }

  /** Looks at what is there before anything is dropped. System commands pass through every type (§5.3). */
  #toAdd({ mergeType, entries }: CommandSet): readonly SetEntry[] {
    if (mergeType === "union" || mergeType === "replace") return entries;
    return entries.filter(
      ({ command, names }) =>
        command.isSystem || (mergeType === "intersect" && this.#sharing(names).length > 0),
    );
  }

  #drop(layer: Layer): void {
    const { set } = layer;
    if (set.mergeType === "union" && Object.keys(set.keyMergeTypes).length === 0) return;
    const named = new Set(set.entries.flatMap(({ names }) => names.map(({ folded }) => folded)));
    for (const entry of this.#entries) {
      if (entry.gone || entry.command.isSystem) continue;
      if (entry.command.protected && isObjectHosted(layer)) continue;
      const type = this.#mergeTypeFor(entry, set);
      const dropped =
        type === "replace" ||
        type === "intersect" ||
        (type === "remove" && entry.names.some(({ folded }) => named.has(folded)));
      if (dropped) entry.gone = true;
    }
    this.#entries = this.#entries.filter(({ gone }) => !gone);
  }

  #mergeTypeFor(entry: Work, set: CommandSet): MergeType {
    const from = this.#layers[entry.layer]?.set.key ?? "";
    return Object.hasOwn(set.keyMergeTypes, from)
      ? (set.keyMergeTypes[from] ?? set.mergeType)
      : set.mergeType;
  }

  #add({ command, names }: SetEntry, layer: Layer, index: number): void {
    if (command.isSystem) this.#dropNamesake(command);
    const rivals = command.isSystem ? [] : this.#sharing(names);
    if (this.#joins(command, rivals, layer, index)) return;
    const left = rivals.length === 0 ? names : this.#shadow(command, names, rivals, layer);
    if (left.length === 0) return;
    const work: Work = { command, layer: index, names: left, others: none, gone: false };
    this.#entries.push(work);
    for (const { folded } of left) {
      const owners = this.#byName.get(folded);
      if (owners === undefined) this.#byName.set(folded, [work]);
      else owners.push(work);
    }
  }

  /** Nobody types the name of a system command: it contests none, and replaces but the one of its key. */
  #dropNamesake(command: CommandDefinition): void {
    const [key] = command.names;
    for (const entry of this.#entries) {
      if (entry.command.isSystem && entry.command.names[0].folded === key.folded) entry.gone = true;
    }
  }

  /** Settles who keeps which name; answers the names that the newcomer has. */
  #shadow(
    command: CommandDefinition,
    names: readonly CommandName[],
    rivals: readonly Work[],
    layer: Layer,
  ): readonly CommandName[] {
    const kept = isObjectHosted(layer) ? this.#yieldToProtected(command, names, rivals) : names;
    for (const rival of rivals) {
      if (!shareName(rival.names, kept)) continue;
      if (this.#arePeers(rival, layer)) continue;
      else if (command.isExit && !rival.command.isExit) continue;
      else this.#takeNames(rival, command, kept);
    }
    return kept;
  }

  #yieldToProtected(
    command: CommandDefinition,
    names: readonly CommandName[],
    rivals: readonly Work[],
  ): readonly CommandName[] {
    const guarded = new Set<string>();
    for (const rival of rivals) {
      if (!rival.command.protected || this.#isOfObject(rival)) continue;
      const own = command.isExit ? [rival.command.names[0]] : rival.names;
      for (const { folded } of own) if (has(rival.names, folded)) guarded.add(folded);
    }
    if (guarded.size === 0) return names;
    const kept = names.filter(({ folded }) => !guarded.has(folded));
    if (kept.length === 0) {
      const what = command.isExit ? "the exit" : "the command of an object";
      this.#warnings.push(`${what} "${command.key}" cannot be reached: a protected command has that name`);
    }
    return kept;
  }

  /** The same command of two things is one, where both of their sets say so. */
  #joins(command: CommandDefinition, rivals: readonly Work[], layer: Layer, index: number): boolean {
    if (!layer.set.collapse) return false;
    const twin = rivals.find(
      (rival) =>
        rival.command === command &&
        this.#layers[rival.layer]?.set.collapse === true &&
        this.#arePeers(rival, layer),
    );
    if (twin === undefined) return false;
    twin.others = [...twin.others, index];
    return true;
  }

  #isOfObject(entry: Work): boolean {
    const layer = this.#layers[entry.layer];
    return layer !== undefined && isObjectHosted(layer);
  }

  #arePeers(rival: Work, layer: Layer): boolean {
    const other = this.#layers[rival.layer];
    if (other === undefined || other.set.priority !== layer.set.priority) return false;
    if (layer.set.duplicates === true) return true;
    const ofObjects = isObjectHosted(other) && isObjectHosted(layer) && other.host !== layer.host;
    return ofObjects && layer.set.duplicates !== false;
  }

  #takeNames(rival: Work, command: CommandDefinition, names: readonly CommandName[]): void {
    if (rival.command.names[0].folded === command.names[0].folded) {
      rival.gone = true;
      if (command.names.length === 1 && rival.command.names.length > 1) {
        this.#warnings.push(
          `"${command.key}" takes the place of a command with the aliases ${rival.command.aliases.join(", ")}, ` +
            "which now mean nothing",
        );
      }
      return;
    }
    rival.names = rival.names.filter(({ folded }) => !has(names, folded));
    if (rival.names.length === 0) rival.gone = true;
  }

  /** Commands that can be typed by one of the names now, each once, in the order of the list. */
  #sharing(names: readonly CommandName[]): readonly Work[] {
    let found: Work[] | null = null;
    for (const { folded } of names) {
      for (const owner of this.#byName.get(folded) ?? []) {
        if (owner.gone || owner.command.isSystem || !has(owner.names, folded)) continue;
        if (found === null) found = [owner];
        else if (!found.includes(owner)) found.push(owner);
      }
    }
    return found ?? [];
  }
}

const none: readonly number[] = Object.freeze([]);

function has(names: readonly CommandName[], folded: string): boolean {
  return names.some((name) => name.folded === folded);
}

function shareName(some: readonly CommandName[], others: readonly CommandName[]): boolean {
  return some.some(({ folded }) => has(others, folded));
}
