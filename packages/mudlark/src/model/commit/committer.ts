import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { Clock, Timer } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import type { Batch, SessionMark } from "../../store/rows.ts";
import type { Store } from "../../store/store.ts";
import { StoreFailure } from "../../store/store-failure.ts";
import type { TurnSink } from "../turn/turn-runner.ts";
import type { HeldEffect, Turn } from "../turn/turn.ts";
import type { BatchDraft, Persistent } from "./batch-draft.ts";

/** What the committer needs from outside. */
export interface CommitPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The turn is durable: its output may leave. Called in the order of the turns. */
  release(turn: Turn, effects: readonly HeldEffect[]): void;
  /** Which lines of its session are done with this turn (design §5); null when it was no session's. */
  marksFor(turn: Turn): SessionMark | null;
  /** The store could not write. No turn starts until it can. */
  storeFailed(error: MudlarkError, willRetry: boolean): void;
  /** It can again. */
  storeRecovered(): void;
}

/** No turn starts while so many changed entities wait to be written. */
const mostPending = 20_000;
const firstRetryMs = 100;
const lastRetryMs = 5_000;

/**
 * Keeps what turns did (design §4, P2). Finished turns join the open batch. While the store writes one, the next one
 * fills; so a change is on its way at once when all is quiet, and batches grow under load. Output leaves, in order,
 * when everything up to its turn is durable.
 */
export class Committer implements TurnSink {
  readonly #ports: CommitPorts;
  readonly #isBetweenTurns: () => boolean;
  readonly #onRoom: () => void;
  readonly #changed = new Set<Persistent>();
  readonly #marks = new Map<string, SessionMark>();
  readonly #stamps: Persistent[] = [];
  readonly #followers = new Set<(thing: Persistent) => void>();
  #sync = false;
  /** Of the last batch given to the store. */
  #sent = 0;
  #durable = 0;
  #failure: MudlarkError | null = null;
  #retry: Timer | null = null;
  #held: { readonly turn: Turn; readonly needs: number }[] = [];
  #flushing: (() => void)[] = [];

  /**
   * @param isBetweenTurns memory must not be read for a batch while a turn changes it
   * @param onRoom turns may start again
   */
  constructor(ports: CommitPorts, isBetweenTurns: () => boolean, onRoom: () => void) {
    this.#ports = ports;
    this.#isBetweenTurns = isBetweenTurns;
    this.#onRoom = onRoom;
  }

  get accepts(): boolean {
    return this.#failure === null && this.#changed.size < mostPending;
  }

  /** The last batch that is durable. */
  get durableSequence(): number {
    return this.#durable;
  }

  /** Changed things that no batch has taken yet. */
  get pending(): number {
    return this.#changed.size;
  }

  /** Why the store cannot write; null while it can. */
  get failure(): MudlarkError | null {
    return this.#failure;
  }

  /** @param sequence of the last batch in the store, when it was opened */
  start(sequence: number): void {
    this.#sent = sequence;
    this.#durable = sequence;
    this.#failure = null;
  }

  /** Adds something that goes with every batch; by itself it makes none. */
  addStamp(stamp: Persistent): void {
    this.#stamps.push(stamp);
  }

  /** Tells of everything that a turn changes from now on; the result ends that. */
  follow(hear: (thing: Persistent) => void): () => void {
    this.#followers.add(hear);
    return () => this.#followers.delete(hear);
  }

  finish(turn: Turn): void {
    if (turn.hasChanges) this.#take(turn);
    const needs = this.#changed.size > 0 ? this.#sent + 1 : this.#sent;
    if (needs <= this.#durable && this.#held.length === 0) this.#release(turn);
    else if (turn.effects.length > 0 || turn.afterCommit.length > 0) this.#held.push({ turn, needs });
    this.#sendNext();
  }

  /** Resolves when everything that finished turns did is durable. Waits as long as the store fails. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      this.#flushing.push(resolve);
      this.#sendNext();
      this.#checkFlushed();
    });
  }

  /** Stops trying. What was not written is lost. */
  stop(): void {
    this.#retry?.cancel();
    this.#retry = null;
  }

  #take(turn: Turn): void {
    for (const thing of turn.changed) {
      this.#changed.add(thing);
      for (const hear of this.#followers) hear(thing);
    }
    if (turn.needsSync) this.#sync = true;
    const mark = this.#ports.marksFor(turn);
    if (mark !== null) this.#marks.set(markKey(mark), mark);
  }

  #sendNext(): void {
    if (this.#changed.size === 0 || this.#sent > this.#durable || this.#failure !== null) return;
    if (!this.#isBetweenTurns()) return;
    this.#sent += 1;
    void this.#write(this.#makeBatch(), firstRetryMs);
  }

  #makeBatch(): Batch {
    const draft: BatchDraft = {
      put: [],
      remove: [],
      highestIds: [],
      settings: [],
      forgetMarks: [],
      forgetGatewaysExcept: null,
    };
    for (const thing of this.#changed) thing.addTo(draft);
    for (const stamp of this.#stamps) stamp.addTo(draft);
    for (const forgotten of draft.forgetMarks) this.#marks.delete(markKey(forgotten));
    const batch = { sequence: this.#sent, ...draft, marks: [...this.#marks.values()], sync: this.#sync };
    this.#changed.clear();
    this.#marks.clear();
    this.#sync = false;
    return batch;
  }

  async #write(batch: Batch, retryMs: number): Promise<void> {
    try {
      await this.#ports.store.write(batch);
    } catch (error) {
      this.#failed(batch, error, retryMs);
      return;
    }
    this.#written(batch.sequence);
  }

  #written(sequence: number): void {
    this.#durable = sequence;
    if (this.#failure !== null) {
      this.#failure = null;
      this.#ports.storeRecovered();
    }
    this.#releaseDurable();
    this.#sendNext();
    this.#checkFlushed();
    this.#onRoom();
  }

  #failed(batch: Batch, error: unknown, retryMs: number): void {
    const failure =
      error instanceof MudlarkError ? error : new StoreFailure("other", messageOf(error), { cause: error });
    const isFirst = this.#failure === null;
    this.#failure = failure;
    const willRetry = failure instanceof StoreFailure && failure.mayPass;
    if (isFirst || !willRetry) this.#ports.storeFailed(failure, willRetry);
    if (!willRetry) return;
    this.#retry = this.#ports.clock.after(retryMs, () => {
      void this.#write(batch, Math.min(retryMs * 2, lastRetryMs));
    });
  }

  #releaseDurable(): void {
    let count = 0;
    for (const { turn, needs } of this.#held) {
      if (needs > this.#durable) break;
      this.#release(turn);
      count += 1;
    }
    if (count > 0) this.#held = this.#held.slice(count);
  }

  #release(turn: Turn): void {
    if (turn.effects.length > 0) this.#ports.release(turn, turn.effects);
    for (const effect of turn.afterCommit) {
      try {
        effect();
      } catch (error) {
        this.#ports.logger.error("An effect after a commit failed", { turn: turn.label, error });
      }
    }
  }

  #checkFlushed(): void {
    if (this.#flushing.length === 0 || this.#changed.size > 0 || this.#sent > this.#durable) return;
    const waiting = this.#flushing;
    this.#flushing = [];
    for (const resolve of waiting) resolve();
  }
}

function markKey({ gateway, session }: { readonly gateway: string; readonly session: number }): string {
  return `${session} ${gateway}`;
}
