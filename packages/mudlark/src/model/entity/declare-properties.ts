import type { AttributeType, AttributeValue } from "../attributes/declared/attribute-type.ts";
import { declareAttributes } from "../attributes/declared/declare-attributes.ts";
import { declareMarks } from "../tags/declare-marks.ts";
import { isMarkType, type MarkType, type MarkValue } from "../tags/mark-type.ts";

/** What a class can declare under a name: an attribute, or a tag. */
export type DeclaredType = AttributeType | MarkType;

/** The properties that declarations give to an entity. */
export type DeclaredProperties<D> = { -readonly [K in keyof D]: AttributeValue<D[K]> | MarkValue<D[K]> };

/** Gives a fresh class what it declares. @throws MudlarkError CLASS_INVALID */
export function declareProperties(
  target: { readonly prototype: object; readonly name: string },
  declarations: Readonly<Record<string, DeclaredType>>,
): void {
  const attributes: Record<string, AttributeType> = {};
  const marks: Record<string, MarkType> = {};
  for (const [name, type] of Object.entries(declarations)) {
    if (isMarkType(type)) marks[name] = type;
    else attributes[name] = type;
  }
  declareAttributes(target, attributes);
  declareMarks(target, marks);
}
