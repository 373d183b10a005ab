import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import { numberedName } from "../../text/grammar/numbered-name.ts";
import { pluralise } from "../../text/grammar/pluralise.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import { appearanceWords } from "../appearance/appearance-words.ts";
import { formatAppearance } from "../appearance/format-appearance.ts";
import { groupByName } from "../appearance/group-by-name.ts";
import { orderNames } from "../appearance/order-names.ts";
import { type EntityRecord, recordKey } from "../entity/entity-record.ts";
import type { Entity } from "../entity/entity.ts";
import type { SayOptions } from "../messages/say-options.ts";
import { type Mapping, perform } from "../messages/stage.ts";
import { tellSpeech } from "../messages/tell-speech.ts";
import { areAlike, findObjects, idInText } from "../search/find-objects.ts";
import { NameCard, readCountedName } from "../search/name-card.ts";
import { nameAndNumber } from "../search/number-form.ts";
import { describeMatches } from "../search/describe-matches.ts";
import type { SearchData, SearchOptions, SearchScope } from "../search/search-options.ts";
import { searchWords } from "../search/search-words.ts";
import { searchableName } from "../search/searchable-name.ts";
import { announceArrival, announceDeparture, type Announcement } from "../space/announce-move.ts";
import { moveObject } from "../space/move-object.ts";
import type { MoveDetails, MoveOptions } from "../space/move-options.ts";
import { moveWords } from "../space/move-words.ts";
import { setLocation } from "../space/set-location.ts";
import type { Message } from "../message.ts";
import { type HookDetails, ObjectHooks } from "./object-hooks.ts";
import { objectWords } from "./object-words.ts";

/** How `msgContents` and `act` tell a room something. */
export interface ContentsMessageOptions {
  /** Who is not told. */
  readonly exclude?: Entity | readonly Entity[];
  /** Who does it: `$You()` in the text, and the sender of the message. Default: the place itself. */
  readonly from?: Entity | null;
  /** What `{key}` and `$you(key)` in the text stand for. */
  readonly mapping?: Mapping;
  /** Options of the message, such as its `type`. */
  readonly options?: JsonObject;
}

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

/** What names a place: the object, its reference, or nothing. */
export type PlaceReference = WorldObject | string | null;

/**
 * Everything that can be somewhere: things, characters, rooms, exits (`world.md` §7–§12). What it does by itself are
 * methods that a class may override; what only follows is in `ObjectHooks`.
 */
export class WorldObject extends ObjectHooks<WorldObject> {
  static override readonly contentType: string = "object";

  #card: NameCard | null = null;
  #cardKey = "";
  #cardAliases: string | null = null;

  // Place.

  /** Where it is; null is nowhere. */
  get location(): WorldObject | null {
    return this.#place("location");
  }

