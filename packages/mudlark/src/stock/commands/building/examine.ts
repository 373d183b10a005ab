import {
  arg,
  command,
  escapeMarkup,
  optional,
  seq,
  WorldObject,
  type AttributePath,
  type CommandContext,
  type Entity,
} from "../../../api.ts";
import { readPlace, writePath, type AttributePlace } from "./attribute-place.ts";
import { builderOf } from "./builder-of.ts";
import { classDefaults, showUnset } from "./class-defaults.ts";
import { enginesOwn, leaveEnginesOwn } from "./engines-own.ts";
import { factsOf, placed } from "./facts-of.ts";
import { showNew } from "./show-new.ts";
import { showValue, showWholeValue } from "./show-value.ts";
import { findInScope, scopeSwitches } from "./target-scope.ts";

const { account, channel, object, script } = scopeSwitches;

export const examine = command({
  key: "examine",
  readOnly: true,
  aliases: ["ex", "exam"],
  category: "building",
  locks: "cmd:perm(examine) or perm(Builder)",
  help:
    "Show everything that is known about an object or, with an asterisk, about an account: its class, places, locks, " +
    "tags, commands, attributes and contents; or, behind a slash, some of its attributes. With commas, about several.",
  examples: [
    "examine",
    "examine lantern",
    "examine lantern/fuel",
    "examine lantern, box/lid",
    "examine *me",
    "examine/script weather",
  ],
  switches: { account, channel, object, script },
  args: seq(
    optional(
      arg.list("targets", arg.entityAttribute("target", { from: "anywhere", find: findInScope }), {
        max: 20,
      }),
    ),
  ),
  run(ctx, { targets = [{ object: ctx.here, paths: [], category: null }] }) {
    const sections = targets.flatMap((target, index) => [
      ...(index === 0 ? [] : [() => ""]),
      ...sectionOf(ctx, target),
    ]);
    return ctx.page({ count: sections.length, row: (at) => sections[at]?.() ?? "" });
  },
});

/** A line that is written when somebody comes to see it. */
type Row = () => string;

interface Target {
  readonly object: Entity;
  readonly paths: readonly AttributePath[];
  readonly category: string | null;
}

function sectionOf(ctx: CommandContext, { object: entity, paths, category }: Target): readonly Row[] {
  const builder = builderOf(ctx);
  leaveEnginesOwn(ctx, category);
  if (!entity.access(builder, "examine") && entity !== ctx.account) {
    if (!(entity instanceof WorldObject) || ctx.puppet === null)
      return ctx.fail(`You may not examine ${showNew(entity)}.`);
    return linesOf(ctx.puppet.atLook(entity));
  }
  if (paths.length > 0) {
    return paths.flatMap((path) => linesOf(attributeLine({ entity, path, category })));
  }
  const facts = factsOf(entity, builder).map(([label, text]) => `|w${label}:|n ${text}`);
  return [...facts, ...attributeLines(entity)].flatMap(linesOf).concat(contentRows(entity, builder));
}

function linesOf(text: string): readonly Row[] {
  return text.split("\n").map((line) => () => line);
}

function attributeLines(entity: Entity): readonly string[] {
  const stored = entity.attributes
    .all()
    .filter((attribute) => attribute.category !== enginesOwn)
    .map(({ key, category, value }) => attributeRow(key, category, showValue(value)));
  const others = classDefaults(entity).map(({ place, shown }) =>
    attributeRow(place.path.name, place.category, shown),
  );
  const shown = [...stored, ...others];
  return shown.length === 0 ? [] : ["|wAttributes:|n", ...shown];
}

function attributeRow(key: string, category: string | null, value: string): string {
  return `  ${escapeMarkup(category === null ? key : `${key} (of ${category})`)} = ${value}`;
}

/** There may be thousands of things in a room. */
function contentRows(entity: Entity, looker: Entity | null): readonly Row[] {
  if (!(entity instanceof WorldObject) || entity.contents.length === 0) return [];
  const { contents } = entity;
  const rows = contents.map(
    (thing) => () => (thing.isDeleted ? "  (deleted meanwhile)" : `  ${placed(thing, looker)}`),
  );
  return [() => `|wContents: ${contents.length}|n`, ...rows];
}

function attributeLine(place: AttributePlace): string {
  const found = readPlace(place);
  const shown = found === null ? showUnset(place) : showWholeValue(found.value);
  return `${showNew(place.entity)}/${escapeMarkup(writePath(place.path))} = ${shown}`;
}
