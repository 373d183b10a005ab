import { joinBytes, utf8Bytes, utf8Text } from "../bytes.ts";
import type { JsonValue } from "../json.ts";

/** A value of MSDP: text, an array or a table. */
export type MsdpValue = string | readonly MsdpValue[] | MsdpTable;

/** A table of MSDP: values by name. */
export interface MsdpTable {
  readonly [name: string]: MsdpValue;
}

/** One VAR with everything that follows it: several values are a list. */
export interface MsdpVariable {
  /** As it was spelled. */
  readonly name: string;
  /** At least one. */
  readonly values: readonly MsdpValue[];
}

const VAR = 1;
const VAL = 2;
const TABLE_OPEN = 3;
const TABLE_CLOSE = 4;
const ARRAY_OPEN = 5;
const ARRAY_CLOSE = 6;
const deepest = 16;
const dangerousKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Reads the payload of an MSDP subnegotiation (`protocols.md` §7). Null when it breaks the grammar anywhere. */
export function parseMsdp(payload: Uint8Array): readonly MsdpVariable[] | null {
  return new MsdpReader(payload).read();
}

class MsdpReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(): readonly MsdpVariable[] | null {
    const variables: MsdpVariable[] = [];
    while (this.#at < this.#bytes.length) {
      if (!this.#take(VAR)) return null;
      const name = this.#text();
      const values: MsdpValue[] = [];
      while (this.#take(VAL)) {
        const value = this.#value(deepest);
        if (value === null) return null;
        values.push(value);
      }
      if (values.length === 0) return null;
      variables.push({ name, values });
    }
    return variables;
  }

  #value(depth: number): MsdpValue | null {
    if (this.#take(TABLE_OPEN)) return depth === 0 ? null : this.#table(depth - 1);
    if (this.#take(ARRAY_OPEN)) return depth === 0 ? null : this.#array(depth - 1);
    return this.#text();
  }

  #table(depth: number): MsdpValue | null {
    const table: Record<string, MsdpValue> = {};
    while (this.#take(VAR)) {
      const name = this.#text();
      if (!this.#take(VAL)) return null;
      const value = this.#value(depth);
      if (value === null) return null;
      if (!dangerousKeys.has(name)) table[name] = value;
    }
    return this.#take(TABLE_CLOSE) ? table : null;
  }

  #array(depth: number): MsdpValue | null {
    const items: MsdpValue[] = [];
    while (this.#take(VAL)) {
      const value = this.#value(depth);
      if (value === null) return null;
      items.push(value);
    }
    return this.#take(ARRAY_CLOSE) ? items : null;
  }

  #text(): string {
    const start = this.#at;
    while (this.#at < this.#bytes.length && !isMark(this.#bytes[this.#at]!)) this.#at += 1;
    return utf8Text(this.#bytes.subarray(start, this.#at)).replaceAll("\0", "");
  }

  #take(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at += 1;
    return true;
  }
}

function isMark(byte: number): boolean {
  return byte >= VAR && byte <= ARRAY_CLOSE;
}

/**
 * Payload of an MSDP subnegotiation with these variables. Booleans are 1 and 0, null is empty, numbers are written as
 * text; what is nested deeper than 16 levels is left empty.
 */
export function encodeMsdp(variables: readonly (readonly [name: string, value: JsonValue])[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [name, value] of variables) pushVariable(parts, name, value, deepest);
  return joinBytes(parts);
}

function pushVariable(parts: Uint8Array[], name: string, value: JsonValue, depth: number): void {
  parts.push(Uint8Array.of(VAR), cleanText(name), Uint8Array.of(VAL));
  pushValue(parts, value, depth);
}

function pushValue(parts: Uint8Array[], value: JsonValue, depth: number): void {
  if (typeof value !== "object" || value === null) {
    parts.push(cleanText(scalarText(value)));
    return;
  }
  if (depth === 0) return;
  if (isArray(value)) {
    parts.push(Uint8Array.of(ARRAY_OPEN));
    for (const item of value) {
      parts.push(Uint8Array.of(VAL));
      pushValue(parts, item, depth - 1);
    }
    parts.push(Uint8Array.of(ARRAY_CLOSE));
    return;
  }
  parts.push(Uint8Array.of(TABLE_OPEN));
  for (const [name, item] of Object.entries(value)) pushVariable(parts, name, item, depth - 1);
  parts.push(Uint8Array.of(TABLE_CLOSE));
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function scalarText(value: null | boolean | number | string): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  return String(value);
}

function cleanText(text: string): Uint8Array {
  return utf8Bytes(text.replace(/[\0-\x06]/g, ""));
}
