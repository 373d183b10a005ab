import { arg, command, escapeMarkup, flag, optional, sep, seq } from "../../../api.ts";
import { descEditor } from "./desc-editor.ts";
import { mayEdit } from "./may-edit.ts";
import { objectNamed } from "./object-named.ts";

export const desc = command({
  key: "desc",
  category: "building",
  locks: "cmd:perm(desc) or perm(Builder)",
  help:
    "Describe the place where you are or, before a =, something else: what is seen by whoever looks at it. " +
    "Nothing after the = takes the description away.",
  examples: [
    "desc A dusty hall.",
    "desc lantern = It is made of brass.",
    "desc lantern =",
    "desc/edit",
    "desc/edit lantern",
  ],
  switches: { edit: flag("write the description line by line, in the editor") },
  needs: ["puppet"],
  args: seq(
    optional(seq(arg.object("object", { from: "anywhere", needs: "edit" }), sep("="))),
    arg.text("description", { empty: true }),
  ),
  run(ctx, { object, description, switches }) {
    if (switches.edit) {
      if (object !== undefined && description !== "") return ctx.fail("Usage: desc/edit [object]");
      const edited = description === "" ? (object ?? ctx.here) : objectNamed(ctx, description);
      return ctx.edit(descEditor, { object: edited.id });
    }
    if (object === undefined && description === "") return ctx.fail("Usage: desc [<object> =] <description>");
    const described = object ?? ctx.here;
    const name = escapeMarkup(described.getDisplayName(ctx.puppet));
    if (!mayEdit(ctx, described)) {
      return ctx.fail(`You may not describe ${name}.`);
    }
    if (description === "") {
      described.attributes.remove("desc");
      return ctx.msg(`${name} has no description of its own now.`);
    }
    described.attributes.add("desc", description);
    return ctx.msg(`${name} is described.`);
  },
});
