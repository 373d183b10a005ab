import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import type { SessionId } from "../base/session-id.ts";
import type { RunningKind } from "./messages.ts";

/** What a world was doing when it was last seen. */
export interface Running {
  readonly kind: RunningKind;
  /** Command, timer, hook or route. */
  readonly label: string;
  readonly session: SessionId | null;
  readonly line: number | null;
}

const kinds: readonly RunningKind[] = ["line", "timer", "web", "hook", "event"];
const size = 128;
const kindAt = 4;
const labelLengthAt = 5;
const sessionAt = 8;
const lineAt = 16;
const labelAt = 24;

/**
 * Names the running turn in a file that outlives the process (design §5). One small write before each turn; the
 * operating system keeps it, whatever becomes of the process.
 *
 * Layout, always 128 bytes: u32 CRC of the rest · u8 kind (0 idle) · u8 label length · 2 unused · f64 session
 * (0 none) · f64 line (0 none) · label.
 */
export class RunningMarker {
  #file: number | null;
  readonly #record = Buffer.alloc(size);
  readonly #checked = this.#record.subarray(kindAt);
  #isIdle = false;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Begins idle: what an earlier world left in the file must have been read before. */
  static open(file: string): RunningMarker {
    mkdirSync(path.dirname(file), { recursive: true });
    const marker = new RunningMarker(openSync(file, "w", 0o600));
    marker.idle();
    return marker;
  }

  /** A turn begins. A label that is too long is cut at a letter. */
  running(kind: RunningKind, label: string, session: SessionId | null, line: number | null): void {
    const record = this.#record;
    record[kindAt] = kinds.indexOf(kind) + 1;
    record[labelLengthAt] = record.write(label, labelAt, "utf8");
    record.writeDoubleBE(session ?? 0, sessionAt);
    record.writeDoubleBE(line ?? 0, lineAt);
    this.#isIdle = false;
    this.#store();
  }

  /** Nothing is running. */
  idle(): void {
    if (this.#isIdle) return;
    this.#record[kindAt] = 0;
    this.#isIdle = true;
    this.#store();
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #store(): void {
    if (this.#file === null) return;
    this.#record.writeUInt32BE(crc32(this.#checked), 0);
    writeSync(this.#file, this.#record, 0, size, 0);
  }
}

/** What was running when the world died; null when it was idle or the file is missing or torn. */
export function readMarker(file: string): Running | null {
  const record = readRecord(file);
  if (record === null || record.length !== size) return null;
  if (record.readUInt32BE(0) !== crc32(record.subarray(kindAt))) return null;
  const kind = kinds[record.readUInt8(kindAt) - 1];
  if (kind === undefined) return null;
  return {
    kind,
    label: record.toString("utf8", labelAt, labelAt + record.readUInt8(labelLengthAt)),
    session: record.readDoubleBE(sessionAt) || null,
    line: record.readDoubleBE(lineAt) || null,
  };
}

function readRecord(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
