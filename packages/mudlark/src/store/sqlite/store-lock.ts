import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../base/clock.ts";
import { MudlarkError } from "../../base/errors.ts";
import { resultCodeOf, sqliteFailure } from "./sqlite-failure.ts";

const busy = 5;

/** Two worlds that ask in the same instant may hinder each other; then one more try settles it. */
const patienceMs = 100;

/**
 * The right to be a store's world: a transaction held on a small file of its own, `<store>.lock`, which the operating
 * system ends at any death of the process. `<store>.holder` says, for people and messages only, who that is.
 */
export class StoreLock {
  readonly #path: string;
  readonly #clock: Clock;
  #held: DatabaseSync | null = null;

  constructor(storePath: string, clock: Clock) {
    this.#path = storePath;
    this.#clock = clock;
  }

  /**
   * Does nothing when it is held already.
   *
   * @throws MudlarkError STORE_LOCKED, STORE_FAILED
   */
  take(): void {
    if (this.#held !== null) return;
    this.#held = this.#hold();
    this.#sayWho();
  }

  release(): void {
    if (this.#held === null) return;
    this.#forgetWho();
    this.#held.close();
    this.#held = null;
  }

  get #lockPath(): string {
    return `${this.#path}.lock`;
  }

  get #holderPath(): string {
    return `${this.#path}.holder`;
  }

  #hold(): DatabaseSync {
    let database: DatabaseSync | null = null;
    try {
      database = new DatabaseSync(this.#lockPath, { timeout: patienceMs });
      database.exec("BEGIN EXCLUSIVE");
      return database;
    } catch (error) {
      database?.close();
      if (resultCodeOf(error) === busy) throw this.#lockedError();
      throw sqliteFailure(error, this.#lockPath);
    }
  }

  /** Only messages depend on this file, so a world does not fail for want of it. */
  #sayWho(): void {
    try {
      writeFileSync(this.#holderPath, JSON.stringify({ pid: process.pid, since: this.#clock.now() }));
    } catch {
      // A store that cannot be written to is reported by what comes next.
    }
  }

  /** While the lock is held: later it might be the next holder's file. */
  #forgetWho(): void {
    try {
      rmSync(this.#holderPath, { force: true });
    } catch {
      // It is read only while somebody holds the lock, who then writes it anew.
    }
  }

  #lockedError(): MudlarkError {
    return new MudlarkError("STORE_LOCKED", `another world holds ${this.#path}: ${this.#holder()}`);
  }

  /** The file may be missing or half written if the other one is just starting or stopping. */
  #holder(): string {
    try {
      const { pid, since } = JSON.parse(readFileSync(this.#holderPath, "utf8")) as Record<string, unknown>;
      return `process ${Number(pid)}, since ${new Date(Number(since)).toISOString()}`;
    } catch {
      return "a process that did not say who it is";
    }
  }
}
