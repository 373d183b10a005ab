import { numberedName } from "../../text/grammar/numbered-name.ts";
import { pluralise } from "../../text/grammar/pluralise.ts";
import { appearanceWords } from "../appearance/appearance-words.ts";
import { formatAppearance } from "../appearance/format-appearance.ts";
import { groupByName } from "../appearance/group-by-name.ts";
import { orderNames } from "../appearance/order-names.ts";
import type { Entity } from "../entity/entity.ts";
import { searchWords } from "../search/search-words.ts";
import { ObjectHooks } from "./object-hooks.ts";

export interface AppearanceOptions {
  /** Exits of these names come first, in this order, and the others in the order of the alphabet. */
  readonly exitOrder?: readonly string[];
  /** How many exits, characters and things are named at most, of each group; the rest is counted. Default 50. */
  readonly mostNames?: number;
  readonly [fact: string]: unknown;
}

export interface NumberedNameOptions {
  /** In the place of the display name. */
  readonly key?: string;
  /** "coin" in the place of "a coin", "coins" in the place of "two coins". Default false. */
  readonly noArticle?: boolean;
}

/** What objects are called and how they look (`world.md` §10). Reading these changes nothing. */
export abstract class DescribedObject<T extends DescribedObject<T>> extends ObjectHooks<T> {
  abstract get location(): T | null;
  abstract contentsOf(contentType: string): readonly T[];

  /** What a looker who may know more sees behind the name: `(#12)` for builders. */
  getExtraDisplayNameInfo(looker: Entity | null): string {
    return looker?.permissions.check("Builder") === true ? `(${this.ref})` : "";
  }

  /** What helps to tell it from others of its name. */
  getExtraInfo(looker: Entity | null): string {
    return looker !== null && this.location === looker ? searchWords.carried : "";
  }

  /**
   * How to speak of one and of several of it: `["a box", "two boxes"]`.
   *
   * @param count how many the second is to speak of
   */
  getNumberedName(
    count: number,
    looker: Entity | null = null,
    options: NumberedNameOptions = {},
  ): readonly [singular: string, plural: string] {
    const name = options.key ?? this.getDisplayName(looker);
    return options.noArticle === true ? [name, pluralise(name)] : numberedName(count, name);
  }

  /** All that a looker sees of it, as text; "" for nobody. */
  returnAppearance(looker: Entity | null, options: AppearanceOptions = {}): string {
    if (looker === null) return "";
    const parts = [
      this.getDisplayHeader(looker, options),
      `|c${this.getDisplayName(looker)}|n${this.getExtraDisplayNameInfo(looker)}`,
      this.getDisplayDesc(looker, options),
      this.getDisplayExits(looker, options),
      this.getDisplayCharacters(looker, options),
      this.getDisplayThings(looker, options),
      this.getDisplayFooter(looker, options),
    ];
    return this.formatAppearance(parts.filter((part) => part !== "").join("\n"), looker, options);
  }

  /** The last hand on its appearance. */
  formatAppearance(appearance: string, _looker: Entity, _options: AppearanceOptions): string {
    return formatAppearance(appearance);
  }

  /** Above everything. */
  getDisplayHeader(_looker: Entity, _options: AppearanceOptions): string {
    return "";
  }

  /** Below everything. */
  getDisplayFooter(_looker: Entity, _options: AppearanceOptions): string {
    return "";
  }

  /** Its attribute `desc`, else {@link defaultDesc}. */
  getDisplayDesc(_looker: Entity, _options: AppearanceOptions): string {
    const desc = this.attributes.get("desc");
    return typeof desc === "string" ? desc : this.defaultDesc;
  }

  /** What is seen of it while nobody has described it. */
  get defaultDesc(): string {
    return appearanceWords.plain;
  }

  /** "Exits: north and south", in the order in which they were made. */
  getDisplayExits(looker: Entity, { exitOrder = [], mostNames }: AppearanceOptions): string {
    const exits = this.filterVisible(this.contentsOf("exit"), looker).toSorted((a, b) => a.id - b.id);
    const ordered = orderNames(exits, (exit) => exit.key, exitOrder);
    const names = ordered.map((exit) => exit.getDisplayName(looker));
    return names.length === 0 ? "" : appearanceWords.exits(names, mostNames);
  }

  /** Who is there. */
  getDisplayCharacters(looker: Entity, { mostNames }: AppearanceOptions): string {
    const names = this.filterVisible(this.contentsOf("character"), looker).map((one) =>
      one.getDisplayName(looker),
    );
    return names.length === 0 ? "" : appearanceWords.characters(names, mostNames);
  }

  /** "You see: an Apple and two coins" */
  getDisplayThings(looker: Entity, { mostNames }: AppearanceOptions): string {
    const things = this.filterVisible(this.contentsOf("object"), looker);
    const names = groupByName(things, (thing) => thing.getDisplayName(looker)).map(({ name, members }) => {
      const numbered = members[0]?.getNumberedName(members.length, looker, { key: name });
      return numbered?.[members.length === 1 ? 0 : 1] ?? name;
    });
    return names.length === 0 ? "" : appearanceWords.things(names, mostNames);
  }

  /** Those that the looker sees: not itself, and nothing that its locks hide. */
  filterVisible(things: readonly T[], looker: Entity): readonly T[] {
    return things.filter(
      (thing) =>
        thing !== looker && thing.access(looker, "view") && thing.access(looker, "search", { default: true }),
    );
  }

  /** Looks at something. @returns what it sees, or why it sees nothing */
  atLook(target: T, options: AppearanceOptions = {}): string {
    if (!target.access(this, "view")) return appearanceWords.cannotLook(target.getDisplayName(this));
    const appearance = target.returnAppearance(this, options);
    target.atDesc(this);
    return appearance;
  }
}
