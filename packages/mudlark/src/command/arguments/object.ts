import type { WorldObject } from "../../model/object/world-object.ts";
import { completeObject, oneObject, type ObjectOptions } from "./object-search.ts";
import { argument, type Argument } from "./part.ts";

/**
 * One object within reach. Not found, ambiguous, not allowed: the player is told, and the command does not run.
 *
 * @example
 * arg.object("lantern", { from: "inventory", is: Lantern })
 */
export function object<const Name extends string, T extends WorldObject = WorldObject>(
  name: Name,
  options: ObjectOptions<T> = {},
): Argument<Name, T> {
  return argument(name, {
    kind: "object",
    takes: "phrase",
    quotes: "remove",
    facts: { from: options.from ?? "here" },
    parse: (text, scope) => oneObject(text, scope, options),
    complete: (text, scope) => completeObject(text, scope, options),
  });
}

/** One exit of the room. */
export function exit<const Name extends string>(
  name: Name,
  options: Pick<ObjectOptions, "needs"> = {},
): Argument<Name, WorldObject> {
  return ofContentType(name, "exit", { ...options, from: "room" });
}

/** One room, anywhere in the world. */
export function room<const Name extends string>(
  name: Name,
  options: Pick<ObjectOptions, "needs"> = {},
): Argument<Name, WorldObject> {
  return ofContentType(name, "room", { ...options, from: "anywhere" });
}

function ofContentType<const Name extends string>(
  name: Name,
  contentType: string,
  options: ObjectOptions,
): Argument<Name, WorldObject> {
  const narrowed = { ...options, contentType };
  return argument(name, {
    kind: contentType,
    takes: "phrase",
    quotes: "remove",
    facts: {},
    parse: (text, scope) => oneObject(text, scope, narrowed),
    complete: (text, scope) => completeObject(text, scope, narrowed),
  });
}
