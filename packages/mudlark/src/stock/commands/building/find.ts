import {
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  optional,
  sep,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { builderOf } from "./builder-of.ts";
import { listFound } from "./list-found.ts";
import { showNew } from "./show-new.ts";

export const find = command({
  key: "find",
  readOnly: true,
  aliases: ["search", "locate"],
  category: "building",
  locks: "cmd:perm(find) or perm(search) or perm(Builder)",
  help:
    "Find objects anywhere by a part of their name or of another name of theirs, or one by its id. With an asterisk, " +
    "find an account and its characters. After a = stand the lowest and the highest id that count.",
  examples: [
    "find lantern",
    "find/room hall",
    "find/exact lantern",
    "find #12",
    "find *Bob",
    "find lantern = #10-#90",
    "find lantern = 10",
  ],
  switches: {
    room: flag("only rooms"),
    exit: flag("only exits"),
    char: flag("only characters"),
    thing: flag("only what is none of these"),
    exact: flag("only if that is the whole name"),
    startswith: flag("only if the name begins like that"),
  },
  args: seq(arg.phrase("text"), optional(seq(sep("="), arg.phrase("ids")))),
  run(ctx, { text, ids, switches }) {
    if (text.startsWith("*")) return findAccount(ctx, text.slice(1));
    const range = ids === undefined ? everyId : rangeIn(ctx, ids);
    if (switches.exact && switches.startswith) return ctx.fail("Either /exact or /startswith, not both.");
    const { room, exit, char, thing } = switches;
    const contents = wantedOf({ room, exit, character: char, object: thing });
    const byId = /^#\d+$/.test(text);
    if (byId && contents.length > 0) return ctx.fail("An id needs no switch.");
    const match = switches.exact ? "equals" : switches.startswith ? "begins" : "contains";
    const objects = byId
      ? [ctx.game.objects.byRef(text)].filter((object) => object !== null)
      : ctx.game.calledLike<WorldObject>("object", { text, match, contents });
    const found = objects.filter(
      (object) =>
        object.id >= range.lowest &&
        object.id <= range.highest &&
        object.access(builderOf(ctx), "search", { default: true }),
    );
    if (found.length === 0) return ctx.fail(`Nothing was found for "${escapeMarkup(text)}".`);
    return listFound(ctx, found);
  },
});

function wantedOf(kinds: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(kinds).filter((kind) => kinds[kind] === true);
}

interface IdRange {
  readonly lowest: number;
  readonly highest: number;
}

const everyId: IdRange = { lowest: 0, highest: Number.POSITIVE_INFINITY };

/** `10-90`, in either order; or one number, the lowest. */
function rangeIn(ctx: CommandContext, text: string): IdRange {
  const [, first, last] = /^#?(\d{1,15})(?:\s*-\s*#?(\d{1,15}))?$/.exec(text) ?? [];
  if (first === undefined) return ctx.fail("Write the ids as in: find lantern = #10-#90");
  if (last === undefined) return { ...everyId, lowest: Number(first) };
  const bounds = [Number(first), Number(last)];
  return { lowest: Math.min(...bounds), highest: Math.max(...bounds) };
}

function findAccount(ctx: CommandContext, name: string): void {
  const account = ctx.game.accounts.find(name);
  if (account === null) return ctx.fail(`There is no account "${escapeMarkup(name)}".`);
  const characters = account.characters.map(showNew);
  const has = characters.length === 0 ? "no characters" : `the characters ${joinList(characters)}`;
  return ctx.msg(`${escapeMarkup(account.key)} (account ${account.ref}) has ${has}.`);
}
