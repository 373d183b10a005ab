import type { Entity } from "../../../api.ts";
import { readPlace, type AttributePlace } from "./attribute-place.ts";
import { enginesOwn } from "./engines-own.ts";
import { showValue } from "./show-value.ts";

/** A declared attribute that is not stored, and what it is by its class as long as nobody sets it. */
interface ClassDefault {
  readonly place: AttributePlace;
  readonly shown: string;
}

/** Those of one simple value; what a class works out for each of its objects is not worked out for a look at it. */
export function classDefaults(entity: Entity): readonly ClassDefault[] {
  const declarations = entity.game.classes.get(entity.classId)?.declarations.values() ?? [];
  return [...declarations].flatMap(({ key, category, constant }) => {
    const place = { entity, path: { name: key, steps: [] }, category };
    if (constant === undefined || category === enginesOwn || readPlace(place) !== null) return [];
    return [{ place, shown: `${showValue(constant)} (by its class)` }];
  });
}

/** What is to be read where nothing is stored. */
export function showUnset({ entity, path, category }: AttributePlace): string {
  const declared =
    path.steps.length > 0
      ? undefined
      : classDefaults(entity).find(
          ({ place }) => place.path.name === path.name && place.category === category,
        );
  return declared?.shown ?? "(not set)";
}
