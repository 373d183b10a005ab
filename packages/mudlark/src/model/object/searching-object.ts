import { areAlike, findObjects, idInText } from "../search/find-objects.ts";
import { NameCard, readCountedName } from "../search/name-card.ts";
import { nameAndNumber, type NumberForm } from "../search/number-form.ts";
import { recordKey } from "../entity/entity-record.ts";
import { describeMatches } from "../search/describe-matches.ts";
import type { SearchData, SearchOptions, SearchScope } from "../search/search-options.ts";
import { searchWords } from "../search/search-words.ts";
import { searchableName } from "../search/searchable-name.ts";
import { asList } from "./as-list.ts";
import { SpeakingObject } from "./speaking-object.ts";
import { whole } from "./whole-object.ts";

/** How objects look for something by what they call it (`world.md` §8.1): each step is a method to override. */
export abstract class SearchingObject<T extends SearchingObject<T>> extends SpeakingObject<T> {
  #card: NameCard | null = null;
  #cardKey = "";
  #cardAliases: string | null = null;

  /** Its names, ready to be compared with what somebody types. */
  get nameCard(): NameCard {
    const { key, aliases } = this[recordKey];
    if (this.#card === null || this.#cardKey !== key || this.#cardAliases !== aliases) {
      this.#card = new NameCard(key, this.aliases.all(), () => this.#pluralName());
      this.#cardKey = key;
      this.#cardAliases = aliases;
    }
    return this.#card;
  }

  /** How it tells several things of the same name apart: `box-2`, unless a class says otherwise. */
  get numberForm(): NumberForm {
    return nameAndNumber;
  }

  /**
   * Looks for something from where it stands (`world.md` §8.1), and tells it when nothing or too much is found.
   *
   * @returns the one thing, or null; with `quiet` or `stacked` a list
   * @example
   * const sword = this.search("big sw");
   * const coins = this.search("coin", { stacked: 2 });
   */
  search<F extends T = T>(data: SearchData<T>, options: SearchOptions<T, F> & { readonly quiet: true }): F[];
  search<F extends T = T>(
    data: SearchData<T>,
    options?: SearchOptions<T, F> & { readonly quiet?: false; readonly stacked?: 0 },
  ): F | null;
  search<F extends T = T>(data: SearchData<T>, options: SearchOptions<T, F>): F | F[] | null;
  search(data: SearchData<T>, options: SearchOptions<T> = {}): unknown {
    const wanted = typeof data === "string" ? this.getSearchQueryReplacement(data, options) : data;
    const useDbref = this.#mayUseIds(wanted, options);
    const namesId =
      options.attributeName === undefined && (typeof wanted === "number" || idInText(wanted) !== null);
    const candidates = this.getSearchCandidates(wanted, options, namesId && useDbref);
    const scope: SearchScope<T> = {
      candidates,
      useDbref,
      exact: options.exact === true || candidates === null || namesId,
    };
    const direct = this.getSearchDirectMatch(wanted, scope);
    const found = direct ?? this.getSearchResult(wanted, scope, options);
    return this.getStackedResults(found, options) ?? this.handleSearchResults(found, wanted, options);
  }

  /** What is really looked for, such as the long form of a short name of one's own. */
  getSearchQueryReplacement(text: string, { useNicks = true }: SearchOptions<T>): string {
    return useNicks ? this.nicks.replace(text, { categories: ["object", "account"] }) : text;
  }

  /**
   * Among what to look; null is everything there is.
   *
   * @param byId is it an id, and may ids be used? Then it may be anywhere
   */
  getSearchCandidates(
    _data: SearchData<T>,
    { globalSearch = false, candidates, location }: SearchOptions<T>,
    byId: boolean,
  ): readonly T[] | null {
    if (globalSearch) return null;
    if (candidates !== undefined) return candidates;
    if (location !== undefined) return asList(location).flatMap((place) => place.contents);
    if (byId) return null;
    const here = this.location;
    return here === null ? [...this.contents, whole<T>(this)] : [...this.contents, here, ...here.contents];
  }

  /** Words that mean something of themselves: `me`, `self`, `here`. Null when it is none of these. */
  getSearchDirectMatch(data: SearchData<T>, { candidates }: SearchScope<T>): T[] | null {
    const word = typeof data === "string" ? data.trim().toLowerCase() : "";
    if (word !== "me" && word !== "self" && word !== "here") return null;
    const meant = word === "here" ? this.location : whole<T>(this);
    return meant !== null && (candidates === null || candidates.includes(meant)) ? [meant] : [];
  }

  /** All that may be meant, by id. `*name` is what that account plays, for those who may use ids. */
  getSearchResult(data: SearchData<T>, scope: SearchScope<T>, options: SearchOptions<T>): T[] {
    if (typeof data === "string" && data.startsWith("*") && scope.useDbref) {
      const puppet = this.#puppetOf(data.slice(1));
      return puppet === null ? [] : [puppet];
    }
    const objects = this.game.collection<T>("object");
    return findObjects<T>(data, scope, options, {
      byId: (id) => objects.get(id),
      called: (name) => this.game.called<T>("object", name),
      all: () => objects,
      isVisible: (thing) => thing.access(this, "search", { default: true }),
      numberForm: this.numberForm,
    });
  }

  /** The first of several equal things, when so many are wanted; null when that does not apply. */
  getStackedResults(found: readonly T[], { stacked = 0 }: SearchOptions<T>): T[] | null {
    return stacked > 0 && found.length > 1 && areAlike(found) ? found.slice(0, stacked) : null;
  }

  /** What becomes of what was found: a list when quiet, else the one thing; or words, and null. */
  handleSearchResults(
    found: readonly T[],
    data: SearchData<T>,
    { quiet = false, notFoundText, multiText }: SearchOptions<T>,
  ): T | readonly T[] | null {
    if (quiet) return found;
    const [first = null] = found;
    if (found.length === 1) return first;
    const text =
      typeof data === "string" ? data.trim() : typeof data === "number" ? `#${data}` : (data?.key ?? "");
    if (first === null) {
      this.msg(notFoundText ?? searchWords.notFound(text));
      return null;
    }
    const list = describeMatches(
      found,
      (match) => ({
        displayName: match.getDisplayName(this),
        aliases: match.aliases.all(),
        extra: match.getExtraInfo(this),
      }),
      this.numberForm,
    );
    this.msg(`${multiText ?? searchWords.ambiguous(text)}\n${list}`);
    return null;
  }

  /** Asked only for what may name an id or an account. */
  #mayUseIds(data: SearchData<T>, { useDbref }: SearchOptions<T>): boolean {
    const mayName = typeof data === "number" || (typeof data === "string" && /^\s*[#*]/.test(data));
    return mayName && (useDbref ?? this.permissions.check("Builder"));
  }

  #puppetOf(accountName: string): T | null {
    const name = searchableName(accountName);
    if (name === "") return null;
    const [account] = this.game.called("account", name);
    const puppet = account === undefined ? null : this.game.lockWorld.puppetOf(account, null);
    return puppet instanceof SearchingObject ? whole<T>(puppet) : null;
  }

  /** What several of it are called, without their number. */
  #pluralName(): string {
    const [, plural] = this.getNumberedName(2, null);
    return readCountedName(searchableName(plural))?.name ?? plural;
  }
}
