import {
  arg,
  command,
  escapeMarkup,
  optional,
  sentence,
  parseLiteral,
  sep,
  seq,
  MudlarkError,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { showValue } from "./show-value.ts";

export const set = command({
  key: "set",
  category: "building",
  locks: "cmd:perm(set) or perm(Builder)",
  help:
    "Show, set or remove attributes. A value is a number, a text, true, false, null, a list or an object; " +
    "nothing after the = removes the attribute.",
  examples: [
    "set lantern/fuel = 10",
    "set lantern/fuel",
    "set lantern/fuel =",
    "set here/desc = A dusty hall.",
  ],
  needs: ["puppet"],
  args: seq(arg.objectAttribute("object"), optional(seq(sep("="), arg.text("value", { empty: true })))),
  run(ctx, { object: { object, paths, category }, value }) {
    const { puppet } = ctx;
    const name = escapeMarkup(object.getDisplayName(puppet));
    if (value === undefined)
      return ctx.msg(
        view(
          object,
          paths.map((path) => path.name),
          category,
          name,
        ),
      );
    if (!object.access(puppet, "control") && !object.access(puppet, "edit")) {
      return ctx.fail(`You may not change ${name}.`);
    }
    if (paths.length === 0) return ctx.fail("Which attribute? Usage: set object/attribute = value");
    for (const path of paths) {
      if (path.steps.length > 0)
        return ctx.fail("Parts of a value cannot be set yet; set the whole attribute.");
      if (value === "") {
        object.attributes.remove(path.name, { category });
        ctx.msg(`${name}/${escapeMarkup(path.name)} was removed.`);
      } else {
        assign(ctx, object, path.name, readValue(value), category);
        ctx.msg(
          `${name}/${escapeMarkup(path.name)} is now ${showValue(object.attributes.get(path.name, { category }))}.`,
        );
      }
    }
    return undefined;
  },
});

function view(object: WorldObject, paths: readonly string[], category: string | null, name: string): string {
  const wanted = paths.length === 0 ? object.attributes.all({ category }).map((one) => one.key) : paths;
  if (wanted.length === 0) return `${name} has no attributes.`;
  return wanted
    .map((key) => {
      const found = object.attributes.has(key, category);
      const shown = found ? showValue(object.attributes.get(key, { category })) : "(not set)";
      return `${name}/${escapeMarkup(key)} = ${shown}`;
    })
    .join("\n");
}

/** A value that a declared attribute does not take is the builder's mistake, not the engine's. */
function assign(
  ctx: CommandContext,
  object: WorldObject,
  key: string,
  value: unknown,
  category: string | null,
): void {
  try {
    object.attributes.add(key, value, { category });
  } catch (error) {
    if (error instanceof MudlarkError && error.code === "ATTRIBUTE_VALUE")
      ctx.fail(sentence(escapeMarkup(error.message)));
    throw error;
  }
}

/** What reads as a value is one; everything else is text. */
function readValue(text: string): unknown {
  const literal = parseLiteral(text);
  return literal === null ? text : literal.value;
}
