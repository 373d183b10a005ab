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
  switch (typeof raw) {
    case "string":
    case "boolean":
      return raw;
    case "number":
      return Number.isFinite(raw) && !Object.is(raw, -0)
        ? raw
        : tagged("number", Object.is(raw, -0) ? "-0" : String(raw));
    case "bigint":
      return tagged("bigint", raw.toString());
    default:
      return raw === null ? null : objectToJson(raw);
  }
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
  return plainToJson(raw as RawObject);
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
  for (const key in json) object[key] = fromJson(json[key] ?? null, find);
  return object;
}

function fromTagged(json: JsonObject, find: FindRecord): RawValue {
  const is = json["is"] ?? null;
  switch (json[tag]) {
    case "number":
      return Number(is);
    case "bigint":
      return BigInt(String(is));
    case "date":
      return new FixedDate(typeof is === "number" ? is : Number.NaN);
    case "bytes":
      return fromBase64(String(is));
    case "ref":
      return referenceFrom(is, find);
    case "frozen":
      return new FrozenList(listOf(is).map((item) => fromJson(item, find)));
    case "set":
      return new Set(listOf(is).map((item) => fromJson(item, find) as RawKey));
    case "map":
      return new Map(
        pairsOf(is).map(([key, value]) => [fromJson(key, find) as RawKey, fromJson(value, find)]),
      );
    case "object":
      return Object.fromEntries(pairsOf(is).map(([key, value]) => [String(key), fromJson(value, find)]));
    case "value":
      return new CodedValue(String(json["codec"]), is);
    default:
      return null;
  }
}

function referenceFrom(is: JsonValue, find: FindRecord): EntityRecord | DeadReference {
  const [kind, id, createdAt] = listOf(is);
  const record = find(String(kind), Number(id));
  if (record !== undefined && record.createdAt === createdAt) return record;
  return new DeadReference(String(kind), Number(id), Number(createdAt));
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