  /**
   * Puts it there without asking or telling anybody; `moveTo` does.
   *
   * @throws MudlarkError ENTITY_LOOP, ENTITY_MISSING, ENTITY_DELETED
   */
  set location(place: PlaceReference) {
    setLocation(this, this.#resolve(place));
  }

  /** Where it goes when it has to go somewhere. */
  get home(): WorldObject | null {
    return this.#place("home");
  }

  /** @throws MudlarkError ENTITY_MISSING, ENTITY_DELETED */
  set home(place: PlaceReference) {
    this[recordKey].change("home", this.#resolve(place)?.id ?? null);
  }

  /** Where it leads; what leads somewhere is an exit. */
  get destination(): WorldObject | null {
    return this.#place("destination");
  }

  /** @throws MudlarkError ENTITY_MISSING, ENTITY_DELETED */
  set destination(place: PlaceReference) {
    this[recordKey].change("destination", this.#resolve(place)?.id ?? null);
  }

  /** What is in it, in order of arrival. */
  get contents(): readonly WorldObject[] {
    return this.#objects(this[recordKey].contents?.all());
  }

  /** What is in it of one content type: object, character, room or exit. */
  contentsOf(contentType: string): readonly WorldObject[] {
    return this.#objects(this[recordKey].contents?.ofType(contentType));
  }

  /** What in it leads somewhere. */
  get exits(): readonly WorldObject[] {
    return this.#objects(this[recordKey].contents?.all().filter((record) => record.destination !== null));
  }

  /** Does a live session play it? */
  get isOnline(): boolean {
    return this.game.isOnline(this);
  }

  /**
   * Counts the changes of its stored fields: key, aliases, locks, tags, places. What was made from them, such as an
   * exit's command, is out of date when the number is another one.
   */
  get fieldVersion(): number {
    return this[recordKey].fieldVersion;
  }

  /**
   * Goes to a place, with all hooks and announcements (`world.md` §9.3). Asks no lock: that is the caller's business.
   *
   * @returns is it there now? When a hook refuses or throws, it is where it was
   */
  moveTo(destination: WorldObject | null, options: MoveOptions<WorldObject> = {}): boolean {
    return moveObject<WorldObject>(this, destination, options, {
      attempt: (work) => this.game.attempt(work),
      onFailure: (error, { moveType }) => {
        const facts = { entity: this.ref, destination: destination?.ref, moveType, error: messageOf(error) };
        this.game.logger.error("A hook failed, and the move was undone", facts);
      },
    });
  }

  /** Tells the place that it leaves it. Called before it moves. */
  announceMoveFrom(destination: WorldObject, details: MoveDetails, announcement: Announcement = {}): void {
    announceDeparture<WorldObject>(this, destination, details, announcement);
  }

  /** Tells the place that it has come. Called when it is there. */
  announceMoveTo(source: WorldObject | null, details: MoveDetails, announcement: Announcement = {}): void {
    announceArrival<WorldObject>(this, source, details, announcement);
  }

  // Exits.

  /**
   * Somebody wants to go through this exit: its `traverse` lock is asked, and who may not pass is told so.
   *
   * @returns did they get through?
   */
  traverse(traveller: WorldObject, options: { readonly session?: number | null } = {}): boolean {
    const { destination } = this;
    if (destination !== null && this.access(traveller, "traverse", options)) {
      return this.atTraverse(traveller, destination);
    }
    this.#refusePassage(traveller);
    return false;
  }

  /** Takes somebody who may pass to where it leads. @returns did they get there? */
  atTraverse(traveller: WorldObject, destination: WorldObject): boolean {
    const source = traveller.location;
    if (!traveller.moveTo(destination, { moveType: "traverse", exitObj: this })) {
      this.#refusePassage(traveller);
      return false;
    }
    this.atPostTraverse(traveller, source);
    this.game.signals.emit("exitTraversed", { exit: this, traveller });
    return true;
  }

  /** Somebody could not pass, and the attribute `err_traverse` has no words for it. */
  atFailedTraverse(traveller: WorldObject): void {
    traveller.msg(moveWords.cannotPass());
  }

  /** An exit where it leads that leads back to where it is. */
  getReturnExit(): WorldObject | null {
    return this.getReturnExits()[0] ?? null;
  }

  /** All exits that lead back. */
  getReturnExits(): readonly WorldObject[] {
    const here = this.location;
    return here === null ? [] : (this.destination?.exits.filter((exit) => exit.destination === here) ?? []);
  }

  // Searching.

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

  /**
   * Looks for something from where it stands (`world.md` §8.1), and tells it when nothing or too much is found.
   *
   * @returns the one thing, or null; with `quiet` or `stacked` a list
   * @example
   * const sword = this.search("big sw");
   * const coins = this.search("coin", { stacked: 2 });
   */
  search<F extends WorldObject = WorldObject>(
    data: SearchData<WorldObject>,
    options: SearchOptions<WorldObject, F> & { readonly quiet: true },
  ): F[];
  search<F extends WorldObject = WorldObject>(
    data: SearchData<WorldObject>,
    options?: SearchOptions<WorldObject, F> & { readonly quiet?: false; readonly stacked?: 0 },
  ): F | null;
  search<F extends WorldObject = WorldObject>(
    data: SearchData<WorldObject>,
    options: SearchOptions<WorldObject, F>,
  ): F | F[] | null;
  search(data: SearchData<WorldObject>, options: SearchOptions<WorldObject> = {}): unknown {
    const wanted = typeof data === "string" ? this.getSearchQueryReplacement(data, options) : data;
    const useDbref = this.#mayUseIds(wanted, options);
    const namesId = typeof wanted === "number" || idInText(wanted) !== null;
    const candidates = this.getSearchCandidates(wanted, options, namesId && useDbref);
    const scope: SearchScope<WorldObject> = {
      candidates,
      useDbref,
      exact: options.exact === true || candidates === null || namesId,
    };
    const direct = this.getSearchDirectMatch(wanted, scope);
    const found = direct ?? this.getSearchResult(wanted, scope, options);
    return this.getStackedResults(found, options) ?? this.handleSearchResults(found, wanted, options);
  }

  /** What is really looked for, such as the long form of a short name of one's own. */
  getSearchQueryReplacement(text: string, { useNicks = true }: SearchOptions<WorldObject>): string {
    return useNicks ? this.nicks.replace(text, { categories: ["object", "account"] }) : text;
  }

  /**
   * Among what to look; null is everything there is.
   *
   * @param byId is it an id, and may ids be used? Then it may be anywhere
   */
  getSearchCandidates(
    _data: SearchData<WorldObject>,
    { globalSearch = false, candidates, location }: SearchOptions<WorldObject>,
    byId: boolean,
  ): readonly WorldObject[] | null {
    if (globalSearch) return null;
    if (candidates !== undefined) return candidates;
    if (location !== undefined) return asList(location).flatMap((place) => place.contents);
    if (byId) return null;
    const here = this.location;
    return here === null ? [...this.contents, this] : [...this.contents, here, ...here.contents];
  }

  /** Words that mean something of themselves: `me`, `self`, `here`. Null when it is none of these. */
  getSearchDirectMatch(
    data: SearchData<WorldObject>,
    { candidates }: SearchScope<WorldObject>,
  ): WorldObject[] | null {
    const word = typeof data === "string" ? data.trim().toLowerCase() : "";
    if (word !== "me" && word !== "self" && word !== "here") return null;
    const meant = word === "here" ? this.location : this;
    return meant !== null && (candidates === null || candidates.includes(meant)) ? [meant] : [];
  }

  /** All that may be meant, by id. `*name` is what that account plays, for those who may use ids. */
  getSearchResult(
    data: SearchData<WorldObject>,
    scope: SearchScope<WorldObject>,
    options: SearchOptions<WorldObject>,
  ): WorldObject[] {
    if (typeof data === "string" && data.startsWith("*") && scope.useDbref) {
      const puppet = this.#puppetOf(data.slice(1));
      return puppet === null ? [] : [puppet];
    }
    const { game } = this;
    return findObjects<WorldObject>(data, scope, options, {
      byId: (id) => game.objects.get(id),
      called: (name) => game.called<WorldObject>("object", name),
      all: () => game.objects,
      isVisible: (thing) => thing.access(this, "search", { default: true }),
      numberForm: nameAndNumber,
    });
  }

  /** The first of several equal things, when so many are wanted; null when that does not apply. */
  getStackedResults(
    found: readonly WorldObject[],
    { stacked = 0 }: SearchOptions<WorldObject>,
  ): WorldObject[] | null {
    return stacked > 0 && found.length > 1 && areAlike(found) ? found.slice(0, stacked) : null;
  }

  /** What becomes of what was found: a list when quiet, else the one thing; or words, and null. */
  handleSearchResults(
    found: readonly WorldObject[],
    data: SearchData<WorldObject>,
    { quiet = false, notFoundText, multiText }: SearchOptions<WorldObject>,
  ): WorldObject | readonly WorldObject[] | null {
    if (quiet) return found;
    const [first = null] = found;
    if (found.length === 1) return first;
    const text =
      typeof data === "string" ? data.trim() : typeof data === "number" ? `#${data}` : (data?.key ?? "");
    if (first === null) {
      this.msg(notFoundText ?? searchWords.notFound(text));
      return null;
    }
    const matches = found.map((match) => ({
      displayName: match.getDisplayName(this),
      aliases: match.aliases.all(),
      extra: match.getExtraInfo(this),
    }));
    this.msg(`${multiText ?? searchWords.ambiguous(text)}\n${describeMatches(matches, nameAndNumber)}`);
    return null;
  }

  // Names and appearance: reading these changes nothing.

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

  /** "Exits: north and south" */
  getDisplayExits(looker: Entity, { exitOrder = [], mostNames }: AppearanceOptions): string {
    const exits = this.filterVisible(this.contentsOf("exit"), looker);
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
  filterVisible(things: readonly WorldObject[], looker: Entity): readonly WorldObject[] {
    return things.filter(
      (thing) =>
        thing !== looker && thing.access(looker, "view") && thing.access(looker, "search", { default: true }),
    );
  }

  /** Looks at something. @returns what it sees, or why it sees nothing */
  atLook(target: WorldObject, options: AppearanceOptions = {}): string {
    if (!target.access(this, "view")) return appearanceWords.cannotLook(target.getDisplayName(this));
    const appearance = target.returnAppearance(this, options);
    target.atDesc(this);
    return appearance;
  }

  // Messages.

  /**
   * Tells everything that is in it, each from their own point of view (`world.md` §11.2). The text is a template;
   * what somebody typed belongs into the mapping, through `escapeMarkup`. A message with more than text, such as one that
   * `media` makes, goes to everybody as it is.
   *
   * @example
   * room.msgContents("$You() $conj(attack) $you(target).", { from: hero, mapping: { target: villain } });
   * room.msgContents(media.play({ name: "thunder.mp3" }));
   */
  msgContents(text: string | Partial<Message>, options: ContentsMessageOptions = {}): void {
    const { exclude = [], from = null, mapping = {}, options: messageOptions = {} } = options;
    const excluded = new Set(asList(exclude));
    const listeners = this.contents.filter((listener) => !excluded.has(listener));
    if (typeof text !== "string") {
      for (const listener of listeners) listener.msg(text, { from, options: messageOptions });
      return;
    }
    this.#tell(listeners, text, { actor: from ?? this, from, mapping, options: messageOptions });
  }

  /**
   * As `msgContents`, done by whoever acts in this turn.
   *
   * @example
   * ctx.here.act("$You() $conj(light) {lantern}.", { lantern });
   */
  act(
    text: string,
    mapping: Mapping = {},
    options: Omit<ContentsMessageOptions, "mapping" | "from"> = {},
  ): void {
    const actor = this.game.turns.current?.actor;
    this.msgContents(text, { ...options, mapping, from: actor instanceof WorldObject ? actor : null });
  }

  /** Says something to the room. What it says is shown as it is typed. @returns was it said? */
  say(text: string): boolean {
    const said = this.atPreSay(text, {});
    if (said === null || said === "") return false;
    this.atSay(said, { msgSelf: true });
    return true;
  }

  /** Says something that only those hear. @returns was it said? */
  whisper(receivers: readonly WorldObject[], text: string): boolean {
    const said = this.atPreSay(text, { whisper: true, receivers });
    if (said === null || said === "") return false;
    this.atSay(said, { whisper: true, receivers, msgSelf: !receivers.includes(this) });
    return true;
  }

  /** Shows the room, itself included, its name and what it typed: `pose grins.` */
  pose(text: string): void {
    const template = /^['’,:]/.test(text) ? "{object}{pose}" : "{object} {pose}";
    const mapping = { object: this, pose: escapeMarkup(text) };
    const listeners = this.location?.contents ?? [this];
    this.#tell(listeners, template, { actor: this, from: this, mapping, options: { type: "pose" } });
  }

  /** Tells everybody who is to hear it what was said (`world.md` §11.3). */
  atSay(text: string, options: SayOptions<WorldObject> = {}): void {
    const type = options.whisper === true ? "whisper" : "say";
    tellSpeech<WorldObject>(this, text, options, (listeners, template, mapping) =>
      this.#tell(listeners, template, { actor: this, from: this, mapping, options: { type } }),
    );
  }

  /** Hears something on a channel. */
  channelMsg(
    text: string,
    channel: Entity,
    { senders }: { readonly senders?: readonly Entity[] } = {},
  ): void {
    this.msg(text, { from: senders ?? null, options: { type: "channel", channel: channel.id } });
  }

  // Locks and handling.

  /** Who may do what with it when it is created (`world.md` §7.4). */
  get defaultLocks(): string {
    return objectLocks;
  }

  /** Sets the locks of its class; `atObjectCreation` comes after this. */
  override basetypeSetup(): void {
    this.locks.add(this.defaultLocks);
  }

  /** Before somebody drops it: asks its `drop` lock. */
  atPreDrop(dropper: WorldObject, _details: HookDetails = {}): boolean {
    if (this.access(dropper, "drop")) return true;
    dropper.msg(objectWords.cannotDrop(this.getDisplayName(dropper)));
    return false;
  }

  #tell(
    listeners: readonly WorldObject[],
    text: string,
    performance: { actor: Entity; from: Entity | null; mapping: Mapping; options: JsonObject },
  ): void {
    perform(listeners, { ...performance, template: this.game.templates.get(text) });
  }

  #refusePassage(traveller: WorldObject): void {
    const words = this.attributes.get("err_traverse");
    if (typeof words === "string" && words !== "") traveller.msg(words);
    else this.atFailedTraverse(traveller);
  }

  /** Asked only for what may name an id or an account. */
  #mayUseIds(data: SearchData<WorldObject>, { useDbref }: SearchOptions<WorldObject>): boolean {
    const mayName = typeof data === "number" || (typeof data === "string" && /^\s*[#*]/.test(data));
    return mayName && (useDbref ?? this.permissions.check("Builder"));
  }

  #puppetOf(accountName: string): WorldObject | null {
    const name = searchableName(accountName);
    if (name === "") return null;
    const [account] = this.game.called("account", name);
    const puppet = account === undefined ? null : this.game.lockWorld.puppetOf(account, null);
    return puppet instanceof WorldObject ? puppet : null;
  }

  /** What several of it are called, without their number. */
  #pluralName(): string {
    const [, plural] = this.getNumberedName(2, null);
    return readCountedName(searchableName(plural))?.name ?? plural;
  }

  #place(field: "location" | "home" | "destination"): WorldObject | null {
    const record = this[recordKey];
    record.requireLive();
    const id = record[field];
    return id === null ? null : this.game.objects.get(id);
  }

  #resolve(place: PlaceReference): WorldObject | null {
    if (typeof place !== "string") {
      place?.[recordKey].requireLive();
      return place;
    }
    const found = this.game.objects.byRef(place);
    if (found === null) throw new MudlarkError("ENTITY_MISSING", `there is no object ${place}`);
    return found;
  }

  #objects(records: readonly EntityRecord[] | undefined): readonly WorldObject[] {
    this[recordKey].requireLive();
    return records?.map((record) => this.game.instanceOf(record) as WorldObject) ?? [];
  }
}

const objectLocks = [
  "control:perm(Developer)",
  "examine:perm(Builder)",
  "view:all()",
  "edit:perm(Admin)",
  "delete:perm(Admin)",
  "get:all()",
  "drop:holds()",
  "call:true()",
  "tell:perm(Admin)",
  "puppet:pperm(Developer)",
  "teleport:true()",
  "teleport_here:true()",
].join(";");

function asList<T extends object>(value: T | readonly T[]): readonly T[] {
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
