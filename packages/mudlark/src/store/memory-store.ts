import { MudlarkError } from "../base/errors.ts";
import { requireSequence, storeClosed, storeTakenOver } from "./refusals.ts";
import { StoreFailure } from "./store-failure.ts";
import type { FailureReason } from "./store-failure.ts";
import type { Batch, EntityId, EntityRow, SessionMark } from "./rows.ts";
import type { StoreSnapshot } from "./snapshot.ts";
import type { Store, StoredWorld } from "./store.ts";

const chunkSize = 1000;

/**
 * What the stores of one world share, in the place of a file: it outlives each of them, so a test can let a world
 * die and start the next one on what it left.
 *
 * @example
 * const disk = new MemoryDisk();
 * const first = new MemoryStore(disk);
 * await first.open();
 * disk.crash();
 * await new MemoryStore(disk).open();
 */
export class MemoryDisk {
  readonly rows = new Map<string, EntityRow>();
  readonly settings = new Map<string, string>();
  readonly highestIds = new Map<string, number>();
  readonly marks = new Map<string, SessionMark>();
  sequence = 0;
  epoch = 0;
  holder: object | null = null;
  /** While this is set, opening and writing fail for that reason. */
  failing: FailureReason | null = null;

  /** As the death of the process that holds it: what was stored stays, and the lock is free. */
  crash(): void {
    this.holder = null;
  }
}

/**
 * A store that forgets. It refuses, orders and acknowledges exactly as the others do, and never needs more than a
 * few microtasks, so tests need no real time.
 */
export class MemoryStore implements Store {
  readonly #disk: MemoryDisk;
  #state: "new" | "open" | "released" | "closed" = "new";
  #epoch = 0;

  constructor(disk = new MemoryDisk()) {
    this.#disk = disk;
  }

  async prepare(): Promise<void> {
    if (this.#state === "closed") throw storeClosed();
  }

  async open(): Promise<StoredWorld> {
    const disk = this.#disk;
    if (this.#state === "closed") throw storeClosed();
    if (disk.holder !== null && disk.holder !== this) {
      throw new MudlarkError("STORE_LOCKED", "the world in memory is held by another store of this process");
    }
    this.#requireDisk();
    disk.holder = this;
    disk.epoch += 1;
    this.#epoch = disk.epoch;
    this.#state = "open";
    return {
      settings: new Map(disk.settings),
      highestIds: new Map(disk.highestIds),
      marks: [...disk.marks.values()],
      sequence: disk.sequence,
    };
  }

  async *entities(): AsyncGenerator<readonly EntityRow[]> {
    if (this.#state !== "open") throw storeClosed();
    yield* inChunks([...this.#disk.rows.values()].toSorted(byKindAndId));
  }

  async snapshot(): Promise<StoreSnapshot> {
    if (this.#state !== "open") throw storeClosed();
    const { settings, highestIds, sequence } = this.#disk;
    const rows = [...this.#disk.rows.values()].toSorted(byKindAndId);
    return {
      world: { settings: new Map(settings), highestIds: new Map(highestIds), sequence },
      entities: () => inChunks(rows),
      close: async () => {},
    };
  }

  async write(batch: Batch): Promise<void> {
    const disk = this.#disk;
    if (this.#state === "closed" || this.#state === "new") throw storeClosed();
    if (this.#state === "released" || this.#epoch !== disk.epoch) throw storeTakenOver();
    this.#requireDisk();
    requireSequence(batch.sequence, disk.sequence);
    apply(disk, batch);
  }

  async release(): Promise<void> {
    if (this.#disk.holder === this) this.#disk.holder = null;
    if (this.#state === "open") this.#state = "released";
  }

  async close(): Promise<void> {
    await this.release();
    this.#state = "closed";
  }

  #requireDisk(): void {
    const { failing } = this.#disk;
    if (failing !== null) throw new StoreFailure(failing, `the memory was told to fail (${failing})`);
  }
}

/** Rows are copied, so that what is stored cannot change afterwards, as on a disk. */
function apply(disk: MemoryDisk, batch: Batch): void {
  for (const row of batch.put) disk.rows.set(entityKey(row), { ...row });
  for (const id of batch.remove) disk.rows.delete(entityKey(id));
  for (const { kind, id } of batch.highestIds) {
    disk.highestIds.set(kind, Math.max(id, disk.highestIds.get(kind) ?? 0));
  }
  for (const { key, value } of batch.settings) {
    if (value === null) disk.settings.delete(key);
    else disk.settings.set(key, value);
  }
  if (batch.forgetGatewaysExcept !== null) {
    for (const [key, mark] of disk.marks) {
      if (mark.gateway !== batch.forgetGatewaysExcept) disk.marks.delete(key);
    }
  }
  for (const { gateway, session } of batch.forgetMarks) disk.marks.delete(markKey(gateway, session));
  for (const mark of batch.marks) {
    disk.marks.set(markKey(mark.gateway, mark.session), { ...mark, lines: [...mark.lines] });
  }
  disk.sequence = batch.sequence;
}

async function* inChunks(rows: readonly EntityRow[]): AsyncGenerator<readonly EntityRow[]> {
  for (let at = 0; at < rows.length; at += chunkSize) yield rows.slice(at, at + chunkSize);
}

function entityKey({ kind, id }: EntityId): string {
  return `${id} ${kind}`;
}

function markKey(gateway: string, session: number): string {
  return `${session} ${gateway}`;
}

function byKindAndId(a: EntityRow, b: EntityRow): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return a.id - b.id;
}
