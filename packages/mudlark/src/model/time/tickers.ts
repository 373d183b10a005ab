import { MudlarkError } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Entity } from "../entity/entity.ts";
import type { Game } from "../game.ts";
import { JournaledMap } from "../turn/journaled-map.ts";
import type { AlarmQueue } from "./alarm-queue.ts";
import type { Callback } from "./callback.ts";
import type { Alarm } from "./scheduler.ts";
import { StoredCall, type EntityWithMethod, type MethodArguments, type MethodName } from "./stored-call.ts";
import { TargetIndex } from "./target-index.ts";
import type { Timekeeper, TimerFault, TimeService } from "./timekeeper.ts";

/** How often, and what tells two subscriptions of the same method apart. */
export interface TickerTiming {
  /** Whole seconds, at least 1; fractions are cut off. */
  readonly interval: number;
  /** Default "": one subscription per method and interval. */
  readonly id?: string;
  /** Default true. Else it outlives reloads and crashes, but no stop of the server. */
  readonly persistent?: boolean;
}

/** One subscription. */
export interface Ticker {
  /** To unsubscribe with; may be kept in an attribute. */
  readonly key: string;
  /** Seconds. */
  readonly interval: number;
  readonly id: string;
  readonly persistent: boolean;
  /** What is called: `#5.drip`, or the id of a callback. */
  readonly label: string;
  /** It hung the world or ended it twice, and is not called until it is subscribed again. */
  readonly isSuspended: boolean;
}

interface Subscription extends Ticker {
  /** Numbers of subscriptions grow, so they give their order too. */
  readonly number: number;
  readonly call: StoredCall;
}

/** All subscriptions with one interval, which tick together. */
interface Pool {
  readonly alarm: Alarm;
  readonly subscriptions: JournaledMap<number, Subscription>;
}

const rowPrefix = "ticker.";
const poolPrefix = "tickers.";

/**
 * Things that are done again and again by one clock per interval: for very many that tick together, such as every
 * torch in the world (`world.md` §15). What is suspended or fails does not stop the others.
 *
 * @example
 * const { key } = game.tickers.subscribe(30, room, "drip");
 * game.tickers.unsubscribe(key);
 */
export class Tickers implements TimeService {
  readonly name = "ticker";
  readonly #game: Game;
  readonly #time: Timekeeper;
  readonly #pools: JournaledMap<number, Pool>;
  readonly #byKey: JournaledMap<string, Subscription>;
  /** By what makes two subscriptions the same. */
  readonly #byIdentity: JournaledMap<string, Subscription>;
  readonly #targets: TargetIndex<string>;

