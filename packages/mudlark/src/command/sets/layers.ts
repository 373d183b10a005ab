import type { Entity } from "../../model/entity/entity.ts";
import { recordKey, type EntityRecord } from "../../model/entity/entity-record.ts";
import type { Kernel } from "../../model/kernel.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { accessorOf, type Actor } from "../actor.ts";
import type { CommandSet } from "./command-set.ts";
import type { CommandStacks } from "./command-stacks.ts";
import { ExitCommands } from "./exit-commands.ts";
import type { Layer, LayerSource } from "./layer.ts";
import { SetHooks } from "./set-hooks.ts";

/** Where layers come from. */
export interface LayerPorts {
  readonly game: Kernel;
  readonly stacks: CommandStacks;
  readonly staffSet: CommandSet | null;
  /** Sets of the account that depend on more than its stack, such as the names of its channels. */
  channelSets(actor: Actor): readonly CommandSet[];
}

/** Collects the command sets within reach of somebody (`commands.md` §4.3). */
export class LayerGatherer {
  readonly #ports: LayerPorts;
  readonly #exitCommands = new ExitCommands();
  /** By the list of what is in a place, which is another one after each arrival and departure. */
  readonly #lenders = new WeakMap<readonly EntityRecord[], Lenders>();
  /** By the list that a host gives: it is another one after each change. */
  readonly #made = new WeakMap<readonly CommandSet[], Partial<Record<LayerSource, readonly Layer[]>>>();
  readonly #staff = new WeakMap<Entity, readonly CommandSet[]>();
  readonly #exits = new WeakMap<CommandSet, Layer>();

  readonly #hooks: SetHooks;

  constructor(ports: LayerPorts) {
    this.#ports = ports;
    this.#hooks = new SetHooks(ports.game, ports.stacks);
  }

  /** In the order of their sources; things of one source by their id. */
  gather(actor: Actor): readonly Layer[] {
    const { session, account, puppet } = actor;
    const layers: Layer[] = [];
    if (account !== null) this.#hooks.run(account, actor);
    if (puppet !== null) this.#hooks.run(puppet, actor);
    if (session !== null) this.#add(layers, session.commandSets.all(), "session", session);
    if (account !== null) {
      this.#add(layers, this.#ports.stacks.setsOf(account), "account", account);
      this.#add(layers, this.#staffSetsOf(account), "account", account);
    }
    if (puppet !== null) this.#add(layers, this.#ports.stacks.setsOf(puppet), "puppet", puppet);
    const flags = readFlags(layers);
    if (!flags.noChannels && account !== null) this.#addChannels(layers, actor, account);
    if (puppet !== null) this.#addSurroundings(layers, actor, puppet, flags);
    return layers;
  }

