import type { DatabaseSync, StatementSync } from "node:sqlite";
import { requireSequence, storeTakenOver } from "../refusals.ts";
import type { SessionMark } from "../rows.ts";
import type { Durability } from "../store.ts";
import { rowsOf } from "./flat-batch.ts";
import type { FlatBatch } from "./flat-batch.ts";
import { inTransaction } from "./in-transaction.ts";
import { NumberedNames } from "./numbered-names.ts";
import { idsPerKind } from "./schema.ts";

/** Applies batches to an open database that has the present schema, each in a transaction of its own. */
export class BatchWriter {
  readonly #database: DatabaseSync;
  readonly #durability: Durability;
  readonly #kinds: NumberedNames;
  readonly #classes: NumberedNames;
  readonly #statements: Statements;
  #waitsForDisk: boolean | null = null;

  constructor(database: DatabaseSync, durability: Durability) {
    this.#database = database;
    this.#durability = durability;
    this.#kinds = new NumberedNames(database, "kind", ["name"]);
    this.#classes = new NumberedNames(database, "class", ["id", "content"]);
    this.#statements = prepareStatements(database);
  }

  /**
   * Applies a batch whole or not at all.
   *
   * @throws MudlarkError STORE_EPOCH, RangeError (not the next sequence), or what `node:sqlite` throws
   */
  write(batch: FlatBatch): void {
    this.#waitForDisk(batch.sync || this.#durability === "power");
    try {
      inTransaction(this.#database, () => this.#apply(batch));
    } catch (error) {
      this.#kinds.forget();
      this.#classes.forget();
      throw error;
    }
  }

  /** SQLite takes this setting between transactions only. */
  #waitForDisk(wanted: boolean): void {
    if (this.#waitsForDisk === wanted) return;
    this.#database.exec(`PRAGMA synchronous = ${wanted ? "FULL" : "NORMAL"}`);
    this.#waitsForDisk = wanted;
  }

  #apply(batch: FlatBatch): void {
    const statements = this.#statements;
    const state = statements.readState.get();
    if (Number(state?.epoch) !== batch.epoch) throw storeTakenOver();
    requireSequence(batch.sequence, Number(state?.sequence));

    for (const [kind, id, classId, content, ...fields] of rowsOf(batch)) {
      const classNumber = this.#classes.numberOf(classId, content);
      statements.putEntity.run(this.#rowNumber(kind, id), classNumber, ...fields);
    }
    for (const { kind, id } of batch.remove) statements.removeEntity.run(this.#rowNumber(kind, id));
    for (const { kind, id } of batch.highestIds) {
      statements.raiseHighestId.run(id, this.#kinds.numberOf(kind));
    }
    for (const { key, value } of batch.settings) {
      if (value === null) statements.removeSetting.run(key);
      else statements.putSetting.run(key, value);
    }
    this.#applyMarks(batch);
    statements.setSequence.run(batch.sequence);
  }

  #applyMarks(batch: FlatBatch): void {
    const { forgetGateways, forgetMark, putMark } = this.#statements;
    if (batch.forgetGatewaysExcept !== null) forgetGateways.run(batch.forgetGatewaysExcept);
    for (const { gateway, session } of batch.forgetMarks) forgetMark.run(gateway, session);
    for (const mark of batch.marks) putMark.run(...cellsOfMark(mark));
  }

  #rowNumber(kind: string, id: number): number {
    return this.#kinds.numberOf(kind) * idsPerKind + id;
  }
}

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    readState: prepare("SELECT epoch, sequence FROM state"),
    setSequence: prepare("UPDATE state SET sequence = ?"),
    putEntity: prepare("REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    removeEntity: prepare("DELETE FROM entity WHERE number = ?"),
    raiseHighestId: prepare("UPDATE kind SET highest_id = max(highest_id, ?) WHERE number = ?"),
    putSetting: prepare("REPLACE INTO setting VALUES (?, ?)"),
    removeSetting: prepare("DELETE FROM setting WHERE key = ?"),
    putMark: prepare("REPLACE INTO mark VALUES (?, ?, ?, ?, ?)"),
    forgetMark: prepare("DELETE FROM mark WHERE gateway = ? AND session = ?"),
    forgetGateways: prepare("DELETE FROM mark WHERE gateway <> ?"),
  };
}

function cellsOfMark({ gateway, session, revision, lines, state }: SessionMark) {
  return [gateway, session, revision, JSON.stringify(lines), state] as const;
}
