import {
  arg,
  command,
  escapeMarkup,
  flag,
  MudlarkError,
  optional,
  sep,
  seq,
  type CommandContext,
  type EntityClass,
  type Prototype,
  WorldObject,
} from "../../../api.ts";
import { overRows } from "./over-rows.ts";
import { classNamed } from "./class-named.ts";
import { builderOf } from "./builder-of.ts";
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";
import { tellMistakes } from "../tell-mistakes.ts";

export const typeclass = command({
  key: "typeclass",
  aliases: ["type", "parent", "swap", "update", "typeclasses"],
  category: "building",
  locks: "cmd:perm(typeclass) or perm(Builder)",
  help:
    "Show the class of an object, or give it another one. Its attributes stay, unless you say /reset. Typed as swap it " +
    "resets and takes the same class again; typed as update it only lets the class prepare it again, and its locks stay.",
  examples: [
    "typeclass lantern",
    "typeclass lantern = mudlark.Thing",
    "typeclass/prototype lantern = storm lantern",
    "typeclass/list",
  ],
  switches: {
    bulk: flag("also more than 1000 rows of the last list"),
    list: flag("list all classes of objects"),
    show: flag("show the class and those it is made from"),
    examine: flag("the same as /show"),
    update: flag("let the class prepare it again, as when it was made; its locks stay"),
    reset: flag("take away all attributes, after a question"),
    force: flag(
      "also when it is of that class already; it gets the locks of the class again, and stays yours",
    ),
    prototype: flag("make it what a prototype says, after a question; what else it had goes"),
  },
  args: seq(optional(arg.object("object", { from: "anywhere" })), optional(seq(sep("="), arg.text("class")))),
  before: overRows,
  async run(ctx, { object, class: wanted, switches }) {
    if (switches.list || ctx.name === "typeclasses") return list(ctx);
    if (object === undefined) return ctx.fail("The class of what? typeclass/list shows all classes.");
    const isUpdate = switches.update || ctx.name === "update";
    const resets = switches.reset || ctx.name === "swap";
    const isForced = isUpdate || switches.force || ctx.name === "swap";
    const changes = wanted !== undefined || isForced || resets || switches.prototype;
    if (switches.show || switches.examine || !changes) return show(ctx, object);
    if (!mayEdit(ctx, object)) return ctx.fail(`You may not change ${showNew(object)}.`);
    if (switches.prototype) return await makeAnew(ctx, object, wanted ?? "");
    const cls = wanted === undefined ? classOf(object) : classNamed(ctx, wanted, WorldObject);
    if (cls === classOf(object) && !isForced) {
      return ctx.fail(`${showNew(object)} is of that class already. /force prepares it again.`);
    }
    const question = `Take all attributes of ${showNew(object)} away?`;
    if (resets && !(await ctx.confirm(question, { default: false }))) return ctx.fail("It stays as it is.");
    if (object.isDeleted || !mayEdit(ctx, object)) return ctx.fail("You may not change that any more.");
    return swap(ctx, object, cls, { resets, keepsLocks: isUpdate });
  },
});

function classOf(object: WorldObject): EntityClass {
  return object.constructor as EntityClass;
}

function objectClasses(ctx: CommandContext): readonly { readonly id: string; readonly cls: EntityClass }[] {
  return [...ctx.game.classes.all()].filter(({ kind }) => kind === "object");
}

interface Manner {
  readonly resets: boolean;
  /** Runs only what the class does with new objects, and not what it sets on all of them. */
  readonly keepsLocks: boolean;
}

function swap(ctx: CommandContext, object: WorldObject, cls: EntityClass, manner: Manner): void {
  const { resets, keepsLocks } = manner;
  const before = object.classId;
  try {
    keepingOwner(ctx, object, () => {
      ctx.game.swapClass(object, cls, { cleanAttributes: resets, runStartHooks: !keepsLocks });
      if (keepsLocks) ctx.game.objects.get(object.id)?.atObjectCreation();
    });
  } catch (error) {
    if (!(error instanceof MudlarkError)) throw error;
    return ctx.fail(`${showNew(object)} cannot become that: ${escapeMarkup(error.message)}.`);
  }
  const now = ctx.game.get("object", object.id)?.classId ?? before;
  const change = now === before ? `is ${now} anew` : `was ${before} and is ${now} now`;
  const rest = resets ? " All its attributes are gone." : "";
  return ctx.msg(`${showNew(object)} ${escapeMarkup(change)}.${rest}`);
}

/** Locks that say whose it is, and who plays it. A class sets its usual ones anew, which would take it away from them. */
const ownersLocks = ["control", "delete", "edit", "puppet"];

function keepingOwner(ctx: CommandContext, object: WorldObject, change: () => void): void {
  const kept = ownersLocks.map((type) => object.locks.get(type)).filter((lock) => lock !== "");
  ctx.game.whole(() => {
    change();
    ctx.game.objects.get(object.id)?.locks.add(kept, { overwrite: true });
  });
}

async function makeAnew(ctx: CommandContext, object: WorldObject, key: string): Promise<void> {
  const { prototypes } = ctx.game;
  const prototype = prototypeFor(ctx, key);
  const name = `the prototype "${escapeMarkup(prototype.prototypeKey)}"`;
  const question = `Make ${showNew(object)} what ${name} says, and nothing else?`;
  if (!(await ctx.confirm(question, { default: false }))) return ctx.fail("It stays as it is.");
  if (object.isDeleted || !mayEdit(ctx, object)) return ctx.fail("You may not change that any more.");
  const { prototypeKey } = prototypeFor(ctx, key);
  tellMistakes(ctx, () => {
    keepingOwner(ctx, object, () => {
      prototypes.become(prototypeKey, object, { caller: builderOf(ctx) });
    });
  });
  return ctx.msg(`${showNew(object)} is now what ${name} says.`);
}

function prototypeFor(ctx: CommandContext, key: string): Prototype {
  if (key === "") return ctx.fail("Which prototype? Usage: typeclass/prototype object = prototype");
  const found = ctx.game.prototypes.get(key);
  if (found === null)
    return ctx.fail(`There is no prototype "${escapeMarkup(key)}". spawn/list shows what there is.`);
  const builder = builderOf(ctx);
  const maySpawn = builder !== null && ctx.game.prototypes.mayUse(found, builder, "spawn");
  return maySpawn ? found : ctx.fail(`You may not use the prototype "${escapeMarkup(found.prototypeKey)}".`);
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
  ctx.page(ctx.styledTable(headings, rows));
}
