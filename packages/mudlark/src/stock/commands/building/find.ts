import { arg, command, escapeMarkup, flag, seq, type WorldObject } from "../../../api.ts";

export const find = command({
  key: "find",
  aliases: ["search"],
  category: "building",
  locks: "cmd:perm(find) or perm(search) or perm(Builder)",
  help:
    "Find objects anywhere by a part of their name or of another name of theirs, or one by its id. " +
    "The first 100 are shown, by id.",
  examples: ["find lantern", "find/room hall", "find/exact lantern", "find #12"],
  switches: {
    room: flag("only rooms"),
    exit: flag("only exits"),
    char: flag("only characters"),
    thing: flag("only what is none of these"),
    exact: flag("only if that is the whole name"),
    startswith: flag("only if the name begins like that"),
  },
  needs: ["puppet"],
  args: seq(arg.phrase("text")),
  run(ctx, { text, switches }) {
    if (switches.exact && switches.startswith) return ctx.fail("Either /exact or /startswith, not both.");
    const { room, exit, char, thing } = switches;
    const contents = wantedOf({ room, exit, character: char, object: thing });
    const byId = /^#\d+$/.test(text);
    if (byId && contents.length > 0) return ctx.fail("An id needs no switch.");
    const match = switches.exact ? "equals" : switches.startswith ? "begins" : "contains";
    const objects = byId
      ? [ctx.game.objects.byRef(text)].filter((object) => object !== null)
      : ctx.game.calledLike<WorldObject>("object", { text, match, contents });
    const found = objects.filter((object) => object.access(ctx.puppet, "search", { default: true }));
    if (found.length === 0) return ctx.fail(`Nothing was found for "${escapeMarkup(text)}".`);
    return ctx.msg(listOf(found));
  },
});

const mostShown = 100;

function wantedOf(kinds: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(kinds).filter((kind) => kinds[kind] === true);
}

function listOf(found: readonly WorldObject[]): string {
  const rows = found.slice(0, mostShown).map(({ ref, key, location }) => {
    const place = location === null ? "" : `, in ${escapeMarkup(location.key)} (${location.ref})`;
    return `  ${ref} |c${escapeMarkup(key)}|n${place}`;
  });
  const count = found.length === 1 ? "One object was found" : `${found.length} objects were found`;
  const cut = found.length > mostShown ? `; these are the first ${mostShown}` : "";
  return [`${count}${cut}:`, ...rows].join("\n");
}
