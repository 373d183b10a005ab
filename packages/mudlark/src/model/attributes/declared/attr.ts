import { list, map, record, set } from "./container-types.ts";
import { memory } from "./memory-attribute.ts";
import { int, number } from "./number-types.ts";
import { ref } from "./reference-type.ts";
import { bool, date, json, oneOf, text } from "./simple-types.ts";

/**
 * The types of declared attributes.
 *
 * @example
 * class Lantern extends Thing.with({
 *   fuel: attr.int({ default: 100, min: 0, index: true }),
 *   litBy: attr.ref<Character>({ nullable: true }),
 *   runes: attr.list(attr.text()),
 *   warmth: attr.memory(() => 0), // never stored
 * }) {}
 */
export const attr = {
  int,
  number,
  text,
  bool,
  oneOf,
  date,
  list,
  set,
  map,
  record,
  ref,
  json,
  memory,
} as const;
