import type { AttributeEntry } from "../../model/attributes/attribute-handler.ts";
import type { PrototypeAttribute } from "./prototype.ts";

/** An attribute as whoever creates it wants it. */
export function attributeEntry({ key, value, category, locks }: PrototypeAttribute): AttributeEntry {
  return locks === null ? [key, value, category] : [key, value, category, locks];
}
