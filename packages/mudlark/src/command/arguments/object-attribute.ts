import type { Entity } from "../../model/entity/entity.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { words } from "../words.ts";
import type { Account } from "../actors.ts";
import type { ArgumentScope } from "./argument-scope.ts";
import { parseAttributePath, type AttributePath } from "./attribute-path.ts";
import { oneEntity } from "./entity.ts";
import { completeObject, oneObject, type ObjectOptions } from "./object-search.ts";
import { argument, mismatch, parsed, refused, type Argument, type Parsed } from "./part.ts";
import { cutAt, unquote } from "./quoting.ts";

/** An entity and some of its attributes. */
export interface EntityAttributes<Owner extends Entity = WorldObject | Account> {
  readonly object: Owner;
  /** Empty when only the object was named. */
  readonly paths: readonly AttributePath[];
  readonly category: string | null;
}

/** `object/attribute[/attribute…][:category]` (`commands.md` §6.2); quote a name that holds `/` or `:`. */
export function objectAttribute<const Name extends string>(
  name: Name,
  options: ObjectOptions = {},
): Argument<Name, EntityAttributes<WorldObject>> {
  return attributesOf(name, options, (text, scope) => oneObject(text, scope, options));
}

export interface EntityAttributeOptions<Other extends Entity> extends ObjectOptions {
  /** Looks for something else than an object or an account, as a switch may say; null leaves it to the usual search. */
  readonly find?: (text: string, scope: ArgumentScope) => Parsed<Other> | null;
  /** Is a text without a slash an attribute of who types it? Default false: it is an object. */
  readonly ownAlone?: boolean;
}

/** The same of an object or, with an asterisk in front, of an account: `*Bob/title`. */
export function entityAttribute<const Name extends string, Other extends Entity = never>(
  name: Name,
  options: EntityAttributeOptions<Other> = {},
): Argument<Name, EntityAttributes<WorldObject | Account | Other>> {
  const find: Finder<WorldObject | Account | Other> = (text, scope) =>
    options.find?.(text, scope) ?? oneEntity(text, scope, options);
  const own: Finder<WorldObject | Account | Other> = (_text, { puppet, account }) => {
    const self: WorldObject | Account | null = puppet ?? account;
    return self === null ? refused(words.needs.puppet) : parsed(self);
  };
  return attributesOf(name, options, find, options.ownAlone === true ? own : null);
}

type Finder<Owner extends Entity> = (text: string, scope: ArgumentScope) => Parsed<Owner>;

function attributesOf<const Name extends string, Owner extends Entity>(
  name: Name,
  options: ObjectOptions,
  find: Finder<Owner>,
  findAlone: Finder<Owner> | null = null,
): Argument<Name, EntityAttributes<Owner>> {
  return argument(name, {
    kind: "objectAttribute",
    takes: "phrase",
    quotes: "keep",
    shape: `${name}/attribute[:category]`,
    facts: { from: options.from ?? "here" },
    parse: (text, scope) =>
      findAlone === null || cutAt(text, "/").length > 1
        ? read(text, scope, find)
        : read(`/${text}`, scope, findAlone),
    complete: (text, scope) => (text.includes("/") ? [] : completeObject(text, scope, options)),
  });
}

function read<Owner extends Entity>(
  text: string,
  scope: ArgumentScope,
  find: Finder<Owner>,
): Parsed<EntityAttributes<Owner>> {
  const [objectText = "", ...rest] = cutAt(text, "/");
  const [lastPath, category] = splitCategory(rest.at(-1) ?? "");
  const pathTexts = rest.length === 0 ? [] : [...rest.slice(0, -1), lastPath];
  const paths: AttributePath[] = [];
  for (const pathText of pathTexts) {
    const path = parseAttributePath(unquote(pathText.trim()));
    if (path === null) return mismatch(words.badAttributePath(pathText.trim()));
    paths.push(path);
  }
  const object = find(unquote(objectText.trim()), scope);
  return object.ok ? parsed({ object: object.value, paths, category }) : object;
}

/** A colon inside brackets belongs to a key. */
function splitCategory(text: string): readonly [string, string | null] {
  const [, path, category] = /^(.*[^\]:]|.*\])\s*:\s*([^[\]:]+)$/su.exec(text) ?? [];
  return path === undefined || category === undefined ? [text, null] : [path, category.trim()];
}
