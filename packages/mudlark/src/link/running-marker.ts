import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
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
const labelAt = 24;
const labelBytes = size - labelAt;

/**
 * Names the running turn in a file that outlives the process (design §5). One small write before each turn; the
 * kernel keeps it, whatever becomes of the process.
 *
 * Layout: u8 kind (0 idle) · u8 label length · u16 check · f64 session (0 none) · f64 line (0 none) · label.
 */
export class RunningMarker {
  readonly #file: number;
  readonly #record = Buffer.alloc(size);
  #idle = false;

  private constructor(file: number) {
    this.#file = file;
  }

  static open(file: string): RunningMarker {
    mkdirSync(path.dirname(file), { recursive: true });
    const marker = new RunningMarker(openSync(file, "w"));
    marker.idle();
    return marker;
  }

  /** A turn begins. */
  running(kind: RunningKind, label: string, session: SessionId | null, line: number | null): void {
    const record = this.#record;
    record[0] = kinds.indexOf(kind) + 1;
    record[1] = record.write(label, labelAt, labelBytes, "utf8");
    record.writeDoubleBE(session ?? 0, 8);
    record.writeDoubleBE(line ?? 0, 16);
    record.writeUInt16BE(checkOf(record), 2);
    this.#idle = false;
    writeSync(this.#file, record, 0, labelAt + (record[1] ?? 0), 0);
  }

  /** Nothing is running. */
  idle(): void {
    if (this.#idle) return;
    this.#idle = true;
    this.#record.fill(0);
    writeSync(this.#file, this.#record, 0, labelAt, 0);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** What was running when the world died; null when it was idle or the file is missing or torn. */
export function readMarker(file: string): Running | null {
  const record = readRecord(file);
  if (record === null || record.length < labelAt) return null;
  const kind = kinds[(record[0] ?? 0) - 1];
  const length = record[1] ?? 0;
  if (kind === undefined || record.length < labelAt + length) return null;
  if (record.readUInt16BE(2) !== checkOf(record)) return null;
  return {
    kind,
    label: record.toString("utf8", labelAt, labelAt + length),
    session: record.readDoubleBE(8) || null,
    line: record.readDoubleBE(16) || null,
  };
}

function readRecord(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** Catches a record of which only a part was written. */
function checkOf(record: Buffer): number {
  let sum = (record[0] ?? 0) * 31 + (record[1] ?? 0);
  for (let at = 8; at < labelAt + (record[1] ?? 0); at++) sum = (sum * 31 + (record[at] ?? 0)) & 0xffff;
  return sum & 0xffff;
}
