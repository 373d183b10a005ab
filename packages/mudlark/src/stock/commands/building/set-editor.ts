import { editor, escapeMarkup, type EditContext, type Entity, type PathStep } from "../../../api.ts";
import { readPlace, writePath, writePlace, type AttributePlace } from "./attribute-place.ts";
import { mayEdit } from "./may-edit.ts";

type Edit = EditContext<{
  readonly kind: string;
  readonly id: number;
  readonly name: string;
  readonly steps: readonly (PathStep & { readonly [field: string]: string | number | true })[];
  readonly category: string | null;
}>;

/** A text in an attribute of an entity, or in a part of one. */
export const setEditor = editor({
  id: "mudlark.set",
  title: ({ game, params }: Edit) => {
    const { kind, id, name, steps } = params;
    return escapeMarkup(
      `${game.get(kind, id)?.key ?? "something that is gone"}/${writePath({ name, steps })}`,
    );
  },
  load(edit: Edit) {
    const value = readPlace(placeOf(edit))?.value ?? "";
    return typeof value === "string" ? value : edit.refuse("Only texts can be edited line by line.");
  },
  save(edit: Edit, text) {
    if (!writePlace(placeOf(edit), text)) edit.refuse("The place for it is not there any more.");
  },
});

function placeOf(edit: Edit): AttributePlace {
  const { name, steps, category } = edit.params;
  return { entity: editedBy(edit), path: { name, steps }, category };
}

function editedBy(edit: Edit): Entity {
  const { kind, id } = edit.params;
  const entity = edit.game.get(kind, id);
  if (entity === null) return edit.refuse("What you edit is not there any more.");
  return mayEdit(edit, entity) ? entity : edit.refuse(`You may not change ${escapeMarkup(entity.key)}.`);
}
