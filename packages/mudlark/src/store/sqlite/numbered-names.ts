import type { DatabaseSync, StatementSync } from "node:sqlite";

/**
 * A small table that gives names a number, so that rows hold the number only. Names are added when they are first
 * asked for, in the transaction under way; after a rollback `forget()` must be called.
 */
export class NumberedNames {
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #known = new Map<string, number>();

  constructor(database: DatabaseSync, table: string, columns: readonly string[]) {
    const condition = columns.map((column) => `${column} = ?`).join(" AND ");
    const marks = columns.map(() => "?").join(", ");
    this.#find = database.prepare(`SELECT number FROM ${table} WHERE ${condition}`);
    this.#add = database.prepare(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks}) RETURNING number`,
    );
  }

  numberOf(...names: readonly string[]): number {
    // NUL cannot be typed into a name, so no two lists of names share a key.
    const key = names.join("\0");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const row = this.#find.get(...names) ?? this.#add.get(...names);
    const number = Number(row?.number);
    this.#known.set(key, number);
    return number;
  }

  /** Some of the names may be gone from the table: ask it again. */
  forget(): void {
    this.#known.clear();
  }
}
