import { account } from "./account.ts";
import { attrPath } from "./attr-path.ts";
import { bool } from "./bool.ts";
import { duration } from "./duration.ts";
import { entity } from "./entity.ts";
import { entityClass } from "./entity-class.ts";
import { dbrefRange } from "./id-range.ts";
import { json } from "./json.ts";
import { list } from "./list.ts";
import { lockString } from "./lock-string.ts";
import { int, number } from "./number.ts";
import { entityAttribute, objectAttribute } from "./object-attribute.ts";
import { objDef } from "./object-definition.ts";
import { exit, object, room } from "./object.ts";
import { objects } from "./objects.ts";
import { oneOf } from "./one-of.ts";
import { phrase } from "./phrase.ts";
import { text } from "./text.ts";
import { things } from "./things.ts";
import { word } from "./word.ts";

/** The kinds of argument that need nothing but the model; `content/arguments/arg.ts` adds those of its own. */
export const arg = {
  account,
  attrPath,
  bool,
  class: entityClass,
  dbrefRange,
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
  objects,
  oneOf,
  phrase,
  room,
  text,
  things,
  word,
} as const;
