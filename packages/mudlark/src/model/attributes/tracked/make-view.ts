import type { AttributeType } from "../declared/attribute-type.ts";
import { FrozenList } from "../raw-value.ts";
import type { RawContainer } from "../raw-value.ts";
import { ArrayView } from "./array-view.ts";
import type { LiveStructure, View } from "./live-structure.ts";
import { TrackedMap } from "./tracked-map.ts";
import { ObjectView } from "./object-view.ts";
import { TrackedSet } from "./tracked-set.ts";

/** The face of a container, of its own kind: an array shows as an array, a map as a map. */
export function makeView(
  structure: LiveStructure,
  raw: RawContainer,
  type: AttributeType | null,
  parent: View | null,
): View {
  if (Array.isArray(raw)) return new ArrayView(structure, raw, raw, type, parent);
  if (raw instanceof FrozenList) return new ArrayView(structure, raw, raw.items, type, parent);
  if (raw instanceof Map) return new TrackedMap(structure, raw, type, parent).view;
  if (raw instanceof Set) return new TrackedSet(structure, raw, type, parent).view;
  return new ObjectView(structure, raw, type, parent);
}
