import type { CommandSet } from "./command-set.ts";
import { isObjectHosted, layerSources, type Layer } from "./layer.ts";
import { mergeLayers, type MergedCommands } from "./merge.ts";
import { NameIndex } from "../parser/name-index.ts";

/** Merged commands, ready for lines. */
export interface IndexedCommands extends MergedCommands {
  readonly index: NameIndex;
}

export interface MergeCacheOptions {
  /** Letters that may stand before a name or be left out. */
  readonly ignoredPrefixes: string;
  /** May names be cut short? Default false. */
  readonly abbreviations?: boolean;
  /** How many merged sets are kept. */
  readonly size: number;
  /** Told once of every name that got lost in a merge. */
  readonly warn: (warning: string) => void;
}

/**
 * Remembers merged layers. A merged set depends on which sets lie upon each other in which way, not on the hosts
 * themselves: everybody with the same sets in the same room shares one. Sets never change, so nothing here is ever
 * out of date: a changed set is another set.
 */
export class MergeCache {
  readonly #options: MergeCacheOptions;
  readonly #numbers = new WeakMap<CommandSet, number>();
  readonly #merged = new Map<string, IndexedCommands>();
  readonly #latest = new WeakMap<object, Latest>();
  readonly #warned = new Set<string>();
  #nextNumber = 1;

  constructor(options: MergeCacheOptions) {
    this.#options = options;
  }

  /**
   * The commands of the layers.
   *
   * @param owner whose layers they are; if they are the same as at the last call, nothing is looked up
   * @param layers in gathering order
   */
  get(owner: object, layers: readonly Layer[]): IndexedCommands {
    const latest = this.#latest.get(owner);
    if (latest !== undefined && sameShape(latest.layers, layers)) return latest.merged;
    const merged = this.#find(this.#keyOf(layers), layers);
    this.#latest.set(owner, { layers, merged });
    return merged;
  }

  /** Tells of names that two commands of the set both wanted. */
  warnOf(set: CommandSet): void {
    for (const warning of set.warnings) this.#warn(warning);
  }

  #find(key: string, layers: readonly Layer[]): IndexedCommands {
    const known = this.#merged.get(key);
    const merged = known ?? this.#merge(layers);
    this.#merged.delete(key);
    this.#merged.set(key, merged);
    if (this.#merged.size > this.#options.size) this.#forgetOldest();
    return merged;
  }

  #merge(layers: readonly Layer[]): IndexedCommands {
    const { entries, warnings } = mergeLayers(layers);
    for (const { set } of layers) this.warnOf(set);
    for (const warning of warnings) this.#warn(warning);
    const { ignoredPrefixes, abbreviations } = this.#options;
    return Object.freeze({
      entries,
      warnings,
      index: new NameIndex(entries, ignoredPrefixes, abbreviations),
    });
  }

  #warn(warning: string): void {
    if (this.#warned.has(warning) || this.#warned.size >= mostWarnings) return;
    this.#warned.add(warning);
    this.#options.warn(warning);
  }

  #forgetOldest(): void {
    const [oldest] = this.#merged.keys();
    if (oldest !== undefined) this.#merged.delete(oldest);
  }

  #keyOf(layers: readonly Layer[]): string {
    let key = "";
    let former: Layer | undefined;
    for (const layer of layers) {
      key += `${this.#numberOf(layer.set)}${sourceLetters[layer.source]}`;
      if (sharesHost(layer, former)) key += "=";
      former = layer;
    }
    return key;
  }

  #numberOf(set: CommandSet): number {
    const known = this.#numbers.get(set);
    if (known !== undefined) return known;
    this.#numbers.set(set, this.#nextNumber);
    return this.#nextNumber++;
  }
}

/** After so many, an author has enough to do. */
const mostWarnings = 1000;

interface Latest {
  readonly layers: readonly Layer[];
  readonly merged: IndexedCommands;
}

const sourceLetters = Object.fromEntries(layerSources.map((source, at) => [source, "abcdefg"[at]]));

function sameShape(some: readonly Layer[], others: readonly Layer[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at++) {
    const [a, b] = [some[at] as Layer, others[at] as Layer];
    if (a === b) continue;
    if (a.set !== b.set || a.source !== b.source) return false;
    if (sharesHost(a, some[at - 1]) !== sharesHost(b, others[at - 1])) return false;
  }
  return true;
}

/** Two sets of one thing are no rivals of equal right; those of two things are. */
function sharesHost(layer: Layer, former: Layer | undefined): boolean {
  return former !== undefined && former.host === layer.host && isObjectHosted(layer);
}
