import {
  arg,
  command,
  escapeMarkup,
  flag,
  MudlarkError,
  optional,
  sep,
  seq,
  spokenTable,
  table,
  type CommandContext,
  type EntityClass,
  type WorldObject,
} from "../../../api.ts";
import { overRows } from "./over-rows.ts";
import { builderOf } from "./builder-of.ts";
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";

export const typeclass = command({
  key: "typeclass",
  aliases: ["type", "parent", "swap", "update", "typeclasses"],
  category: "building",
  locks: "cmd:perm(typeclass) or perm(Builder)",
  help:
    "Show the class of an object, or give it another one. Its attributes stay, unless you say /reset. Typed as swap it " +
    "resets and takes the same class again; typed as update it only runs the hooks of its class again.",
  examples: ["typeclass", "typeclass lantern", "typeclass lantern = mudlark.Thing", "typeclass/list"],
  switches: {
    bulk: flag("also more than 1000 rows of the last list"),
    list: flag("list all classes of objects"),
    show: flag("show the class and those it is made from"),
    examine: flag("the same as /show"),
    update: flag("run the hooks of the class again"),
    reset: flag("take away all attributes, after a question"),
    force: flag("also when it is of that class already"),
  },
  args: seq(optional(arg.object("object", { from: "anywhere" })), optional(seq(sep("="), arg.text("class")))),
  before: overRows,
  async run(ctx, { object, class: wanted, switches }) {
    if (switches.list || ctx.name === "typeclasses") return list(ctx);
    if (object === undefined) return ctx.fail("The class of what? typeclass/list shows all classes.");
    const isUpdate = switches.update || ctx.name === "update";
    if (switches.show || switches.examine || (wanted === undefined && !isUpdate)) return show(ctx, object);
    if (!mayEdit(ctx, object)) return ctx.fail(`You may not change ${showNew(object)}.`);
    const cls = isUpdate && wanted === undefined ? classOf(object) : classCalled(ctx, wanted ?? "");
    const isForced = isUpdate || switches.force || ctx.name === "swap";
    if (cls === classOf(object) && !isForced) {
      return ctx.fail(`${showNew(object)} is of that class already. /force runs its hooks again.`);
    }
    const resets = switches.reset || ctx.name === "swap";
    const question = `Take all attributes of ${showNew(object)} away?`;
    if (resets && !(await ctx.confirm(question, { default: false }))) return ctx.fail("It stays as it is.");
    if (object.isDeleted || !mayEdit(ctx, object)) return ctx.fail("You may not change that any more.");
    return swap(ctx, object, cls, resets);
  },
});

function classOf(object: WorldObject): EntityClass {
  return object.constructor as EntityClass;
}

function classCalled(ctx: CommandContext, id: string): EntityClass {
  const registered = objectClasses(ctx).find((each) => each.id === id || each.cls.name === id);
  return registered?.cls ?? ctx.fail(`There is no class "${escapeMarkup(id)}". typeclass/list shows all.`);
}

function objectClasses(ctx: CommandContext): readonly { readonly id: string; readonly cls: EntityClass }[] {
  return [...ctx.game.classes.all()].filter(({ kind }) => kind === "object");
}

function swap(ctx: CommandContext, object: WorldObject, cls: EntityClass, resets: boolean): void {
  const before = object.classId;
  try {
    ctx.game.swapClass(object, cls, { cleanAttributes: resets });
  } catch (error) {
    if (!(error instanceof MudlarkError)) throw error;
    return ctx.fail(`${showNew(object)} cannot become that: ${escapeMarkup(error.message)}.`);
  }
  const now = ctx.game.get("object", object.id)?.classId ?? before;
  const change = now === before ? `is ${now} anew` : `was ${before} and is ${now} now`;
  const rest = resets ? " All its attributes are gone." : "";
  return ctx.msg(`${showNew(object)} ${escapeMarkup(change)}.${rest}`);
}

function show(ctx: CommandContext, object: WorldObject): void {
  if (!mayEdit(ctx, object) && !object.access(builderOf(ctx), "examine")) {
    return ctx.fail(`You may not examine ${showNew(object)}.`);
  }
  const known = new Map(objectClasses(ctx).map(({ id, cls }) => [cls, id]));
  const line: string[] = [];
  for (let cls: unknown = classOf(object); typeof cls === "function"; cls = Object.getPrototypeOf(cls)) {
    const id = known.get(cls as EntityClass);
    if (id !== undefined) line.push(id);
  }
  const standsIn = object.isStandIn ? ` Its class ${object.classId} is missing.` : "";
  return ctx.msg(`${showNew(object)}: ${escapeMarkup(line.join(", which is a "))}.${escapeMarkup(standsIn)}`);
}

const headings = ["Class", "Sort"];

function list(ctx: CommandContext): void {
  const rows = objectClasses(ctx)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, cls }) => [escapeMarkup(id), cls.contentType ?? "object"]);
  const text = table(headings, rows, { maxWidth: ctx.size.width });
  ctx.page({ text, alt: spokenTable(headings, rows) });
}
