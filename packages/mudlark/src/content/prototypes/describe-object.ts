import { plain } from "../../model/attributes/plain.ts";
import type { WorldObject } from "../../model/object/world-object.ts";
import { attributeEntry } from "./attribute-entry.ts";
import type { PrototypeOptions } from "./prototype.ts";
import { originCategory } from "./spawn-object.ts";

const engineCategory = "mudlark";

/** A prototype of what an object is now: another one like it could be made from it. */
export function describeObject(object: WorldObject): PrototypeOptions {
  const origins = object.tags.getTags(undefined, { category: originCategory });
  const { location, home, destination } = object;
  const attributes = object.attributes.all().filter(({ category }) => category !== engineCategory);
  const tags = object.tags
    .getTags()
    .filter(({ category }) => category !== originCategory && category !== engineCategory);
  const [permissions, aliases] = [object.permissions.all(), object.aliases.all()];
  const [origin] = origins;
  return {
    ...(origin !== undefined && { prototypeKey: origin.key }),
    class: object.classId,
    key: object.key,
    ...(location !== null && { location: location.ref }),
    ...(home !== null && { home: home.ref }),
    ...(destination !== null && { destination: destination.ref }),
    ...(permissions.length > 0 && { permissions: [...permissions] }),
    ...(aliases.length > 0 && { aliases: [...aliases] }),
    ...(object.locks.get() !== "" && { locks: object.locks.get() }),
    ...(tags.length > 0 && { tags: tags.map(({ key, category, data }) => [key, category, data] as const) }),
    ...(attributes.length > 0 && {
      attrs: attributes.map(({ key, value, category, locks }) =>
        attributeEntry({ key, value: plain(value), category, locks: locks || null }),
      ),
    }),
  };
}
