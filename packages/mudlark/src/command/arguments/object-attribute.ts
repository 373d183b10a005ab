import type { WorldObject } from "../../model/object/world-object.ts";
import { words } from "../words.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { parseAttributePath, type AttributePath } from "./attribute-path.ts";
import { completeObject, oneObject, type ObjectOptions } from "./object-search.ts";
import { argument, mismatch, parsed, type Argument, type Parsed } from "./part.ts";
import { cutAt, unquote } from "./quoting.ts";

/** An object and some of its attributes. */
export interface ObjectAttributes {
  readonly object: WorldObject;
  /** Empty when only the object was named. */
  readonly paths: readonly AttributePath[];
  readonly category: string | null;
}

/** `object/attribute[/attribute…][:category]` (`commands.md` §6.2); quote a name that holds `/` or `:`. */
export function objectAttribute<const Name extends string>(
  name: Name,
  options: ObjectOptions = {},
): Argument<Name, ObjectAttributes> {
  return argument(name, {
    kind: "objectAttribute",
    takes: "phrase",
    quotes: "keep",
    shape: `${name}/attribute[:category]`,
    facts: { from: options.from ?? "here" },
    parse: (text, scope) => read(text, scope, options),
    complete: (text, scope) => (text.includes("/") ? [] : completeObject(text, scope, options)),
  });
}

function read(text: string, scope: ArgumentScope, options: ObjectOptions): Parsed<ObjectAttributes> {
  const [objectText = "", ...rest] = cutAt(text, "/");
  const [lastPath, category] = splitCategory(rest.at(-1) ?? "");
  const pathTexts = rest.length === 0 ? [] : [...rest.slice(0, -1), lastPath];
  const paths: AttributePath[] = [];
  for (const pathText of pathTexts) {
    const path = parseAttributePath(unquote(pathText.trim()));
    if (path === null) return mismatch(words.badAttributePath(pathText.trim()));
    paths.push(path);
  }
  const object = oneObject(unquote(objectText.trim()), scope, options);
  return object.ok ? parsed({ object: object.value, paths, category }) : object;
}

/** A colon inside brackets belongs to a key. */
function splitCategory(text: string): readonly [string, string | null] {
  const [, path, category] = /^(.*[^\]:]|.*\])\s*:\s*([^[\]:]+)$/su.exec(text) ?? [];
  return path === undefined || category === undefined ? [text, null] : [path, category.trim()];
}
