import { editor, escapeMarkup, type EditContext } from "../../../api.ts";
import { writeRecipe } from "./recipe.ts";
import { writablePrototype, writePrototype } from "./write-prototype.ts";

type Edit = EditContext<{ readonly key: string }>;

const empty = ["{", '  "key": ""', "}"].join("\n");

/** A prototype, as it is written between braces. */
export const spawnEditor = editor({
  id: "mudlark.spawn",
  title: ({ params }: Edit) => `the prototype ${escapeMarkup(params.key)}`,
  load(edit: Edit) {
    const known = writablePrototype(edit, edit.params.key);
    if (!known.ok) return edit.refuse(known.problem);
    if (known.value === null) return empty;
    return writeRecipe(known.value) ?? edit.refuse("It holds values that cannot be written as text.");
  },
  save(edit: Edit, text) {
    const written = writePrototype(edit, edit.params.key, text);
    if (!written.ok) edit.refuse(written.problem);
  },
});
