import { EntityBody } from "../../model/attributes/body.ts";
import type { Persistent } from "../../model/commit/batch-draft.ts";
import { EntityRecord } from "../../model/entity/entity-record.ts";
import type { EntityTable } from "../../model/entity/entity-table.ts";
import type { Kernel } from "../../model/kernel.ts";
import { Setting } from "../../model/settings.ts";
import { runtimeKey } from "../../model/time/up-time.ts";
import type { EntityRow } from "../../store/rows.ts";
import type { Store } from "../../store/store.ts";
import type { StoreSnapshot } from "../../store/snapshot.ts";
import type { Finding } from "./finding.ts";

/**
 * Looks in the memory of a running world whether the store has the same (`world.md` §20, I5, I7, I12). What changes
 * meanwhile is left out; turns run in between.
 *
 * @param pause lets others have their turn
 */
export async function* checkStored(
  game: Kernel,
  store: Store,
  pause: () => Promise<void>,
): AsyncGenerator<Finding> {
  const { committer } = game;
  if (committer.failure !== null) {
    yield found("the store", `The world cannot save at present: ${committer.failure.message}`);
    return;
  }
  const changes = new Changes();
  const unfollow = committer.follow((thing) => changes.add(thing));
  try {
    await committer.flush();
    const durable = committer.durableSequence;
    const snapshot = await store.snapshot();
    try {
      yield* checkSnapshot(game, snapshot, durable, changes, pause);
    } finally {
      await snapshot.close();
    }
  } finally {
    unfollow();
  }
}

/** What has changed since the snapshot, or a moment longer. */
class Changes {
  readonly #entities = new Set<string>();
  readonly #settings = new Set<string>();

  add(thing: Persistent): void {
    if (thing instanceof EntityRecord) this.#entities.add(entityKey(thing.kind.name, thing.id));
    else if (thing instanceof Setting) this.#settings.add(thing.key);
  }

  hasSetting(key: string): boolean {
    return this.#settings.has(key);
  }

  hasEntity(kind: string, id: number): boolean {
    return this.#entities.has(entityKey(kind, id));
  }
}

async function* checkSnapshot(
  game: Kernel,
  snapshot: StoreSnapshot,
  durable: number,
  changes: Changes,
  pause: () => Promise<void>,
): AsyncGenerator<Finding> {
  const { settings, highestIds, sequence } = snapshot.world;
  if (sequence < durable) {
    yield found("the count of batches", `The store has ${sequence}, and the world was told of ${durable}.`);
  }
  yield* checkSettings(game, settings, changes);
  const kinds = new Map(
    Array.from(game.indexed(), ({ kind, records }) => [kind, new Comparison(kind, records)]),
  );
  for await (const rows of snapshot.entities()) {
    for (const row of rows) yield* kinds.get(row.kind)?.compare(row, changes) ?? [];
    await pause();
  }
  for (const [kind, comparison] of kinds) {
    yield* comparison.rest(changes);
    const kept = highestIds.get(kind) ?? 0;
    if (kept > comparison.table.highestId) {
      yield found(`ids of the kind ${kind}`, `The store has given ${kept}, and the world does not know it.`);
    }
  }
}

function* checkSettings(
  game: Kernel,
  stored: ReadonlyMap<string, string>,
  changes: Changes,
): Generator<Finding> {
  const here = new Map(game.settings.stored());
  for (const key of new Set([...here.keys(), ...stored.keys()])) {
    // Every batch brings the time of the world with it, without a change.
    if (key === runtimeKey || changes.hasSetting(key) || here.get(key) === stored.get(key)) continue;
    if (!here.has(key)) yield found(`setting ${key}`, "Only the store has it.");
    else if (!stored.has(key)) yield found(`setting ${key}`, "The store does not have it.");
    else yield found(`setting ${key}`, "It is another one in the store.");
  }
}

/** Goes through the rows and the records of one kind side by side: both come by id. */
class Comparison {
  readonly table: EntityTable;
  readonly #kind: string;
  readonly #records: Iterator<EntityRecord>;
  #next: EntityRecord | undefined;

  constructor(kind: string, table: EntityTable) {
    this.#kind = kind;
    this.table = table;
    this.#records = table[Symbol.iterator]();
    this.#advance();
  }

  *compare(row: EntityRow, changes: Changes): Generator<Finding> {
    yield* this.#upTo(row.id, changes);
    if (this.#next?.id === row.id) this.#advance();
    if (changes.hasEntity(this.#kind, row.id)) return;
    const record = this.table.get(row.id);
    const about = `${row.kind} #${row.id} (${row.key})`;
    if (record === undefined) yield found(about, "Only the store has it.");
    else yield* differences(record, row).map((problem) => found(about, problem));
  }

  rest(changes: Changes): Generator<Finding> {
    return this.#upTo(Infinity, changes);
  }

  /** Those that the store passed over. */
  *#upTo(id: number, changes: Changes): Generator<Finding> {
    for (; this.#next !== undefined && this.#next.id < id; this.#advance()) {
      const { ref, key, id: own, isDeleted } = this.#next;
      if (isDeleted || changes.hasEntity(this.#kind, own)) continue;
      yield found(`${this.#kind} ${ref} (${key})`, "The store does not have it.");
    }
  }

  #advance(): void {
    const { value, done } = this.#records.next();
    this.#next = done === true ? undefined : value;
  }
}

function differences(record: EntityRecord, stored: EntityRow): string[] {
  const here = record.toRow();
  const problems: string[] = [];
  for (const name of Object.keys(here) as (keyof EntityRow)[]) {
    if (name === "body" || isLostPlace(record, name, stored[name])) continue;
    if (here[name] !== stored[name]) {
      problems.push(`Its ${name} is ${shown(here[name])}, and ${shown(stored[name])} in the store.`);
    }
  }
  // A text of an earlier version of a class says the same in other words.
  if (here.body !== stored.body && here.body !== hydrated(record, stored.body)) {
    problems.push("Its attributes are others in the store.");
  }
  if (record.body !== null && here.body !== hydrated(record, here.body)) {
    problems.push("Its attributes would not be the same after the world forgot them and read them again.");
  }
  return problems;
}

/** A place that does not exist is taken as none when the world is loaded; that it is kept is another finding. */
function isLostPlace(
  record: EntityRecord,
  name: keyof EntityRow,
  stored: EntityRow[keyof EntityRow],
): boolean {
  if (name !== "location" && name !== "home" && name !== "destination") return false;
  if (record[name] !== null || typeof stored !== "number") return false;
  return record.kind.core.find("object", stored) === undefined;
}

function hydrated(record: EntityRecord, body: string | null): string | null {
  return new EntityBody(record, body).encode();
}

function shown(value: string | number | null): string {
  return value === null ? "nothing" : JSON.stringify(value);
}

function entityKey(kind: string, id: number): string {
  return `${id} ${kind}`;
}

function found(about: string, problem: string): Finding {
  return { rule: "stored", about, problem, repair: null };
}
