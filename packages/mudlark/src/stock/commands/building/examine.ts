import {
  Account,
  arg,
  command,
  escapeMarkup,
  joinList,
  optional,
  seq,
  type Entity,
  type WorldObject,
} from "../../../api.ts";
import { builderOf } from "./builder-of.ts";
import { readPlace, writePath, type AttributePlace } from "./attribute-place.ts";
import { showNew } from "./show-new.ts";
import { showValue } from "./show-value.ts";

export const examine = command({
  key: "examine",
  readOnly: true,
  aliases: ["ex", "exam"],
  category: "building",
  locks: "cmd:perm(examine) or perm(Builder)",
  help:
    "Show everything that is known about an object or, with an asterisk, about an account: its class, places, locks, " +
    "tags and attributes; or, behind a slash, some of its attributes.",
  examples: ["examine", "examine lantern", "examine lantern/fuel", "examine *me"],
  args: seq(optional(arg.entityAttribute("target", { from: "anywhere" }))),
  run(ctx, { target = { object: ctx.here, paths: [], category: null } }) {
    const { object: entity, paths, category } = target;
    const builder = builderOf(ctx);
    if (!entity.access(builder, "examine") && entity !== ctx.account) {
      if (entity instanceof Account || ctx.puppet === null)
        return ctx.fail(`You may not examine ${showNew(entity)}.`);
      return ctx.msg(ctx.puppet.atLook(entity));
    }
    if (paths.length > 0) {
      return ctx.page(paths.map((path) => attributeLine({ entity, path, category })).join("\n"));
    }
    const facts = entity instanceof Account ? factsOfAccount(entity) : factsOfObject(entity, builder);
    return ctx.page([...facts.filter(isKnown).map(factLine), ...attributeLines(entity)].join("\n"));
  },
});

type Fact = readonly [label: string, text: string];

function factsOfObject(object: WorldObject, looker: Entity | null): readonly Fact[] {
  const named = (other: WorldObject | null): string =>
    other === null ? "none" : `${escapeMarkup(other.getDisplayName(looker))} (${other.ref})`;
  return [
    ["Name", `|c${escapeMarkup(object.key)}|n (${object.ref})`],
    ["Aliases", joinList(object.aliases.all().map(escapeMarkup))],
    ["Class", object.classId + (object.isStandIn ? " |r(missing: this is a stand-in)|n" : "")],
    ["Location", named(object.location)],
    ["Home", named(object.home)],
    ["Destination", object.destination === null ? "" : named(object.destination)],
    ["Permissions", joinList(object.permissions.all().map(escapeMarkup))],
    ["Locks", escapeMarkup(object.locks.all().join("; "))],
    ["Tags", joinList(object.tags.all().map(escapeMarkup))],
    ["Contents", joinList(object.contents.map((thing) => named(thing)))],
  ];
}

function factsOfAccount(account: Account): readonly Fact[] {
  const connected = account.game.sessions.ofAccount(account).length;
  return [
    ["Name", `|c${escapeMarkup(account.key)}|n (account ${account.ref})`],
    ["Class", account.classId],
    ["Characters", joinList(account.characters.map(showNew))],
    [
      "Connected",
      connected === 0 ? "no" : `with ${connected === 1 ? "one session" : `${connected} sessions`}`,
    ],
    ["Superuser", account.isSuperuser ? "yes" : ""],
    ["Permissions", joinList(account.permissions.all().map(escapeMarkup))],
    ["Locks", escapeMarkup(account.locks.all().join("; "))],
    ["Tags", joinList(account.tags.all().map(escapeMarkup))],
  ];
}

function isKnown([, text]: Fact): boolean {
  return text !== "";
}

function factLine([label, text]: Fact): string {
  return `|w${label}:|n ${text}`;
}

function attributeLines(entity: Entity): readonly string[] {
  const shown = entity.attributes
    .all()
    .filter((attribute) => attribute.category !== "mudlark")
    .map((attribute) => `  ${escapeMarkup(attribute.key)} = ${showValue(attribute.value)}`);
  return shown.length === 0 ? [] : ["|wAttributes:|n", ...shown];
}

function attributeLine(place: AttributePlace): string {
  const found = readPlace(place);
  const shown = found === null ? "(not set)" : showValue(found.value);
  return `${showNew(place.entity)}/${escapeMarkup(writePath(place.path))} = ${shown}`;
}
