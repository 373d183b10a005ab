import { MudlarkError } from "../../base/errors.ts";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import { Aborted } from "./aborted.ts";
import { Fiber } from "./fiber.ts";
import type { FiberHost, FiberOutcome, FiberStep, Settled, TurnHandler } from "./fiber.ts";
import { Journal } from "./journal.ts";
import type { TurnContext } from "./turn-context.ts";
import { TurnQueue } from "./turn-queue.ts";
import type { TurnSpec } from "./turn-spec.ts";
import { Turn } from "./turn.ts";

/** What the runner needs from outside. */
export interface TurnPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly context: TurnContext;
  /** Turns that take longer, in milliseconds, are reported; `limits.commandTimeMs`. */
  readonly commandTimeMs: number;
  /** Before each turn: the marker that outlives the process (design §5). */
  running(turn: Turn): void;
  /** Nothing waits to be run. */
  idle(): void;
  /** While this is true no turn starts. Who makes it false again calls `wake()`. */
  backpressure(): boolean;
  slowTurn(turn: Turn, milliseconds: number): void;
  /** Tells the actor and the log; runs in a turn of its own, after the turn that threw was undone. */
  onError(turn: Turn, error: unknown): void;
}

/** Takes finished turns, and says when there are too many of them. */
export interface TurnSink {
  finish(turn: Turn): void;
  /** While this is false no turn starts. */
  readonly accepts: boolean;
}

/** Give way to the event loop after so many milliseconds of turns, so that input and acknowledgements come in. */
const sliceMs = 4;

/**
 * Runs turns, one at a time, fairly (design §4).
 *
 * A handler that returns no promise ends its turn by returning. Otherwise the turn ends when the promise is settled
 * or the microtasks have run dry, whichever comes first; the waits of its fiber let it go on in later turns.
 */
export class TurnRunner {
  readonly journal = new Journal();
  readonly #ports: TurnPorts;
  readonly #sink: TurnSink;
  readonly #queue = new TurnQueue<FiberStep>();
  readonly #host: FiberHost;
  /** Fibers that wait for something. */
  readonly #waiting = new Set<Fiber>();
  #turn: Turn | null = null;
  #fiber: Fiber | null = null;
  #startedAt = 0;
  #nextId = 1;
  #scheduled = false;
  #frozen = false;
  #pure = 0;
  #idle = true;
  #quiet: (() => void)[] = [];

  constructor(ports: TurnPorts, sink: TurnSink) {
    this.#ports = ports;
    this.#sink = sink;
    this.#host = {
      clock: ports.clock,
      queue: (step) => this.#add(step),
      blockLane: (lane) => this.#queue.block(lane),
      unblockLane: (lane) => {
        this.#queue.unblock(lane);
        this.wake();
      },
      waiting: (fiber, isWaiting) =>
        void (isWaiting ? this.#waiting.add(fiber) : this.#waiting.delete(fiber)),
    };
  }

  /** The turn that runs now, whoever asks; null between turns. */
  get current(): Turn | null {
    return this.#turn;
  }

  get currentFiber(): Fiber | null {
    return this.#fiber;
  }

  get isFrozen(): boolean {
    return this.#frozen;
  }

  /** Turns that wait to be run. */
  get queued(): number {
    return this.#queue.size;
  }

  /** Handlers that wait for something. */
  get waiting(): Iterable<Fiber> {
    return this.#waiting;
  }

  /**
   * Queues a piece of work; it starts after the present task of the event loop at the earliest. `settled` hears how
   * the handler ended, within its last turn if it ended in one.
   */
  enqueue(spec: TurnSpec, handler: TurnHandler, settled: Settled | null = null): void {
    this.#add(new Fiber(this.#host, spec, handler, settled));
  }

