import { nearest } from "../../base/nearest.ts";
import { argument, parsed, refused, type Argument } from "../../command/arguments/part.ts";
import type { ArgumentScope } from "../../command/arguments/argument-scope.ts";
import type { Entity } from "../../model/entity/entity.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { Prototype } from "../prototypes/prototype.ts";
import "../prototypes/prototypes.ts";

/**
 * A prototype by its key.
 *
 * @param options `needs`: what the caller must be allowed to do with it. Default `spawn`
 */
export function prototype<const Name extends string>(
  name: Name,
  options: { readonly needs?: "spawn" | "edit" } = {},
): Argument<Name, Prototype> {
  const { needs = "spawn" } = options;
  return argument(name, {
    kind: "prototype",
    takes: "phrase",
    quotes: "remove",
    facts: { needs },
    parse(text, scope) {
      const found = scope.game.prototypes.get(text);
      const shown = escapeMarkup(text);
      if (found === null) {
        const near = nearest(
          text.toLowerCase(),
          usable(scope, needs).map(({ prototypeKey }) => prototypeKey),
        );
        const hint = near === null ? "" : ` Did you mean "${escapeMarkup(near)}"?`;
        return refused(`There is no prototype "${shown}".${hint}`);
      }
      if (mayUse(found, scope, needs)) return parsed(found);
      return refused(`You may not ${needs} the prototype "${shown}".`);
    },
    complete: (text, scope) =>
      usable(scope, needs)
        .map(({ prototypeKey }) => prototypeKey)
        .filter((key) => key.startsWith(text.toLowerCase())),
  });
}

function usable(scope: ArgumentScope, needs: "spawn" | "edit"): readonly Prototype[] {
  return scope.game.prototypes.all().filter((one) => mayUse(one, scope, needs));
}

function mayUse(one: Prototype, { game, puppet, account }: ArgumentScope, needs: "spawn" | "edit"): boolean {
  const user: Entity | null = puppet ?? account;
  return user !== null && game.prototypes.mayUse(one, user, needs);
}
