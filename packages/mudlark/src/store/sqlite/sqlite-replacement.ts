import { existsSync, linkSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "../../base/clock.ts";
import type { Replacement } from "../replacement.ts";
import { timeStamp } from "../../base/time-stamp.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Store } from "../store.ts";
import { fileFailure } from "./file-failure.ts";
import { openDatabase } from "./open-database.ts";
import { openSqliteSnapshot } from "./sqlite-snapshot.ts";
import { StoreLock } from "./store-lock.ts";

/** What SQLite and the lock keep beside a database. */
const companions = ["-wal", "-shm", ".lock", ".holder"] as const;

export class SqliteReplacement implements Replacement {
  readonly isOccupied: boolean;
  readonly store: Store;
  readonly #path: string;
  readonly #staged: string;
  readonly #lock: StoreLock;
  readonly #clock: Clock;
  #isDone = false;

  /**
   * @param storeAt makes a store on a file
   * @throws MudlarkError STORE_LOCKED, STORE_FAILED
   */
  constructor(path: string, clock: Clock, storeAt: (path: string) => Store) {
    this.#path = path;
    this.#staged = `${path}.restoring`;
    this.#clock = clock;
    this.#lock = new StoreLock(path, clock);
    trying(path, () => mkdirSync(dirname(path), { recursive: true }));
    this.#lock.take();
    this.isOccupied = existsSync(path);
    this.#forgetStaged();
    this.store = storeAt(this.#staged);
  }

  async snapshot(): Promise<Snapshot> {
    return openSqliteSnapshot(this.#staged);
  }

  async finish(): Promise<string | null> {
    // The last to close it empties its log.
    await this.store.close();
    const aside = this.isOccupied ? `${this.#path}.replaced-${timeStamp(this.#clock.now())}` : null;
    trying(this.#path, () => {
      if (aside !== null) this.#keep(aside);
      // At no moment is there no database: a world that started then would make a new one.
      renameSync(this.#staged, this.#path);
    });
    this.#isDone = true;
    this.#forgetStaged();
    this.#lock.release();
    return aside;
  }

  async abandon(): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    await this.store.close();
    this.#forgetStaged();
    this.#lock.release();
  }

  /** Gives the earlier database a second name. Its log goes with it, empty unless the database is damaged. */
  #keep(aside: string): void {
    emptyLog(this.#path);
    linkSync(this.#path, aside);
    if (existsSync(`${this.#path}-wal`)) renameSync(`${this.#path}-wal`, `${aside}-wal`);
    rmSync(`${this.#path}-shm`, { force: true });
  }

  #forgetStaged(): void {
    for (const ending of ["", ...companions]) rmSync(this.#staged + ending, { force: true });
  }
}

function emptyLog(path: string): void {
  try {
    using database = openDatabase(path, "write", { busyTimeoutMs: 1000, cacheKiB: 1000 });
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // A damaged database is kept as it is.
  }
}

function trying(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw fileFailure(error, path);
  }
}
