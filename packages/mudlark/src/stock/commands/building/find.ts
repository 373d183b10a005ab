import {
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  seq,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { builderOf } from "./builder-of.ts";
import { readFindQuery, type FindQuery } from "./find-filters.ts";
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
    "find an account and its characters. After a = stand the lowest and the highest id that count. Conditions may follow, " +
    "without blanks: class=, tag=, attr= (with = != < > <= >= ~), in=, near=, owner=, id=, created> and created<, sort= and limit=.",
  examples: [
    "find lantern",
    "find/room hall",
    "find/exact lantern",
    "find #12",
    "find *Bob",
    "find lantern = #10-#90",
    "find lantern = 10",
    "find lantern class=Thing tag=old attr=fuel>5 sort=name limit=20",
    "find tag=old:relics created<7d",
    "find in=box",
    "find/room id=5-90",
    "find near=here:2 owner=Bob",
  ],
  switches: {
    room: flag("only rooms"),
    exit: flag("only exits"),
    char: flag("only characters"),
    thing: flag("only what is none of these"),
    exact: flag("only if that is the whole name"),
    startswith: flag("only if the name begins like that"),
    loc: flag("with the place of each, as without it"),
  },
  args: seq(arg.text("query")),
  run(ctx, { query: typed, switches }) {
    if (typed.startsWith("*")) return findAccount(ctx, typed.slice(1));
    const query = readFindQuery(ctx, typed);
    const [text = "", ids] = query.text.split(/\s*=\s*(.*)$/su);
    if (text === "" && query.matches.length === 0) return ctx.fail("Find what? Name a part of a name.");
    const range = ids === undefined ? everyId : rangeIn(ctx, ids);
    if (switches.exact && switches.startswith) return ctx.fail("Either /exact or /startswith, not both.");
    const { room, exit, char, thing } = switches;
    const contents = wantedOf({ room, exit, character: char, object: thing });
    const match = switches.exact ? "equals" : switches.startswith ? "begins" : "contains";
    const found = candidates(ctx, query, { text, match, contents }).filter(
      (object) =>
        object.id >= range.lowest &&
        object.id <= range.highest &&
        query.matches.every((matches) => matches(object)) &&
        object.access(builderOf(ctx), "search", { default: true }),
    );
    if (found.length === 0) return ctx.fail(`Nothing was found for "${escapeMarkup(typed)}".`);
    const sorted = query.compare === null ? found : found.toSorted(query.compare);
    return listFound(ctx, sorted.slice(0, query.limit));
  },
});

interface NameWanted {
  readonly text: string;
  readonly match: "contains" | "begins" | "equals";
  readonly contents: readonly string[];
}

function candidates(ctx: CommandContext, query: FindQuery, wanted: NameWanted): readonly WorldObject[] {
  const { text, contents } = wanted;
  const kinds = new Set(contents);
  const isWanted = (object: WorldObject): boolean => kinds.size === 0 || kinds.has(contentOf(object));
  if (/^#\d+$/.test(text)) {
    const one = ctx.game.objects.byRef(text);
    return one !== null && isWanted(one) ? [one] : [];
  }
  if (text !== "") return ctx.game.calledLike<WorldObject>("object", wanted);
  const { candidates: few } = query;
  if (few === null) {
    return ctx.fail(
      "Name a part of a name, too, or one of tag=, in=, near= and id= (up to 10000 of them): the world is large.",
    );
  }
  return few.filter(isWanted);
}

function contentOf(object: WorldObject): string {
  return (object.constructor as typeof WorldObject).contentType ?? "object";
}

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
