import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  sep,
  seq,
  type CommandContext,
  type Entity,
  type Nick,
} from "../../../api.ts";
import { tellMistakes } from "../tell-mistakes.ts";

export const nick = command({
  key: "nick",
  aliases: ["nickname", "nicks"],
  help:
    "Make short forms of your own. A nick replaces a whole line that you type: with `nick gr = say Greetings!`, the " +
    "line `gr` says it. $1, $2 and so on catch what you type in their place. With /object or /account a nick stands " +
    "for the name of something you look for. In character the nicks are your character's, out of character your " +
    "account's, which work for all your characters. A line that begins with `raw:` is taken as it is.",
  examples: [
    "nick gr = say Greetings!",
    "nick make $1 as $2 = create $1;$2",
    "nick/object mybox = crate",
    "nick gr",
    "nick/list",
    "nick/delete gr",
    "nick/delete 2",
    "nick/clearall",
  ],
  switches: {
    inputline: flag("replace a typed line; the usual sort"),
    object: flag("replace the name of a thing"),
    account: flag("replace the name of an account"),
    list: flag("show all nicks"),
    delete: flag("remove the nick with that pattern or number"),
    clearall: flag("remove all nicks"),
  },
  needs: ["account"],
  protected: true,
  args: seq(
    optional(arg.phrase("pattern", { max: 255 })),
    optional(seq(sep("="), arg.text("replacement", { max: 2000 }))),
  ),
  run(ctx, { pattern, replacement, switches }) {
    const holder: Entity = ctx.puppet ?? ctx.account;
    const { nicks } = holder;
    const deeds = [switches.list, switches.delete, switches.clearall].filter(Boolean);
    if (deeds.length > 1) return ctx.fail("One switch at a time, please.");
    const sorts = [switches.inputline, switches.object, switches.account].filter(Boolean);
    if (sorts.length > 1)
      return ctx.fail("One sort of nick at a time, please: /inputline, /object, or /account.");
    if (switches.clearall) {
      const { length } = nicks.all();
      nicks.clear();
      return ctx.msg(length === 0 ? "You have no nicks." : `All your nicks are gone: ${length}.`);
    }
    if (pattern === undefined && replacement !== undefined)
      return ctx.fail("A nick for what? Write it before the =.");
    if (pattern === undefined || switches.list) return ctx.page(listOf(ctx, holder));
    const category = switches.object ? "object" : switches.account ? "account" : "inputline";
    if (switches.delete) return remove(ctx, holder, pattern, sorts.length > 0 ? category : null);
    const known = nicks.get(pattern, { category });
    if (replacement === undefined) {
      if (known === null) return ctx.fail(`You have no nick "${escapeMarkup(pattern)}".`);
      return ctx.msg(describe(known));
    }
    if (known?.replacement === replacement.trim() && !known.isRegex) {
      return ctx.fail(`That is so already: ${describe(known)}`);
    }
    if (category === "inputline" && ctx.game.commands.isAlwaysReachable(pattern, ctx)) {
      return ctx.fail("nick, quit and help always mean what they are. Choose something else.");
    }
    if (pattern.toLowerCase() === replacement.trim().toLowerCase()) {
      return ctx.fail("That would change nothing: both sides are the same.");
    }
    tellMistakes(ctx, () => nicks.add(pattern, replacement, { category }));
    const now = nicks.get(pattern, { category });
    return ctx.msg(`${known === null ? "Made" : "Changed"}: ${now === null ? "" : describe(now)}`);
  },
});

/** By its number in the list, or by its pattern, of any sort if none is named. */
function remove(ctx: CommandContext, holder: Entity, wanted: string, category: string | null): void {
  const all = holder.nicks.all();
  const numbered = /^\d{1,4}$/u.test(wanted) ? all[Number(wanted) - 1] : undefined;
  const same = (one: Nick): boolean =>
    one.pattern.toLowerCase() === wanted.toLowerCase() && (category === null || one.category === category);
  const gone = all.find(same) ?? numbered;
  if (gone === undefined)
    ctx.fail(`You have no nick "${escapeMarkup(wanted)}". nick/list shows what you have.`);
  holder.nicks.remove(gone.pattern, gone);
  ctx.msg(`Removed: ${describe(gone)}`);
}

function listOf(ctx: CommandContext, holder: Entity): string {
  const { account } = ctx;
  const own = holder.nicks.all();
  const lines = own.map((one, index) => `${index + 1}. ${describe(one)}`);
  const parts = [lines.length === 0 ? "You have no nicks." : `Your nicks:\n${lines.join("\n")}`];
  const shared = holder === account || account === null ? [] : account.nicks.all();
  if (shared.length > 0) {
    parts.push(
      `Nicks of your account, which you can change out of character:\n${shared.map(describe).join("\n")}`,
    );
  }
  return parts.join("\n");
}

function describe({ category, pattern, replacement }: Nick): string {
  const sort = category === "inputline" ? "" : ` (${category})`;
  return `${escapeMarkup(pattern)} = ${escapeMarkup(replacement)}${sort}`;
}
