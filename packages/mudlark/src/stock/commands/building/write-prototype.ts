import { escapeMarkup, type CommandContext, type Prototype } from "../../../api.ts";
import { readRecipe } from "./recipe.ts";

/** Something, or why the player does not get it. */
type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

type Writer = Pick<CommandContext, "game" | "puppet" | "account">;

/** The prototype of a key, null if there is none yet; only for those who may write it. */
export function writablePrototype({ game, puppet }: Writer, key: string): Answer<Prototype | null> {
  const prototype = game.prototypes.get(key);
  const isBuilder = game.locks.checkText("perm(spawn) or perm(Builder)", puppet, {}, {});
  const may =
    isBuilder && puppet !== null && (prototype === null || game.prototypes.mayUse(prototype, puppet, "edit"));
  if (may) return { ok: true, value: prototype };
  return { ok: false, problem: `You may not change the prototype ${escapeMarkup(key)}.` };
}

/** Saves what is written between braces as the prototype of a key. */
export function writePrototype(writer: Writer, key: string, text: string): Answer<Prototype> {
  const known = writablePrototype(writer, key);
  if (!known.ok) return known;
  const recipe = readRecipe(text, writer.account);
  if (!recipe.ok) return recipe;
  const { prototypes } = writer.game;
  const options = { ...recipe.options, prototypeKey: key };
  const problems = prototypes.problems(options);
  if (problems.length > 0) return { ok: false, problem: escapeMarkup(problems.join("\n")) };
  return { ok: true, value: prototypes.save(options) };
}
