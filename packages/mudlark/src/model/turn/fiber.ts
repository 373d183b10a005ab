import { Aborted } from "./aborted.ts";
import type { Clock } from "../../base/clock.ts";
import type { QueueEntry } from "./turn-queue.ts";
import type { TurnSpec } from "./turn-spec.ts";
import type { Turn } from "./turn.ts";

/** One place where a fiber waits. Its end is a new turn, in which the fiber goes on. */
export interface Suspension<T> {
  readonly promise: Promise<T>;
  /** Did nobody end it yet? */
  readonly isWaiting: boolean;
  resume(value: T): void;
  /** The wait throws `Aborted` with this reason, or the error that is given. */
  abort(reason: string | Error): void;
}

export type TurnHandler<T = unknown> = (fiber: Fiber) => T | PromiseLike<T>;

/** How a handler ended, over all its turns. */
export type FiberOutcome =
  | { readonly status: "done"; readonly value: unknown }
  | { readonly status: "failed"; readonly error: unknown };

/** Hears how the handler ended, within its last turn, or with null when it ended outside of its turns. */
export type Settled = (outcome: FiberOutcome, turn: Turn | null) => void;

/** Something of a fiber that takes a turn: its start, or the end of one of its waits. */
export interface FiberStep extends QueueEntry {
  readonly fiber: Fiber;
  /** Returns what the handler returned when this is the start, and nothing else. */
  run(): unknown;
}

/** What fibers need from the one who runs them. */
export interface FiberHost {
  readonly clock: Clock;
  queue(step: FiberStep): void;
  blockLane(lane: string): void;
  unblockLane(lane: string): void;
  waiting(fiber: Fiber, isWaiting: boolean): void;
}

/**
 * One handler at work, from its first turn to its last. A handler that never waits has one turn. Only the waits here
 * let it go on within a turn; after an `await` of anything else it can still compute, but not change the world.
 */
export class Fiber implements FiberStep {
  readonly spec: TurnSpec;
  readonly #host: FiberHost;
  readonly #handler: TurnHandler;
  readonly #settled: Settled | null;
  #waits: Set<Wait> | null = null;
  #controller: AbortController | null = null;
  #exclusive = 0;
  #outside = 0;
  #turn: Turn | null = null;
  #last: Turn | null = null;
  #waitedAt = 0;

  constructor(host: FiberHost, spec: TurnSpec, handler: TurnHandler, settled: Settled | null) {
    this.#host = host;
    this.spec = spec;
    this.#handler = handler;
    this.#settled = settled;
  }

  get fiber(): this {
    return this;
  }

  get lane(): string {
    return this.spec.lane;
  }

  get passesBlock(): boolean {
    return false;
  }

  /** The turn it is in; null while it waits and when it is done. */
  get turn(): Turn | null {
    return this.#turn;
  }

  get isWaiting(): boolean {
    return this.#waits !== null && this.#waits.size > 0;
  }

  /** Does it wait for something that is not of the game? */
  get isOutside(): boolean {
    return this.#outside > 0;
  }

  /** Fires when the fiber is aborted: for `fetch` and its like. */
  get signal(): AbortSignal {
    return (this.#controller ??= new AbortController()).signal;
  }

  /**
   * Waits for anything from outside: a request, another process. The session's next line runs meanwhile.
   *
   * @throws Aborted when the fiber is aborted before
   */
  wait<T>(promise: PromiseLike<T>): Promise<T> {
    const suspension = this.suspend<T>();
    const back = (): void => void (this.#outside -= 1);
    this.#outside += 1;
    suspension.promise.then(back, back);
    promise.then(
      (value) => suspension.resume(value),
      (error: unknown) => suspension.abort(error instanceof Error ? error : new Error(String(error))),
    );
    return suspension.promise;
  }

  /**
   * Waits for some time.
   *
   * @throws Aborted when the fiber is aborted before
   */
  pause(milliseconds: number): Promise<void> {
    const suspension = this.suspend<void>();
    const timer = this.#host.clock.after(milliseconds, () => suspension.resume());
    const cancel = (): void => timer.cancel();
    suspension.promise.then(cancel, cancel);
    return suspension.promise;
  }

  /**
   * Waits until somebody calls `resume` or `abort`.
   *
   * @param ahead goes on before all that waits in its lane. For answers: the line after one may be the answer to the
   *   next question, which has to be asked first.
   */
  suspend<T>({ ahead = false }: { readonly ahead?: boolean } = {}): Suspension<T> {
    this.#waitedAt = this.#host.clock.monotonic();
    const suspension = new FiberSuspension<T>(this, ahead);
    const waits = (this.#waits ??= new Set());
    waits.add(suspension);
    if (waits.size === 1) this.#host.waiting(this, true);
    return suspension;
  }

  /** While `action` runs, whatever else comes in its lane (the session's next line) waits. */
  async exclusive<T>(action: () => PromiseLike<T>): Promise<T> {
    this.#exclusive += 1;
    this.#host.blockLane(this.lane);
    try {
      return await action();
    } finally {
      this.#exclusive -= 1;
      this.#host.unblockLane(this.lane);
    }
  }

  /** Ends all its waits with `Aborted`, each in a turn, so that the handler can clean up. */
  abort(reason: string): void {
    this.#controller?.abort(new Aborted(reason));
    for (const wait of this.#waits ?? []) wait.abort(reason);
  }

  /** For the runner: starts the handler. */
  run(): unknown {
    return this.#handler(this);
  }

  /** For the runner. What was learnt about the work in an earlier turn still holds. */
  enter(turn: Turn): void {
    const last = this.#last;
    if (last !== null) {
      turn.label = last.label;
      turn.actor = last.actor;
      turn.atomic = last.atomic;
    }
    this.#turn = turn;
    this.#waitedAt = 0;
  }

  /** For the runner. Returns when, by the monotonic clock, it last began to wait in this turn; 0 is never. */
  leave(): number {
    this.#last = this.#turn;
    this.#turn = null;
    return this.#waitedAt;
  }

  /** For the runner: the handler has ended. */
  settle(outcome: FiberOutcome, turn: Turn | null): void {
    this.#settled?.(outcome, turn);
  }

  /** For its waits: this one is over. */
  goOn(wait: Wait, step: () => void): void {
    this.#waits?.delete(wait);
    if (!this.isWaiting) this.#host.waiting(this, false);
    const passesBlock = wait.ahead || this.#exclusive > 0;
    this.#host.queue({ fiber: this, lane: this.lane, passesBlock, run: step });
  }
}

interface Wait {
  readonly ahead: boolean;
  abort(reason: string | Error): void;
}

class FiberSuspension<T> implements Suspension<T> {
  readonly promise: Promise<T>;
  readonly ahead: boolean;
  readonly #fiber: Fiber;
  readonly #resolve: (value: T) => void;
  readonly #reject: (error: unknown) => void;
  #waiting = true;

  constructor(fiber: Fiber, ahead: boolean) {
    this.#fiber = fiber;
    this.ahead = ahead;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    // A wait that nobody awaits any more may end badly without taking the process down.
    promise.catch(() => {});
    this.promise = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  get isWaiting(): boolean {
    return this.#waiting;
  }

  resume(value: T): void {
    this.#end(() => this.#resolve(value));
  }

  abort(reason: string | Error): void {
    const error = typeof reason === "string" ? new Aborted(reason) : reason;
    this.#end(() => this.#reject(error));
  }

  #end(step: () => void): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#fiber.goOn(this, step);
  }
}