  constructor(game: Game, time: Timekeeper) {
    this.#game = game;
    this.#time = time;
    this.#pools = new JournaledMap(game.turns);
    this.#byKey = new JournaledMap(game.turns);
    this.#byIdentity = new JournaledMap(game.turns);
    this.#targets = new TargetIndex(game.turns);
    time.add(this);
    game.signals.on("entityDeleting", ({ entity }) => {
      for (const key of this.#targets.of(entity)) this.unsubscribe(key);
    });
  }

  /**
   * Calls a method of an entity every so many seconds; all with the same interval at the same moments, in the order of
   * their subscription. The same again takes the place of the first, with its new arguments.
   *
   * @param timing seconds, or more than that
   * @throws MudlarkError TURN_CLOSED, TIMER_CALL, ATTRIBUTE_VALUE; RangeError for less than a second
   */
  subscribe<E extends Entity, M extends MethodName<E>>(
    timing: number | TickerTiming,
    entity: E,
    method: M,
    ...args: MethodArguments<E, M>
  ): Ticker;
  /** The same, for `this`. */
  subscribe<M extends string, const A extends unknown[]>(
    timing: number | TickerTiming,
    entity: EntityWithMethod<M, A>,
    method: M,
    ...args: A
  ): Ticker;
  /** The same with a callback in place of a method. */
  subscribe<A extends readonly unknown[]>(
    timing: number | TickerTiming,
    callback: Callback<A>,
    ...args: A
  ): Ticker;
  subscribe(timing: number | TickerTiming, target: Entity | Callback, ...rest: readonly unknown[]): Ticker {
    const given = typeof timing === "number" ? { interval: timing } : timing;
    const interval = Math.floor(given.interval);
    if (!(interval >= 1 && Number.isFinite(interval))) {
      throw new RangeError(`a ticker needs an interval of at least one second, not ${given.interval}`);
    }
    const { id = "", persistent = true } = given;
    const call = StoredCall.of(target, rest, this.#world);
    const identity = identityOf(call, interval, id, persistent);
    const number = this.#byIdentity.get(identity)?.number ?? this.#time.nextId();
    const subscription = this.#make(number, { interval, id, persistent, isSuspended: false, call });
    this.#add(subscription);
    this.#store(subscription);
    return subscription;
  }

  /** @param key of a subscription. @throws MudlarkError TURN_CLOSED, TIMER_MISSING when there is none */
  unsubscribe(key: string): void {
    const subscription = this.#byKey.get(key);
    if (subscription === undefined) throw new MudlarkError("TIMER_MISSING", `no ticker has the key "${key}"`);
    this.#remove(subscription);
  }

  /** Ends all subscriptions, or all with that interval. Returns how many there were. */
  clear(interval?: number): number {
    const gone = this.#select(interval);
    for (const subscription of gone) this.#remove(subscription);
    return gone.length;
  }

  /** In the order of their subscription. @param interval only those with it, in seconds */
  all(interval?: number): readonly Ticker[] {
    return this.#select(interval);
  }

  /** Null when there is none. */
  get(key: string): Ticker | null {
    return this.#byKey.get(key) ?? null;
  }

  /** Seconds until all with that interval tick next; null when there are none. */
  timeUntilNext(interval: number): number | null {
    const due = this.#pools.get(interval)?.alarm.due ?? null;
    return due === null ? null : Math.max(0, due - this.#time.scheduler.now) / 1000;
  }

  resume(cold: boolean): void {
    this.#time.eachRow(rowPrefix, (number, row) => {
      if (!this.#byKey.has(keyOf(number))) this.#resume(Number(number), row, cold);
    });
  }

  /** Where each interval stands follows from when it began. */
  rest(): void {}

  suspend(id: string): string | null {
    const row = this.#game.settings.get(rowPrefix + id) as JsonObject | undefined;
    if (row === undefined) return null;
    this.#game.settings.set(rowPrefix + id, { ...row, suspended: true });
    const { label } = StoredCall.read(row["call"], this.#world);
    return `The ticker ${label} is suspended: it held up the world, or ended it twice. Mend it, and subscribe it again.`;
  }

  *faults(queue: AlarmQueue): Generator<TimerFault> {
    for (const { key, number, interval, label, call } of this.#byKey.values()) {
      const about = `ticker ${number} (${label})`;
      const pool = this.#pools.get(interval);
      if (pool?.subscriptions.get(number)?.key !== key)
        yield { about, problem: "It has no place among those that tick with it." };
      if (call.isGone) yield { about, problem: "What it belongs to was deleted." };
      if (!this.#game.settings.has(rowPrefix + number)) yield { about, problem: "It is not kept." };
    }
    for (const [interval, { alarm, subscriptions }] of this.#pools) {
      const about = `tickers of ${interval} s`;
      const problem = queue.problemOf(alarm, subscriptions.size > 0);
      if (problem !== null) yield { about, problem };
      for (const { key, number } of subscriptions.values()) {
        if (!this.#byKey.has(key)) yield { about, problem: `Number ${number} was ended, and ticks.` };
      }
    }
  }

  get #world(): { readonly game: Game; readonly callbacks: Timekeeper["callbacks"] } {
    return { game: this.#game, callbacks: this.#time.callbacks };
  }

  #resume(number: number, row: JsonObject, cold: boolean): void {
    const { interval, id = "", persistent = true, suspended = false, call } = row;
    if (!(Number(interval) >= 1)) throw new RangeError("it has no interval");
    const stored = StoredCall.read(call, this.#world);
    if (stored.isGone || (cold && persistent === false))
      return this.#game.settings.delete(rowPrefix + number);
    this.#add(
      this.#make(number, {
        interval: Number(interval),
        id: typeof id === "string" ? id : "",
        persistent: persistent !== false,
        isSuspended: suspended === true,
        call: stored,
      }),
    );
  }

  #make(
    number: number,
    facts: Pick<Subscription, "interval" | "id" | "persistent" | "isSuspended" | "call">,
  ): Subscription {
    return { ...facts, number, key: keyOf(number), label: facts.call.label };
  }

  #add(subscription: Subscription): void {
    const { number, interval, id, persistent, call, key } = subscription;
    const before = this.#byKey.get(key);
    if (before !== undefined) this.#targets.remove(before.call, key);
    this.#byKey.set(key, subscription);
    this.#byIdentity.set(identityOf(call, interval, id, persistent), subscription);
    this.#targets.add(call, key);
    this.#pool(interval).subscriptions.set(number, subscription);
  }