  /** As `enqueue`; resolves with the handler's result when it is durable, rejects with what the handler threw. */
  run<T>(spec: TurnSpec, handler: TurnHandler<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let value: T | undefined;
      const remember = (result: T): T => (value = result);
      const keep: TurnHandler = (fiber) => {
        const result = handler(fiber);
        return isThenable(result) ? result.then(remember) : remember(result);
      };
      this.enqueue(spec, keep, (outcome, turn) => {
        if (outcome.status === "failed") reject(outcome.error);
        else if (turn === null) resolve(value as T);
        else turn.onCommit(() => resolve(value as T));
      });
    });
  }

  /**
   * The turn to which a change made right here belongs.
   *
   * @throws MudlarkError TURN_CLOSED outside one's own turn, WORLD_FROZEN, READ_ONLY within `pure`
   */
  requireTurn(): Turn {
    const turn = this.#turn;
    if (turn !== null && this.#pure === 0 && this.#ports.context.current() === this.#fiber) return turn;
    throw this.#refusal();
  }

  /** Names the present turn by what it turned out to be; the marker that outlives the process follows. */
  nameTurn(label: string): void {
    const turn = this.requireTurn();
    if (turn.label === label) return;
    turn.label = label;
    this.#ports.running(turn);
  }

  /** May a change be made right here? */
  get inTurn(): boolean {
    return this.#turn !== null && this.#pure === 0 && this.#ports.context.current() === this.#fiber;
  }

  /** Runs something that may look but not change anything stored; a change throws READ_ONLY. */
  pure<T>(action: () => T): T {
    this.#pure += 1;
    try {
      return action();
    } finally {
      this.#pure -= 1;
    }
  }

  get isPure(): boolean {
    return this.#pure > 0;
  }

  /** No turn starts, and every change throws WORLD_FROZEN. A turn that runs is finished. */
  freeze(): void {
    this.#frozen = true;
    this.#checkQuiet();
  }

  thaw(): void {
    this.#frozen = false;
    this.wake();
  }

  /** What kept turns from starting may be over. */
  wake(): void {
    if (this.#scheduled || this.#turn !== null || this.#queue.size === 0) return;
    this.#scheduled = true;
    void Promise.resolve().then(this.#pump);
  }

  /** Ends every wait with `Aborted`, each in a turn of its own. */
  abortWaits(reason: string): void {
    for (const fiber of this.#waiting) fiber.abort(reason);
  }

  /** Drops work that has not started. Returns how many turns that were. */
  forget(unwanted: (spec: TurnSpec) => boolean): number {
    return this.#queue.remove((step) => step === step.fiber && unwanted(step.fiber.spec)).length;
  }

  /** Resolves when no turn runs and none could start: nothing is queued, or the world is frozen. */
  quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.#quiet.push(resolve);
      this.#checkQuiet();
    });
  }

  #add(step: FiberStep): void {
    this.#queue.add(step);
    this.#idle = false;
    this.wake();
  }

  readonly #pump = (): void => {
    this.#scheduled = false;
    if (this.#turn !== null) return;
    const { clock } = this.#ports;
    this.#startedAt = clock.monotonic();
    const sliceEnd = this.#startedAt + sliceMs;
    while (this.#turn === null && this.#mayStart()) {
      const step = this.#queue.next();
      if (step === null) break;
      this.#start(step);
      if (this.#turn === null && this.#startedAt >= sliceEnd && this.#queue.size > 0) {
        this.#scheduled = true;
        this.#ports.context.afterMicrotasks(this.#pump);
        return;
      }
    }
    this.#checkQuiet();
  };

  #mayStart(): boolean {
    return !this.#frozen && this.#sink.accepts && !this.#ports.backpressure();
  }

  #checkQuiet(): void {
    if (this.#turn !== null || (this.#queue.size > 0 && !this.#frozen)) return;
    if (!this.#idle && this.#queue.size === 0) {
      this.#idle = true;
      this.#ports.idle();
    }
    if (this.#quiet.length === 0) return;
    const waiting = this.#quiet;
    this.#quiet = [];
    for (const resolve of waiting) resolve();
  }

  #start(step: FiberStep): void {
    const { fiber } = step;
    const turn = this.#open(fiber, fiber.spec);
    let result: unknown;
    try {
      result = this.#ports.context.run(fiber, runStep, step);
    } catch (error) {
      this.#end(turn, fiber, { status: "failed", error });
      return;
    }
    if (step !== fiber) this.#endWhenDrained(turn, fiber);
    else if (!isThenable(result)) this.#end(turn, fiber, { status: "done", value: result });
    else {
      result.then(
        (value) => this.#settled(fiber, { status: "done", value }),
        (error: unknown) => this.#settled(fiber, { status: "failed", error }),
      );
      this.#endWhenDrained(turn, fiber);
    }
  }

  #open(fiber: Fiber, spec: TurnSpec): Turn {
    const turn = new Turn(this.#nextId++, spec, this.journal);
    this.#turn = turn;
    this.#fiber = fiber;
    fiber.enter(turn);
    this.#ports.running(turn);
    return turn;
  }

  /** The handler has not ended; if it does not before the microtasks run dry, it waits, and its turn is over. */
  #endWhenDrained(turn: Turn, fiber: Fiber): void {
    this.#ports.context.afterMicrotasks(() => {
      if (this.#turn !== turn) return;
      this.#end(turn, fiber, null);
      this.#pump();
    });
  }

  #settled(fiber: Fiber, outcome: FiberOutcome): void {
    if (this.#fiber === fiber && this.#turn !== null) {
      this.#end(this.#turn, fiber, outcome);
      this.#pump();
      return;
    }
    fiber.settle(outcome, null);
    if (outcome.status === "failed" && !(outcome.error instanceof Aborted))
      this.#reportLater(fiber, outcome.error);
  }

  /** @param outcome null when the handler goes on later */
  #end(turn: Turn, fiber: Fiber, outcome: FiberOutcome | null): void {
    const failed = outcome !== null && outcome.status === "failed" && !(outcome.error instanceof Aborted);
    if (failed && turn.atomic) turn.rollback();
    if (outcome !== null) fiber.settle(outcome, failed ? null : turn);
    this.#close(turn, fiber, outcome === null);
    if (failed) this.#report(turn, fiber, outcome.error);
  }

  #close(turn: Turn, fiber: Fiber, isWaiting: boolean): void {
    turn.close();
    const lastActive = fiber.leave();
    this.#turn = null;
    this.#fiber = null;
    this.#sink.finish(turn);
    const now = this.#ports.clock.monotonic();
    const took = (isWaiting && lastActive > 0 ? lastActive : now) - this.#startedAt;
    this.#startedAt = now;
    if (took > this.#ports.commandTimeMs) this.#ports.slowTurn(turn, took);
  }

  /** The error is told in a turn of its own, right after the one that it undid. */
  #report(failed: Turn, fiber: Fiber, error: unknown): void {
    const turn = this.#open(fiber, fiber.spec);
    turn.atomic = true;
    try {
      this.#ports.context.run(fiber, () => this.#ports.onError(failed, error), undefined);
    } catch (second) {
      turn.rollback();
      this.#ports.logger.error("An error could not be reported", { label: turn.label, error, second });
    }
    this.#close(turn, fiber, false);
  }

  /** A handler that failed outside its turns: most often it went on after a foreign `await`. */
  #reportLater(fiber: Fiber, error: unknown): void {
    const { spec } = fiber;
    const failed = new Turn(this.#nextId++, spec, new Journal());
    failed.close();
    this.enqueue({ ...spec, atomic: true }, () => this.#ports.onError(failed, error));
  }

  #refusal(): MudlarkError {
    if (this.#pure > 0) {
      return new MudlarkError(
        "READ_ONLY",
        "nothing stored may change here: atInit and other reads only look",
      );
    }
    if (this.#frozen && this.#turn === null) {
      return new MudlarkError(
        "WORLD_FROZEN",
        "this world no longer takes changes: another one is taking its place",
      );
    }
    return new MudlarkError(
      "TURN_CLOSED",
      "changes belong into a turn, and this code runs outside its own; after a promise of your own, go on with " +
        "ctx.wait(promise) instead of await",
    );
  }
}

function runStep(step: FiberStep): unknown {
  return step.run();
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
