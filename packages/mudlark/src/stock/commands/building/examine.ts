import { arg, command, escapeMarkup, joinList, optional, seq, type WorldObject } from "../../../api.ts";
import { showValue } from "./show-value.ts";

export const examine = command({
  key: "examine",
  aliases: ["ex", "exam"],
  category: "building",
  locks: "cmd:perm(examine) or perm(Builder)",
  help: "Show everything that is known about an object: its class, places, locks, tags and attributes.",
  examples: ["examine", "examine lantern"],
  needs: ["puppet"],
  args: seq(optional(arg.object("target", { from: "anywhere" }))),
  run(ctx, { target }) {
    const object = target ?? ctx.here;
    const { puppet } = ctx;
    if (!object.access(puppet, "examine")) return ctx.msg(puppet.atLook(object));
    return ctx.msg(describe(object, puppet));
  },
});

function describe(object: WorldObject, looker: WorldObject): string {
  const named = (other: WorldObject | null): string =>
    other === null ? "none" : `${escapeMarkup(other.getDisplayName(looker))} (${other.ref})`;
  const lines: readonly (readonly [label: string, text: string])[] = [
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
  const facts = lines.filter(([, text]) => text !== "").map(([label, text]) => `|w${label}:|n ${text}`);
  const attributes = object.attributes
    .all()
    .filter((attribute) => attribute.category !== "mudlark")
    .map((attribute) => `  ${escapeMarkup(attribute.key)} = ${showValue(attribute.value)}`);
  return [...facts, ...(attributes.length === 0 ? [] : ["|wAttributes:|n", ...attributes])].join("\n");
}
