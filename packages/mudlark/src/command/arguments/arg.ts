import { bool } from "./bool.ts";
import { duration } from "./duration.ts";
import { json } from "./json.ts";
import { list } from "./list.ts";
import { int, number } from "./number.ts";
import { objDef } from "./object-definition.ts";
import { oneOf } from "./one-of.ts";
import { phrase } from "./phrase.ts";
import { text } from "./text.ts";
import { word } from "./word.ts";

/**
 * The kinds of argument that a command may declare.
 *
 * @example
 * args: seq(arg.things("item"), sep("=", " to "), arg.object("target"))
 */
export const arg = { bool, duration, int, json, list, number, objDef, oneOf, phrase, text, word } as const;
