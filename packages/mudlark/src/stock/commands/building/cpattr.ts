import {
  arg,
  command,
  escapeMarkup,
  flag,
  sep,
  seq,
  type AttributePath,
  type CommandContext,
} from "../../../api.ts";
import { builderOf } from "./builder-of.ts";
import { tellMistakes } from "../tell-mistakes.ts";
import { readPlace, removePlace, writePlace, type AttributePlace } from "./attribute-place.ts";
import { leaveEnginesOwn } from "./engines-own.ts";
import { mayEdit } from "./may-edit.ts";
import { showNew } from "./show-new.ts";

const fromAndTo = seq(
  arg.entityAttribute("from", { from: "anywhere", ownAlone: true }),
  sep("="),
  arg.list("to", arg.entityAttribute("to", { from: "anywhere" })),
);

export const cpattr = command({
  key: "cpattr",
  category: "building",
  locks: "cmd:perm(cpattr) or perm(Builder)",
  help: "Copy attributes from one object to one or more others. Without names on the right, they keep those that they have. A name alone on the left is an attribute of yours.",
  examples: [
    "cpattr lantern/fuel = box",
    "cpattr lantern/fuel/owner = box/oil/keeper, golem",
    "cpattr title = golem",
  ],
  switches: { move: flag("take them away from the first object") },
  args: fromAndTo,
  run(ctx, { from, to, switches }) {
    copyAttributes(ctx, from, to, switches.move);
  },
});

export const mvattr = command({
  key: "mvattr",
  category: "building",
  locks: "cmd:perm(mvattr) or perm(Builder)",
  help: "Move attributes from one object to one or more others. Without names on the right, they keep those that they have. A name alone on the left is an attribute of yours.",
  examples: ["mvattr lantern/fuel = box", "mvattr lantern/fuel = lantern/oil"],
  switches: { copy: flag("leave them with the first object, too") },
  args: fromAndTo,
  run(ctx, { from, to, switches }) {
    copyAttributes(ctx, from, to, !switches.copy);
  },
});

interface Named {
  readonly object: AttributePlace["entity"];
  readonly paths: readonly AttributePath[];
  readonly category: string | null;
}

function copyAttributes(ctx: CommandContext, from: Named, to: readonly Named[], moves: boolean): void {
  for (const { category } of [from, ...to]) leaveEnginesOwn(ctx, category);
  for (const { object } of moves ? [from, ...to] : to) {
    if (!mayEdit(ctx, object)) ctx.fail(`You may not change ${showNew(object)}.`);
  }
  if (!mayEdit(ctx, from.object) && !from.object.access(builderOf(ctx), "examine")) {
    ctx.fail(`You may not examine ${showNew(from.object)}.`);
  }
  const found = from.paths.map((path) => {
    const place = { entity: from.object, path, category: from.category };
    const value = readPlace(place) ?? ctx.fail(missing(ctx, from.object, path));
    return { place, ...value };
  });
  const reached: AttributePlace[] = [];
  for (const { object: entity, paths, category } of to) {
    for (const [at, { place, value }] of found.entries()) {
      const path = paths[at] ?? { name: place.path.name, steps: [] };
      put(ctx, { entity, path, category }, value);
      reached.push({ entity, path, category });
    }
  }
  if (!moves) return;
  for (const { place } of found) {
    if (!reached.some((other) => isSame(place, other))) removePlace(place);
  }
}

function missing(ctx: CommandContext, entity: Named["object"], { name }: AttributePath): string {
  const hint =
    entity === builderOf(ctx) ? " Of something else, name it behind a slash, as in lantern/fuel." : "";
  return `${showNew(entity)} has no attribute ${escapeMarkup(name)}.${hint}`;
}

function put(ctx: CommandContext, place: AttributePlace, value: unknown): void {
  const name = `${escapeMarkup(place.path.name)} of ${showNew(place.entity)}`;
  if (!tellMistakes(ctx, () => writePlace(place, value))) ctx.fail(`There is no such place in ${name}.`);
  ctx.msg(`${showNew(place.entity)} has the attribute ${escapeMarkup(place.path.name)} now.`);
}

function isSame(some: AttributePlace, other: AttributePlace): boolean {
  return (
    some.entity === other.entity &&
    some.category === other.category &&
    JSON.stringify(some.path) === JSON.stringify(other.path)
  );
}
