import { editor, escapeMarkup, type EditContext, type Prototype } from "../../../api.ts";
import { readRecipe, writeRecipe } from "./recipe.ts";

type Edit = EditContext<{ readonly key: string }>;

const empty = ["{", '  "key": ""', "}"].join("\n");

/** A prototype, as it is written between braces. */
export const spawnEditor = editor({
  id: "mudlark.spawn",
  title: ({ params }: Edit) => `the prototype ${escapeMarkup(params.key)}`,
  load(edit: Edit) {
    const prototype = prototypeOf(edit);
    if (prototype === null) return empty;
    return writeRecipe(prototype) ?? edit.refuse("It holds values that cannot be written as text.");
  },
  save(edit: Edit, text) {
    prototypeOf(edit);
    const { game, params, account } = edit;
    const recipe = readRecipe(text, account);
    if (!recipe.ok) return edit.refuse(recipe.problem);
    const options = { ...recipe.options, prototypeKey: params.key };
    const problems = game.prototypes.problems(options);
    if (problems.length > 0) edit.refuse(escapeMarkup(problems.join("\n")));
    game.prototypes.save(options);
    return undefined;
  },
});

/** The prototype, if there is one, and only for those who may change it. */
function prototypeOf(edit: Edit): Prototype | null {
  const { game, params, puppet } = edit;
  const prototype = game.prototypes.get(params.key);
  const isBuilder = game.locks.checkText("perm(spawn) or perm(Builder)", puppet, {}, {});
  if (
    isBuilder &&
    puppet !== null &&
    (prototype === null || game.prototypes.mayUse(prototype, puppet, "edit"))
  ) {
    return prototype;
  }
  return edit.refuse(`You may not change the prototype ${escapeMarkup(params.key)}.`);
}
