import { editor, escapeMarkup, WorldObject, type EditContext } from "../../../api.ts";
import { mayEdit } from "./may-edit.ts";

type Edit = EditContext<{ readonly object: number }>;

/** The description of an object, as a text. */
export const descEditor = editor({
  id: "mudlark.desc",
  title: (edit: Edit) => `the description of ${nameOf(edit)}`,
  load: (edit: Edit) => {
    const text = describedBy(edit).attributes.get("desc");
    return typeof text === "string" ? text : "";
  },
  save(edit: Edit, text) {
    const { attributes } = describedBy(edit);
    if (text === "") attributes.remove("desc");
    else attributes.add("desc", text);
  },
});

function describedBy(edit: Edit): WorldObject {
  const object = edit.game.objects.get(edit.params.object);
  if (!(object instanceof WorldObject)) return edit.refuse("What you describe is not there any more.");
  return mayEdit(edit, object) ? object : edit.refuse(`You may not describe ${nameOf(edit)}.`);
}

function nameOf({ game, params }: Edit): string {
  return escapeMarkup(game.objects.get(params.object)?.key ?? "something that is gone");
}