  #store({ number, interval, id, persistent, call }: Subscription): void {
    const row = {
      interval,
      ...(id !== "" && { id }),
      ...(!persistent && { persistent }),
      call: call.toJson(),
    };
    this.#game.settings.set(rowPrefix + number, row);
  }

  #remove({ number, interval, id, persistent, call, key }: Subscription): void {
    this.#byKey.delete(key);
    this.#byIdentity.delete(identityOf(call, interval, id, persistent));
    this.#targets.remove(call, key);
    this.#game.settings.delete(rowPrefix + number);
    const pool = this.#pools.get(interval);
    pool?.subscriptions.delete(number);
    if (pool === undefined || pool.subscriptions.size > 0) return;
    pool.alarm.cancel();
    this.#pools.delete(interval);
    this.#game.settings.delete(poolPrefix + interval);
  }

  /** A pool keeps the beat of its beginning, which is stored; so it needs to be told about no tick. */
  #pool(interval: number): Pool {
    const known = this.#pools.get(interval);
    if (known !== undefined) return known;
    const alarm = this.#time.scheduler.alarm(`ticker every ${interval} s`, (due) =>
      this.#tick(interval, due),
    );
    const pool: Pool = { alarm, subscriptions: new JournaledMap(this.#game.turns) };
    this.#pools.set(interval, pool);
    const now = this.#time.worldClock.now();
    const stored = this.#game.settings.get(poolPrefix + interval);
    const begun = typeof stored === "number" ? stored : now;
    if (stored === undefined) this.#game.settings.set(poolPrefix + interval, begun);
    const beats = Math.floor((now - begun) / (interval * 1000)) + 1;
    alarm.set(this.#time.worldClock.toMonotonic(begun + beats * interval * 1000));
    return pool;
  }

  /** Each subscription has a turn of its own, so that one that hangs can be named. */
  #tick(interval: number, due: number): void {
    const pool = this.#pools.get(interval);
    if (pool === undefined) return;
    const { now } = this.#time.scheduler;
    const missed = Math.floor((now - due) / (interval * 1000));
    pool.alarm.set(due + (missed + 1) * interval * 1000);
    for (const subscription of this.#select(interval)) {
      if (subscription.isSuspended) continue;
      const label = `ticker ${subscription.number} ${subscription.label}`;
      this.#game.turns.enqueue({ kind: "timer", label, lane: "timer" }, () => this.#call(subscription));
    }
  }

  #call({ call, label, key }: Subscription): void {
    if (call.isGone) return;
    const result = this.#time.attempt(() => call.run(this.#world));
    if (result.ok) return;
    this.#game.logger.error("a ticker failed, and what it did was undone", {
      label,
      key,
      error: result.error,
    });
  }

  #select(interval?: number): Subscription[] {
    const from = interval === undefined ? this.#byKey : this.#pools.get(interval)?.subscriptions;
    return from === undefined ? [] : [...from.values()].sort((a, b) => a.number - b.number);
  }
}

function keyOf(number: number | string): string {
  return `ticker-${number}`;
}

function identityOf({ identity }: StoredCall, interval: number, id: string, persistent: boolean): string {
  return JSON.stringify([identity, interval, id, persistent]);
}