  /** A list for each account, so that its layer is made once. */
  #staffSetsOf(account: Entity): readonly CommandSet[] {
    const known = this.#staff.get(account);
    if (known !== undefined) return known;
    const { staffSet } = this.#ports;
    const sets = staffSet === null ? [] : [staffSet];
    this.#staff.set(account, sets);
    return sets;
  }

  /** Channel names lie between the account's sets and the puppet's. */
  #addChannels(layers: Layer[], actor: Actor, account: Entity): void {
    const sets = this.#ports.channelSets(actor);
    if (sets.length === 0) return;
    const channels: Layer[] = [];
    this.#add(channels, sets, "channels", account);
    const puppetAt = layers.findIndex(({ source }) => source === "puppet");
    layers.splice(puppetAt === -1 ? layers.length : puppetAt, 0, ...channels);
  }

  #addSurroundings(layers: Layer[], actor: Actor, puppet: WorldObject, flags: Flags): void {
    const { location } = puppet;
    this.#runHooks(actor, puppet);
    if (location !== null) {
      for (const lender of this.#lendersIn(location).all) {
        if (this.#isClosed(lender) || lender.thing === puppet) continue;
        this.#addThing(layers, actor, lender.thing, "contents", flags);
      }
    }
    if (flags.noObjs) return;
    for (const { thing } of this.#lendersIn(puppet).all) {
      this.#addThing(layers, actor, thing, "inventory", flags);
    }
    if (location !== null) this.#addThing(layers, actor, location, "location", flags);
  }

  /** Of what is about to lend its commands. */
  #runHooks(actor: Actor, puppet: WorldObject): void {
    const { location } = puppet;
    for (const place of location === null ? [puppet] : [location, puppet]) {
      for (const lender of this.#lendersIn(place).hooked) {
        if (lender.thing !== puppet && !this.#isClosed(lender)) this.#hooks.run(lender.thing, actor);
      }
    }
    if (location !== null) this.#hooks.run(location, actor);
  }

  /** Exits and things with sets, by id: few of all that may lie in a place. */
  #lendersIn(place: WorldObject): Lenders {
    const records = place[recordKey].contents?.all();
    if (records === undefined) return none;
    const { version } = this.#ports.stacks;
    const known = this.#lenders.get(records);
    if (known?.version === version) return known;
    const all = records
      .map((record) => this.#ports.game.instanceOf(record) as WorldObject)
      .filter(
        (thing) => isExit(thing) || this.#ports.stacks.setsOf(thing).length > 0 || this.#hooks.has(thing),
      )
      .sort((a, b) => a.id - b.id)
      .map((thing): Lender => ({ thing, record: thing[recordKey], locks: null, isClosed: false }));
    const hooked = all.filter(({ thing }) => this.#hooks.has(thing));
    const lenders = { version: this.#ports.stacks.version, all, hooked };
    this.#lenders.set(records, lenders);
    return lenders;
  }

  #addThing(layers: Layer[], actor: Actor, thing: WorldObject, source: LayerSource, flags: Flags): void {
    const asExit = source === "contents" && isExit(thing);
    if (asExit ? flags.noExits : flags.noObjs) return;
    const sets = this.#ports.stacks.setsOf(thing);
    if (!asExit && sets.length === 0) return;
    if (!this.#lends(thing, actor)) return;
    if (asExit) layers.push(this.#exitLayer(thing));
    this.#add(layers, sets, source, thing);
  }

  /** Characters lend to nobody, and there may be hundreds in a room at every line: no lock is asked for that. */
  #isClosed(lender: Lender): boolean {
    const { locks } = lender.record;
    if (lender.locks !== locks) {
      lender.locks = locks;
      lender.isClosed = this.#ports.game.locks.read(locks ?? "").get("call")?.text === closedToAll;
    }
    return lender.isClosed;
  }

  /** Superusers are asked like everybody else: otherwise they would use the commands of every character around. */
  #lends(thing: WorldObject, actor: Actor): boolean {
    const session = actor.session?.id ?? null;
    return thing.access(accessorOf(actor), "call", { noSuperuserBypass: true, session });
  }

  #exitLayer(exit: WorldObject): Layer {
    const set = this.#exitCommands.setOf(exit);
    const known = this.#exits.get(set);
    if (known !== undefined) return known;
    const layer: Layer = Object.freeze({ set, source: "contents", host: exit });
    this.#exits.set(set, layer);
    return layer;
  }

  #add(layers: Layer[], sets: readonly CommandSet[], source: LayerSource, host: object): void {
    if (sets.length === 0) return;
    const made = this.#made.get(sets);
    const known = made?.[source];
    if (known !== undefined && known[0]?.host === host) {
      layers.push(...known);
      return;
    }
    const fresh = sets.map((set): Layer => Object.freeze({ set, source, host }));
    this.#made.set(sets, { ...made, [source]: fresh });
    layers.push(...fresh);
  }
}

interface Lenders {
  readonly version: number;
  readonly all: readonly Lender[];
  /** Those that may change their sets before these are gathered. */
  readonly hooked: readonly Lender[];
}

interface Lender {
  readonly thing: WorldObject;
  readonly record: EntityRecord;
  /** The locks of which `isClosed` is known. */
  locks: string | null;
  isClosed: boolean;
}

const none: Lenders = Object.freeze({ version: 0, all: [], hooked: [] });

const closedToAll = "call:false()";

interface Flags {
  readonly noExits: boolean;
  readonly noObjs: boolean;
  readonly noChannels: boolean;
}

/** Of the caller's own sets, the highest that says something decides. */
function readFlags(layers: readonly Layer[]): Flags {
  let [noExits, noObjs, noChannels] = [nothing, nothing, nothing];
  for (const { set } of layers) {
    if (set.noExits === null && set.noObjs === null && set.noChannels === null) continue;
    noExits = over(noExits, set.noExits, set.priority);
    noObjs = over(noObjs, set.noObjs, set.priority);
    noChannels = over(noChannels, set.noChannels, set.priority);
  }
  return { noExits: noExits.value, noObjs: noObjs.value, noChannels: noChannels.value };
}

interface Said {
  readonly value: boolean;
  readonly priority: number;
}

const nothing: Said = { value: false, priority: Number.NEGATIVE_INFINITY };

function over(former: Said, value: boolean | null, priority: number): Said {
  return value === null || priority < former.priority ? former : { value, priority };
}

function isExit(thing: WorldObject): boolean {
  return thing[recordKey].content === "exit";
}
