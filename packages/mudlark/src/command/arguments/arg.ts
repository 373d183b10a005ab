import { account } from "./account.ts";
import { bool } from "./bool.ts";
import { duration } from "./duration.ts";
import { entity } from "./entity.ts";
import { json } from "./json.ts";
import { list } from "./list.ts";
import { lockString } from "./lock-string.ts";
import { int, number } from "./number.ts";
import { entityAttribute, objectAttribute } from "./object-attribute.ts";
import { objDef } from "./object-definition.ts";
import { exit, object, room } from "./object.ts";
import { oneOf } from "./one-of.ts";
import { phrase } from "./phrase.ts";
import { text } from "./text.ts";
import { things } from "./things.ts";
import { word } from "./word.ts";

/**
 * The kinds of argument that a command may declare.
 *
 * @example
 * args: seq(arg.things("items", { from: "inventory" }), sep("=", " to "), arg.object("target", { from: "room" }))
 */
export const arg = {
  account,
  bool,
  duration,
  entity,
  entityAttribute,
  exit,
  int,
  json,
  list,
  lockString,
  number,
  objDef,
  object,
  objectAttribute,
  oneOf,
  phrase,
  room,
  text,
  things,
  word,
} as const;
