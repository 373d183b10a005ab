import type { JsonObject, JsonValue } from "../../base/json.ts";
import { EntityRecord } from "../entity/entity-record.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { FixedDate } from "./fixed-date.ts";
import { CodedValue } from "./coded-value.ts";
import { DeadReference, FrozenList } from "./raw-value.ts";
import type { RawKey, RawObject, RawValue } from "./raw-value.ts";

/**
 * Values as JSON. What JSON has is written as itself; everything else is an object with the key `$`, which names
 * what it is, and `is`, which holds it. An object that has a key `$` of its own is written as its entries.
 */
const tag = "$";

type FindRecord = (kind: string, id: number) => EntityRecord | undefined;

export function toJson(raw: RawValue): JsonValue {
  if (typeof raw === "string" || typeof raw === "boolean" || raw === null) return raw;
  if (typeof raw === "number") {
    if (Object.is(raw, -0)) return tagged("number", "-0");
    return Number.isFinite(raw) ? raw : tagged("number", String(raw));
  }
  return typeof raw === "bigint" ? tagged("bigint", raw.toString()) : objectToJson(raw);
}

function objectToJson(raw: Exclude<RawValue, null | boolean | number | string | bigint>): JsonValue {
  if (Array.isArray(raw)) return raw.map(toJson);
  if (raw instanceof EntityRecord) return tagged("ref", [raw.kind.name, raw.id, raw.createdAt]);
  if (raw instanceof DeadReference) return tagged("ref", [raw.kind, raw.id, raw.createdAt]);
  if (raw instanceof FixedDate) return tagged("date", Number.isNaN(raw.getTime()) ? null : raw.getTime());
  if (raw instanceof Uint8Array) return tagged("bytes", toBase64(raw));
  if (raw instanceof FrozenList) return tagged("frozen", raw.items.map(toJson));
  if (raw instanceof CodedValue) return { [tag]: "value", codec: raw.codec, is: raw.json };
  if (raw instanceof Map)
    return tagged(
      "map",
      Array.from(raw, ([key, value]) => [toJson(key), toJson(value)]),
    );
  if (raw instanceof Set) return tagged("set", Array.from(raw, toJson));
  return plainToJson(raw);
}

function plainToJson(raw: RawObject): JsonValue {
  const entries = Object.entries(raw).map(([key, value]): [string, JsonValue] => [key, toJson(value)]);
  return tag in raw ? tagged("object", entries) : Object.fromEntries(entries);
}

function tagged(name: string, is: JsonValue): JsonObject {
  return { [tag]: name, is };
}

/** The reverse of `toJson`. What cannot be read any more becomes null. */
export function fromJson(json: JsonValue, find: FindRecord): RawValue {
  if (typeof json !== "object" || json === null) return json;
  if (isJsonArray(json)) return json.map((item) => fromJson(item, find));
  if (tag in json) return fromTagged(json, find);
  const object: RawObject = {};
  for (const key in json) {
    // Assigned, it would become the prototype. The engine never writes it.
    if (key !== "__proto__") object[key] = fromJson(json[key] ?? null, find);
  }
  return object;
}

type Reader = (is: JsonValue, find: FindRecord, json: JsonObject) => RawValue;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["number", (is) => Number(is)],
  ["bigint", (is) => BigInt(textOf(is))],
  ["date", (is) => new FixedDate(typeof is === "number" ? is : Number.NaN)],
  ["bytes", (is) => fromBase64(textOf(is))],
  ["ref", referenceFrom],
  ["frozen", (is, find) => new FrozenList(listOf(is).map((item) => fromJson(item, find)))],
  ["set", (is, find) => new Set(listOf(is).map((item) => fromJson(item, find) as RawKey))],
  [
    "map",
    (is, find) =>
      new Map(pairsOf(is).map(([key, value]) => [fromJson(key, find) as RawKey, fromJson(value, find)])),
  ],
  [
    "object",
    (is, find) => {
      const entries = pairsOf(is).map(([key, value]) => [textOf(key), fromJson(value, find)] as const);
      return Object.fromEntries(entries.filter(([key]) => key !== "__proto__"));
    },
  ],
  ["value", (is, _find, json) => new CodedValue(textOf(json["codec"]), is)],
]);

function fromTagged(json: JsonObject, find: FindRecord): RawValue {
  return readers.get(textOf(json[tag]))?.(json["is"] ?? null, find, json) ?? null;
}

function referenceFrom(is: JsonValue, find: FindRecord): EntityRecord | DeadReference {
  const [kind, id, createdAt] = listOf(is);
  const record = find(textOf(kind), Number(id));
  if (record !== undefined && record.createdAt === createdAt) return record;
  return new DeadReference(textOf(kind), Number(id), Number(createdAt));
}

function textOf(json: JsonValue | undefined): string {
  return typeof json === "string" ? json : "";
}

function listOf(json: JsonValue): readonly JsonValue[] {
  return isJsonArray(json) ? json : [];
}

function pairsOf(json: JsonValue): [JsonValue, JsonValue][] {
  return listOf(json).map((pair) => [listOf(pair)[0] ?? null, listOf(pair)[1] ?? null]);
}

function isJsonArray(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}
